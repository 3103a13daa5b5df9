using System.Globalization;
using Azure.Core;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Protocol;

namespace Azure.Storage.Blobs.Specialized;

/// <summary>What can be done with a blob of any kind.</summary>
public class BlobBaseClient
{
    private readonly BlobConnection? _connection;
    private readonly Uri? _uri;

    /// <summary>For mocking.</summary>
    protected BlobBaseClient()
    {
    }

    public BlobBaseClient(string connectionString, string blobContainerName, string blobName)
        : this(connectionString, blobContainerName, blobName, null!)
    {
    }

    public BlobBaseClient(string connectionString, string blobContainerName, string blobName, BlobClientOptions options)
    {
        ArgumentException.ThrowIfNullOrEmpty(blobContainerName);
        ArgumentException.ThrowIfNullOrEmpty(blobName);
        (_connection, Uri endpoint) = BlobConnection.Open(connectionString, options);
        _uri = BlobUri.Append(BlobUri.Append(endpoint, blobContainerName), blobName);
    }

    public BlobBaseClient(Uri blobUri, TokenCredential credential, BlobClientOptions? options = default) =>
        (_connection, _uri) = (BlobConnection.Open(blobUri, credential, options), blobUri);

    internal BlobBaseClient(BlobConnection connection, Uri uri) => (_connection, _uri) = (connection, uri);

    public virtual Uri Uri => _uri ?? throw Mock.IsIncomplete();

    public virtual string AccountName => Connection.AccountName;

    public virtual string BlobContainerName => BlobUri.Parts(Uri).Container;

    public virtual string Name => BlobUri.Parts(Uri).Blob;

    internal BlobConnection Connection => _connection ?? throw Mock.IsIncomplete();

    public virtual async Task<Response<bool>> ExistsAsync(CancellationToken cancellationToken = default)
    {
        Response response = await Connection.SendAsync(RequestMethod.Head, Uri, null, cancellationToken).ConfigureAwait(false);
        return Outcome(response);
    }

    public virtual Task<Response> DeleteAsync(
        DeleteSnapshotsOption snapshotsOption = DeleteSnapshotsOption.None,
        BlobRequestConditions? conditions = default,
        CancellationToken cancellationToken = default) =>
        Connection.RequireAsync(RequestMethod.Delete, Uri, headers => SetDelete(headers, snapshotsOption, conditions), cancellationToken);

    public virtual async Task<Response<bool>> DeleteIfExistsAsync(
        DeleteSnapshotsOption snapshotsOption = DeleteSnapshotsOption.None,
        BlobRequestConditions? conditions = default,
        CancellationToken cancellationToken = default) => Outcome(await Connection.SendAsync(
            RequestMethod.Delete, Uri, headers => SetDelete(headers, snapshotsOption, conditions), cancellationToken).ConfigureAwait(false));

    public virtual async Task<Response<BlobProperties>> GetPropertiesAsync(
        BlobRequestConditions? conditions = default, CancellationToken cancellationToken = default)
    {
        Response response = await Connection.RequireAsync(
            RequestMethod.Head, Uri, headers => BlobConnection.Set(headers, conditions), cancellationToken).ConfigureAwait(false);
        return Response.FromValue(new BlobProperties(response), response);
    }

    public virtual async Task<Response<BlobInfo>> SetMetadataAsync(
        IDictionary<string, string> metadata, BlobRequestConditions? conditions = default, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(metadata);
        return Info(await Connection.RequireAsync(
            RequestMethod.Put,
            BlobUri.WithQuery(Uri, "comp=metadata"),
            headers =>
            {
                BlobConnection.Set(headers, metadata);
                BlobConnection.Set(headers, conditions);
            },
            cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Sets all of a blob's headers; those that are not given are taken away.</summary>
    public virtual async Task<Response<BlobInfo>> SetHttpHeadersAsync(
        BlobHttpHeaders? httpHeaders = default, BlobRequestConditions? conditions = default, CancellationToken cancellationToken = default) =>
        Info(await Connection.RequireAsync(
            RequestMethod.Put,
            BlobUri.WithQuery(Uri, "comp=properties"),
            headers =>
            {
                BlobConnection.Set(headers, httpHeaders);
                BlobConnection.Set(headers, conditions);
            },
            cancellationToken).ConfigureAwait(false));

    public virtual Task<Response<BlobDownloadResult>> DownloadContentAsync() => DownloadContentAsync(CancellationToken.None);

    public virtual Task<Response<BlobDownloadResult>> DownloadContentAsync(CancellationToken cancellationToken) =>
        DownloadContentAsync(new BlobDownloadOptions(), cancellationToken);

    public virtual Task<Response<BlobDownloadResult>> DownloadContentAsync(BlobRequestConditions conditions, CancellationToken cancellationToken) =>
        DownloadContentAsync(new BlobDownloadOptions { Conditions = conditions }, cancellationToken);

    public virtual async Task<Response<BlobDownloadResult>> DownloadContentAsync(
        BlobDownloadOptions? options = default, CancellationToken cancellationToken = default)
    {
        Response response = await GetAsync(options?.Range ?? default, options?.Conditions, cancellationToken).ConfigureAwait(false);
        return Response.FromValue(new BlobDownloadResult(response.Content, new BlobDownloadDetails(response)), response);
    }

    /// <summary>Begins a download whose content is read as it comes. Whoever asked for it closes the stream.</summary>
    public virtual async Task<Response<BlobDownloadStreamingResult>> DownloadStreamingAsync(
        BlobDownloadOptions? options = default, CancellationToken cancellationToken = default)
    {
        (Response response, Stream content) = await Connection.OpenAsync(
            Uri, headers => SetGet(headers, options?.Range ?? default, options?.Conditions), cancellationToken).ConfigureAwait(false);
        return Response.FromValue(new BlobDownloadStreamingResult(content, new BlobDownloadDetails(response)), response);
    }

    public virtual Task<Response> DownloadToAsync(Stream destination) => DownloadToAsync(destination, CancellationToken.None);

    public virtual Task<Response> DownloadToAsync(Stream destination, CancellationToken cancellationToken) =>
        DownloadToAsync(destination, new BlobDownloadToOptions(), cancellationToken);

    /// <summary>Downloads range by range, each of which can be tried again by itself; the blob must stay the same meanwhile.</summary>
    public virtual async Task<Response> DownloadToAsync(
        Stream destination, BlobDownloadToOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(destination);
        BlobRequestConditions? conditions = options?.Conditions;
        long received = 0;
        while (true)
        {
            var range = new HttpRange(received, BlockUpload.BlockLength);
            Response response = await TryGetAsync(range, conditions, cancellationToken).ConfigureAwait(false);
            if (received == 0 && ErrorDetails.Code(response) == "InvalidRange")
            {
                // An empty blob has no first byte.
                return await GetAsync(default, conditions, cancellationToken).ConfigureAwait(false);
            }

            ThrowIfFailed(response);
            ReadOnlyMemory<byte> content = response.Content.ToMemory();
            await destination.WriteAsync(content, cancellationToken).ConfigureAwait(false);
            received += content.Length;
            options?.ProgressHandler?.Report(received);
            if (received >= Total(response) || content.Length == 0)
            {
                return response;
            }

            conditions = new BlobRequestConditions { IfMatch = Values.ETag(response), LeaseId = options?.Conditions?.LeaseId };
        }
    }

    public virtual Task<Response> DownloadToAsync(string path) => DownloadToAsync(path, CancellationToken.None);

    public virtual async Task<Response> DownloadToAsync(string path, CancellationToken cancellationToken)
    {
        using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0, useAsync: true);
        return await DownloadToAsync(file, cancellationToken).ConfigureAwait(false);
    }

    protected internal virtual BlobContainerClient GetParentBlobContainerClientCore() =>
        new(Connection, BlobUri.Append(BlobUri.Account(Uri), BlobContainerName));

    protected internal virtual BlobLeaseClient GetBlobLeaseClientCore(string? leaseId) => new(this, leaseId);

    private static void SetDelete(RequestHeaders headers, DeleteSnapshotsOption snapshots, BlobRequestConditions? conditions)
    {
        BlobConnection.Set(headers, conditions);
        if (snapshots != DeleteSnapshotsOption.None)
        {
            headers.SetValue("x-ms-delete-snapshots", snapshots == DeleteSnapshotsOption.IncludeSnapshots ? "include" : "only");
        }
    }

    private static Response<BlobInfo> Info(Response response) => Response.FromValue(
        new BlobInfo { ETag = Values.ETag(response), LastModified = Values.Time(response, "Last-Modified") }, response);

    private static Response<bool> Outcome(Response response) =>
        response.Status is >= 200 and < 300 ? Response.FromValue(true, response)
        : ErrorDetails.Code(response) is "BlobNotFound" or "ContainerNotFound" ? Response.FromValue(false, response)
        : throw BlobConnection.Failure(response);

    private static void ThrowIfFailed(Response response)
    {
        if (response.Status is < 200 or >= 300)
        {
            throw BlobConnection.Failure(response);
        }
    }

    private static long Total(Response response) =>
        Values.Header(response, "Content-Range")?.Split('/') is [_, { } total] ? long.Parse(total, CultureInfo.InvariantCulture) : Values.Length(response);

    private static void SetGet(RequestHeaders headers, HttpRange range, BlobRequestConditions? conditions)
    {
        BlobConnection.Set(headers, conditions);
        if (range != default)
        {
            headers.SetValue("x-ms-range", range.ToString());
        }
    }

    private async Task<Response> GetAsync(HttpRange range, BlobRequestConditions? conditions, CancellationToken cancellationToken)
    {
        Response response = await TryGetAsync(range, conditions, cancellationToken).ConfigureAwait(false);
        ThrowIfFailed(response);
        return response;
    }

    private Task<Response> TryGetAsync(HttpRange range, BlobRequestConditions? conditions, CancellationToken cancellationToken) =>
        Connection.SendAsync(RequestMethod.Get, Uri, headers => SetGet(headers, range, conditions), cancellationToken);
}
