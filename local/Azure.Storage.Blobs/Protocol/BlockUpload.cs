using System.Buffers;
using System.Globalization;
using System.Text;
using Azure.Core;
using Azure.Storage.Blobs.Models;
using Support.Local;

namespace Azure.Storage.Blobs.Protocol;

/// <summary>
/// Puts a stream of any length into a blob: in one request when it is short, else block by block, so that never more than one
/// block of it is in memory. The blob changes with the last request only.
/// </summary>
internal sealed class BlockUpload(BlobConnection connection, Uri blob, BlobUploadOptions options)
{
    public const int BlockLength = 4 * 1024 * 1024;

    private long _sent;

    public async Task<Response> SendAsync(Stream content, CancellationToken cancellationToken)
    {
        int expected = content.CanSeek ? (int)Math.Clamp(content.Length - content.Position, 1, BlockLength) : BlockLength;
        byte[] buffer = ArrayPool<byte>.Shared.Rent(expected);
        try
        {
            int length = await FillAsync(content, buffer, expected, cancellationToken).ConfigureAwait(false);
            bool isWhole = content.CanSeek ? content.Position >= content.Length : length < expected;
            return isWhole
                ? await PutAsync(buffer.AsMemory(0, length), cancellationToken).ConfigureAwait(false)
                : await PutBlocksAsync(content, buffer, length, expected, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static Task<int> FillAsync(Stream content, byte[] buffer, int length, CancellationToken cancellationToken) =>
        content.ReadAtLeastAsync(buffer.AsMemory(0, length), length, throwOnEndOfStream: false, cancellationToken).AsTask();

    private async Task<Response> PutAsync(ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        Response response = await connection.RequireAsync(
            RequestMethod.Put,
            blob,
            headers =>
            {
                headers.SetValue("x-ms-blob-type", "BlockBlob");
                headers.SetValue("Content-Type", options.HttpHeaders?.ContentType ?? "application/octet-stream");
                SetCommon(headers);
            },
            cancellationToken,
            RequestContent.Create(content)).ConfigureAwait(false);
        options.ProgressHandler?.Report(content.Length);
        return response;
    }

    private async Task<Response> PutBlocksAsync(Stream content, byte[] buffer, int length, int blockLength, CancellationToken cancellationToken)
    {
        // Of this upload alone: blocks that another one puts at the same time must not end up in this one's list.
        string upload = LocalIdentity.NewGuid().ToString("N");
        var ids = new List<string>();
        while (length > 0)
        {
            string id = Convert.ToBase64String(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{upload}-{ids.Count:D6}")));
            await connection.RequireAsync(
                RequestMethod.Put,
                BlobUri.WithQuery(blob, "comp=block&blockid=" + Uri.EscapeDataString(id)),
                headers => SetLease(headers),
                cancellationToken,
                RequestContent.Create(buffer.AsMemory(0, length))).ConfigureAwait(false);
            ids.Add(id);
            options.ProgressHandler?.Report(_sent += length);
            length = await FillAsync(content, buffer, blockLength, cancellationToken).ConfigureAwait(false);
        }

        string list = $"<?xml version=\"1.0\" encoding=\"utf-8\"?><BlockList>{string.Concat(ids.Select(id => $"<Latest>{id}</Latest>"))}</BlockList>";
        return await connection.RequireAsync(
            RequestMethod.Put,
            BlobUri.WithQuery(blob, "comp=blocklist"),
            SetCommon,
            cancellationToken,
            RequestContent.Create(Encoding.UTF8.GetBytes(list))).ConfigureAwait(false);
    }

    private void SetCommon(RequestHeaders headers)
    {
        BlobConnection.Set(headers, options.HttpHeaders);
        BlobConnection.Set(headers, options.Metadata);
        BlobConnection.Set(headers, options.Conditions);
    }

    private void SetLease(RequestHeaders headers)
    {
        if (options.Conditions?.LeaseId is { Length: > 0 } lease)
        {
            headers.SetValue("x-ms-lease-id", lease);
        }
    }
}
