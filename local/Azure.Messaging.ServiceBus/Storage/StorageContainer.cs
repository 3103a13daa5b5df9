using Azure.Core;

namespace Support.Local.ServiceBus;

/// <summary>The blob container that takes what is too large for a storage queue.</summary>
internal sealed class StorageContainer(StorageClient client, string name)
{
    private readonly Uri _container = new(client.Account.Blobs, name + "?restype=container");

    public async Task PutAsync(string blob, byte[] content, string entityPath, CancellationToken cancellationToken)
    {
        StorageReply reply = await TryPutAsync();
        if (reply is { Status: 404, ErrorCode: "ContainerNotFound" })
        {
            StorageReply created = await client.SendAsync(RequestMethod.Put, _container, entityPath, cancellationToken);
            if (!created.IsSuccess && created.Status != 409)
            {
                throw StorageClient.Unexpected(created, entityPath);
            }

            reply = await TryPutAsync();
        }

        if (!reply.IsSuccess)
        {
            throw StorageClient.Unexpected(reply, entityPath);
        }

        Task<StorageReply> TryPutAsync() => client.SendAsync(
            RequestMethod.Put,
            Blob(blob),
            entityPath,
            cancellationToken,
            RequestContent.Create(content),
            ("Content-Type", "application/json"),
            ("x-ms-blob-type", "BlockBlob"));
    }

    /// <summary>The blob's content, or null when there is no such blob.</summary>
    public async Task<BinaryData?> GetAsync(string blob, string entityPath, CancellationToken cancellationToken)
    {
        StorageReply reply = await client.SendAsync(RequestMethod.Get, Blob(blob), entityPath, cancellationToken);
        return reply switch
        {
            { Status: 404 } => null,
            { IsSuccess: true } => reply.Content,
            _ => throw StorageClient.Unexpected(reply, entityPath),
        };
    }

    public async Task DeleteAsync(string blob, string entityPath, CancellationToken cancellationToken)
    {
        StorageReply reply = await client.SendAsync(RequestMethod.Delete, Blob(blob), entityPath, cancellationToken);
        if (!reply.IsSuccess && reply.Status != 404)
        {
            throw StorageClient.Unexpected(reply, entityPath);
        }
    }

    private Uri Blob(string blob) => new(client.Account.Blobs, $"{name}/{blob}");
}
