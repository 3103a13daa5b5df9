using Azure.Core;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Protocol;
using Azure.Storage.Blobs.Specialized;

namespace Azure.Storage.Blobs;

/// <summary>One container and what is in it.</summary>
public class BlobContainerClient
{
    private readonly BlobConnection? _connection;
    private readonly Uri? _uri;

    /// <summary>For mocking.</summary>
    protected BlobContainerClient()
    {
    }

    public BlobContainerClient(string connectionString, string blobContainerName)
        : this(connectionString, blobContainerName, null!)
    {
    }

    public BlobContainerClient(string connectionString, string blobContainerName, BlobClientOptions options)
    {
        ArgumentException.ThrowIfNullOrEmpty(blobContainerName);
        (_connection, Uri endpoint) = BlobConnection.Open(connectionString, options);
        _uri = BlobUri.Append(endpoint, blobContainerName);
    }

    public BlobContainerClient(Uri blobContainerUri, TokenCredential credential, BlobClientOptions? options = default) =>
        (_connection, _uri) = (BlobConnection.Open(blobContainerUri, credential, options), blobContainerUri);

    internal BlobContainerClient(BlobConnection connection, Uri uri) => (_connection, _uri) = (connection, uri);

    public virtual Uri Uri => _uri ?? throw Mock.IsIncomplete();

    public virtual string AccountName => Connection.AccountName;

    public virtual string Name => BlobUri.Parts(Uri).Container;

    internal BlobConnection Connection => _connection ?? throw Mock.IsIncomplete();

    private Uri Resource => BlobUri.WithQuery(Uri, "restype=container");

    public virtual BlobClient GetBlobClient(string blobName)
    {
        ArgumentException.ThrowIfNullOrEmpty(blobName);
        return new BlobClient(Connection, BlobUri.Append(Uri, blobName));
    }

    public virtual async Task<Response<BlobContainerInfo>> CreateAsync(
        PublicAccessType publicAccessType = PublicAccessType.None,
        IDictionary<string, string>? metadata = default,
        BlobContainerEncryptionScopeOptions? encryptionScopeOptions = default,
        CancellationToken cancellationToken = default)
    {
        Response response = await SendCreateAsync(publicAccessType, metadata, cancellationToken).ConfigureAwait(false);
        return response.Status == 201 ? Info(response) : throw BlobConnection.Failure(response);
    }

    public virtual Task<Response<BlobContainerInfo>> CreateAsync(
        PublicAccessType publicAccessType, IDictionary<string, string> metadata, CancellationToken cancellationToken) =>
        CreateAsync(publicAccessType, metadata, encryptionScopeOptions: null, cancellationToken);

    /// <summary>Creates the container unless there is one; then the answer is null.</summary>
    public virtual async Task<Response<BlobContainerInfo>> CreateIfNotExistsAsync(
        PublicAccessType publicAccessType = PublicAccessType.None,
        IDictionary<string, string>? metadata = default,
        BlobContainerEncryptionScopeOptions? encryptionScopeOptions = default,
        CancellationToken cancellationToken = default)
    {
        Response response = await SendCreateAsync(publicAccessType, metadata, cancellationToken).ConfigureAwait(false);
        return response.Status == 201 ? Info(response)
            : ErrorDetails.Code(response) == "ContainerAlreadyExists" ? null!
            : throw BlobConnection.Failure(response);
    }

    public virtual Task<Response<BlobContainerInfo>> CreateIfNotExistsAsync(
        PublicAccessType publicAccessType, IDictionary<string, string> metadata, CancellationToken cancellationToken) =>
        CreateIfNotExistsAsync(publicAccessType, metadata, encryptionScopeOptions: null, cancellationToken);

    public virtual Task<Response> DeleteAsync(BlobRequestConditions? conditions = default, CancellationToken cancellationToken = default) =>
        Connection.RequireAsync(RequestMethod.Delete, Resource, headers => BlobConnection.Set(headers, conditions), cancellationToken);

    public virtual async Task<Response<bool>> DeleteIfExistsAsync(
        BlobRequestConditions? conditions = default, CancellationToken cancellationToken = default)
    {
        Response response = await Connection.SendAsync(
            RequestMethod.Delete, Resource, headers => BlobConnection.Set(headers, conditions), cancellationToken).ConfigureAwait(false);
        return Outcome(response, "ContainerNotFound");
    }

    public virtual async Task<Response<bool>> ExistsAsync(CancellationToken cancellationToken = default) =>
        Outcome(await Connection.SendAsync(RequestMethod.Get, Resource, null, cancellationToken).ConfigureAwait(false), "ContainerNotFound");

    public virtual async Task<Response<BlobContainerProperties>> GetPropertiesAsync(
        BlobRequestConditions? conditions = default, CancellationToken cancellationToken = default)
    {
        Response response = await Connection.RequireAsync(
            RequestMethod.Get, Resource, headers => BlobConnection.Set(headers, conditions), cancellationToken).ConfigureAwait(false);
        return Response.FromValue(
            new BlobContainerProperties
            {
                ETag = Values.ETag(response),
                LastModified = Values.Time(response, "Last-Modified"),
                LeaseState = Values.LeaseState(Values.Header(response, "x-ms-lease-state")),
                LeaseStatus = Values.LeaseStatus(Values.Header(response, "x-ms-lease-status")),
                LeaseDuration = Values.LeaseDuration(Values.Header(response, "x-ms-lease-duration")),
                Metadata = Values.Metadata(response),
            },
            response);
    }

    public virtual async Task<Response<BlobContainerInfo>> SetMetadataAsync(
        IDictionary<string, string> metadata, BlobRequestConditions? conditions = default, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(metadata);
        return Info(await Connection.RequireAsync(
            RequestMethod.Put,
            BlobUri.WithQuery(Uri, "restype=container&comp=metadata"),
            headers =>
            {
                BlobConnection.Set(headers, metadata);
                BlobConnection.Set(headers, conditions);
            },
            cancellationToken).ConfigureAwait(false));
    }

    public virtual AsyncPageable<BlobItem> GetBlobsAsync(GetBlobsOptions? options = default, CancellationToken cancellationToken = default) =>
        GetBlobsAsync(options?.Traits ?? BlobTraits.None, options?.States ?? BlobStates.None, options?.Prefix!, cancellationToken);

    public virtual AsyncPageable<BlobItem> GetBlobsAsync(
        BlobTraits traits, BlobStates states, string prefix, CancellationToken cancellationToken)
    {
        string[] include =
        [
            .. traits.HasFlag(BlobTraits.Metadata) ? ["metadata"] : Array.Empty<string>(),
            .. states.HasFlag(BlobStates.Uncommitted) ? ["uncommittedblobs"] : Array.Empty<string>(),
        ];
        return Listing.Of(Connection, Uri, "restype=container&comp=list", prefix, string.Join(',', include), Listing.Blob, cancellationToken);
    }

    public virtual Task<Response<BlobContentInfo>> UploadBlobAsync(string blobName, Stream content, CancellationToken cancellationToken = default) =>
        GetBlobClient(blobName).UploadAsync(content, cancellationToken);

    public virtual Task<Response<BlobContentInfo>> UploadBlobAsync(string blobName, BinaryData content, CancellationToken cancellationToken = default) =>
        GetBlobClient(blobName).UploadAsync(content, cancellationToken);

    public virtual Task<Response> DeleteBlobAsync(
        string blobName,
        DeleteSnapshotsOption snapshotsOption = DeleteSnapshotsOption.None,
        BlobRequestConditions? conditions = default,
        CancellationToken cancellationToken = default) => GetBlobClient(blobName).DeleteAsync(snapshotsOption, conditions, cancellationToken);

    public virtual Task<Response<bool>> DeleteBlobIfExistsAsync(
        string blobName,
        DeleteSnapshotsOption snapshotsOption = DeleteSnapshotsOption.None,
        BlobRequestConditions? conditions = default,
        CancellationToken cancellationToken = default) => GetBlobClient(blobName).DeleteIfExistsAsync(snapshotsOption, conditions, cancellationToken);

    protected internal virtual BlobServiceClient GetParentBlobServiceClientCore() => new(Connection, BlobUri.Account(Uri));

    protected internal virtual BlobLeaseClient GetBlobLeaseClientCore(string? leaseId) => new(this, leaseId);

    private static Response<BlobContainerInfo> Info(Response response) => Response.FromValue(
        new BlobContainerInfo { ETag = Values.ETag(response), LastModified = Values.Time(response, "Last-Modified") }, response);

    private static Response<bool> Outcome(Response response, string notFound) =>
        response.Status is >= 200 and < 300 ? Response.FromValue(true, response)
        : ErrorDetails.Code(response) == notFound ? Response.FromValue(false, response)
        : throw BlobConnection.Failure(response);

    private Task<Response> SendCreateAsync(PublicAccessType access, IDictionary<string, string>? metadata, CancellationToken cancellationToken) =>
        Connection.SendAsync(
            RequestMethod.Put,
            Resource,
            headers =>
            {
                BlobConnection.Set(headers, metadata);
                if (access != PublicAccessType.None)
                {
                    headers.SetValue("x-ms-blob-public-access", access == PublicAccessType.Blob ? "blob" : "container");
                }
            },
            cancellationToken);
}
