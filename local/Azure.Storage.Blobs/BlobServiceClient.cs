using Azure.Core;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Protocol;

namespace Azure.Storage.Blobs;

/// <summary>The Blob service of one account.</summary>
public class BlobServiceClient
{
    private readonly BlobConnection? _connection;
    private readonly Uri? _uri;

    /// <summary>For mocking.</summary>
    protected BlobServiceClient()
    {
    }

    public BlobServiceClient(string connectionString)
        : this(connectionString, null!)
    {
    }

    public BlobServiceClient(string connectionString, BlobClientOptions options) =>
        (_connection, _uri) = BlobConnection.Open(connectionString, options);

    public BlobServiceClient(Uri serviceUri, TokenCredential credential, BlobClientOptions? options = default) =>
        (_connection, _uri) = (BlobConnection.Open(serviceUri, credential, options), serviceUri);

    internal BlobServiceClient(BlobConnection connection, Uri uri) => (_connection, _uri) = (connection, uri);

    public virtual Uri Uri => _uri ?? throw Mock.IsIncomplete();

    public virtual string AccountName => Connection.AccountName;

    private BlobConnection Connection => _connection ?? throw Mock.IsIncomplete();

    public virtual BlobContainerClient GetBlobContainerClient(string blobContainerName)
    {
        ArgumentException.ThrowIfNullOrEmpty(blobContainerName);
        return new BlobContainerClient(Connection, BlobUri.Append(Uri, blobContainerName));
    }

    public virtual async Task<Response<BlobContainerClient>> CreateBlobContainerAsync(
        string blobContainerName,
        PublicAccessType publicAccessType = PublicAccessType.None,
        IDictionary<string, string>? metadata = default,
        CancellationToken cancellationToken = default)
    {
        BlobContainerClient container = GetBlobContainerClient(blobContainerName);
        Response<BlobContainerInfo> created = await container.CreateAsync(publicAccessType, metadata!, cancellationToken).ConfigureAwait(false);
        return Response.FromValue(container, created.GetRawResponse());
    }

    public virtual Task<Response> DeleteBlobContainerAsync(
        string blobContainerName, BlobRequestConditions? conditions = default, CancellationToken cancellationToken = default) =>
        GetBlobContainerClient(blobContainerName).DeleteAsync(conditions, cancellationToken);

    public virtual AsyncPageable<BlobContainerItem> GetBlobContainersAsync(
        BlobContainerTraits traits = BlobContainerTraits.None,
        BlobContainerStates states = BlobContainerStates.None,
        string? prefix = default,
        CancellationToken cancellationToken = default) => Listing.Of(
        Connection, Uri, "comp=list", prefix, traits.HasFlag(BlobContainerTraits.Metadata) ? "metadata" : "", Listing.Container, cancellationToken);

    public virtual AsyncPageable<BlobContainerItem> GetBlobContainersAsync(
        BlobContainerTraits traits, string prefix, CancellationToken cancellationToken) =>
        GetBlobContainersAsync(traits, BlobContainerStates.None, prefix, cancellationToken);
}
