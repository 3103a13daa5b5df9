using Azure.Core;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Protocol;
using Azure.Storage.Blobs.Specialized;

namespace Azure.Storage.Blobs;

/// <summary>One block blob.</summary>
public class BlobClient : BlobBaseClient
{
    /// <summary>For mocking.</summary>
    protected BlobClient()
    {
    }

    public BlobClient(string connectionString, string blobContainerName, string blobName)
        : base(connectionString, blobContainerName, blobName)
    {
    }

    public BlobClient(string connectionString, string blobContainerName, string blobName, BlobClientOptions options)
        : base(connectionString, blobContainerName, blobName, options)
    {
    }

    public BlobClient(Uri blobUri, TokenCredential credential, BlobClientOptions? options = default)
        : base(blobUri, credential, options)
    {
    }

    internal BlobClient(BlobConnection connection, Uri uri)
        : base(connection, uri)
    {
    }

    /// <summary>Uploads a blob that must not be there yet.</summary>
    public virtual Task<Response<BlobContentInfo>> UploadAsync(Stream content) => UploadAsync(content, CancellationToken.None);

    public virtual Task<Response<BlobContentInfo>> UploadAsync(BinaryData content) => UploadAsync(content, CancellationToken.None);

    public virtual Task<Response<BlobContentInfo>> UploadAsync(Stream content, CancellationToken cancellationToken) =>
        UploadAsync(content, overwrite: false, cancellationToken);

    public virtual Task<Response<BlobContentInfo>> UploadAsync(BinaryData content, CancellationToken cancellationToken) =>
        UploadAsync(content, overwrite: false, cancellationToken);

    public virtual Task<Response<BlobContentInfo>> UploadAsync(
        Stream content, bool overwrite = false, CancellationToken cancellationToken = default) =>
        UploadAsync(content, OnlyIfAbsent(!overwrite), cancellationToken);

    public virtual Task<Response<BlobContentInfo>> UploadAsync(
        BinaryData content, bool overwrite = false, CancellationToken cancellationToken = default) =>
        UploadAsync(content, OnlyIfAbsent(!overwrite), cancellationToken);

    public virtual async Task<Response<BlobContentInfo>> UploadAsync(
        BinaryData content, BlobUploadOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(content);
        using Stream stream = content.ToStream();
        return await UploadAsync(stream, options, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Uploads a blob, in the place of the one that is there unless the options' conditions say otherwise.</summary>
    public virtual async Task<Response<BlobContentInfo>> UploadAsync(
        Stream content, BlobUploadOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(content);
        var upload = new BlockUpload(Connection, Uri, options ?? new BlobUploadOptions());
        Response response = await upload.SendAsync(content, cancellationToken).ConfigureAwait(false);
        return Response.FromValue(
            new BlobContentInfo
            {
                ETag = Values.ETag(response),
                LastModified = Values.Time(response, "Last-Modified"),
                ContentHash = Values.Hash(response, "Content-MD5"),
            },
            response);
    }

    private static BlobUploadOptions OnlyIfAbsent(bool required) => new()
    {
        Conditions = required ? new BlobRequestConditions { IfNoneMatch = ETag.All } : null,
    };
}
