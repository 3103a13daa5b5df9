namespace Azure.Storage.Blobs.Specialized;

public static class SpecializedBlobExtensions
{
    public static BlobLeaseClient GetBlobLeaseClient(this BlobBaseClient client, string? leaseId = default)
    {
        ArgumentNullException.ThrowIfNull(client);
        return client.GetBlobLeaseClientCore(leaseId);
    }

    public static BlobLeaseClient GetBlobLeaseClient(this BlobContainerClient client, string? leaseId = default)
    {
        ArgumentNullException.ThrowIfNull(client);
        return client.GetBlobLeaseClientCore(leaseId);
    }

    public static BlobContainerClient GetParentBlobContainerClient(this BlobBaseClient client)
    {
        ArgumentNullException.ThrowIfNull(client);
        return client.GetParentBlobContainerClientCore();
    }

    public static BlobServiceClient GetParentBlobServiceClient(this BlobContainerClient client)
    {
        ArgumentNullException.ThrowIfNull(client);
        return client.GetParentBlobServiceClientCore();
    }
}
