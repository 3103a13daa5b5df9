namespace Azure.Storage.Blobs.Models;

#pragma warning disable CA1819 // Hashes are arrays in the package.

public class BlobContentInfo
{
    internal BlobContentInfo()
    {
    }

    public ETag ETag { get; internal init; }

    public DateTimeOffset LastModified { get; internal init; }

    public byte[]? ContentHash { get; internal init; }
}

public class BlobInfo
{
    internal BlobInfo()
    {
    }

    public ETag ETag { get; internal init; }

    public DateTimeOffset LastModified { get; internal init; }
}

public class BlobContainerInfo
{
    internal BlobContainerInfo()
    {
    }

    public ETag ETag { get; internal init; }

    public DateTimeOffset LastModified { get; internal init; }
}

public class BlobContainerProperties
{
    internal BlobContainerProperties()
    {
    }

    public ETag ETag { get; internal init; }

    public DateTimeOffset LastModified { get; internal init; }

    public LeaseStatus? LeaseStatus { get; internal init; }

    public LeaseState? LeaseState { get; internal init; }

    public LeaseDurationType? LeaseDuration { get; internal init; }

    public IDictionary<string, string> Metadata { get; internal init; } = new Dictionary<string, string>();
}

public class BlobContainerItem
{
    internal BlobContainerItem()
    {
    }

    public string Name { get; internal init; } = "";

    public BlobContainerProperties Properties { get; internal init; } = new();
}

public class BlobItem
{
    internal BlobItem()
    {
    }

    public string Name { get; internal init; } = "";

    public BlobItemProperties Properties { get; internal init; } = new();

    public IDictionary<string, string> Metadata { get; internal init; } = new Dictionary<string, string>();
}

public class BlobItemProperties
{
    internal BlobItemProperties()
    {
    }

    public DateTimeOffset? CreatedOn { get; internal init; }

    public DateTimeOffset? LastModified { get; internal init; }

    public ETag? ETag { get; internal init; }

    public long? ContentLength { get; internal init; }

    public string? ContentType { get; internal init; }

    public string? ContentEncoding { get; internal init; }

    public string? ContentLanguage { get; internal init; }

    public string? ContentDisposition { get; internal init; }

    public string? CacheControl { get; internal init; }

    public byte[]? ContentHash { get; internal init; }

    public BlobType? BlobType { get; internal init; }

    public LeaseStatus? LeaseStatus { get; internal init; }

    public LeaseState? LeaseState { get; internal init; }

    public LeaseDurationType? LeaseDuration { get; internal init; }
}

public class BlobLease
{
    internal BlobLease()
    {
    }

    public ETag ETag { get; internal init; }

    public DateTimeOffset LastModified { get; internal init; }

    public string LeaseId { get; internal init; } = "";

    /// <summary>The seconds until a broken lease is over.</summary>
    public int? LeaseTime { get; internal init; }
}

/// <summary>What a lease was released from.</summary>
public class ReleasedObjectInfo(ETag eTag, DateTimeOffset lastModified)
{
    public ETag ETag => eTag;

    public DateTimeOffset LastModified => lastModified;
}
