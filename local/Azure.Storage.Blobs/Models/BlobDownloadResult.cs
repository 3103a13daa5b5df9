using Azure.Storage.Blobs.Protocol;

namespace Azure.Storage.Blobs.Models;

#pragma warning disable CA1819 // Hashes are arrays in the package.

/// <summary>What is known of a blob beside its content.</summary>
public class BlobProperties
{
    public BlobProperties()
    {
    }

    internal BlobProperties(Response response)
    {
        LastModified = Values.Time(response, "Last-Modified");
        CreatedOn = Values.Time(response, "x-ms-creation-time");
        Metadata = Values.Metadata(response);
        ETag = Values.ETag(response);
        ContentLength = Values.Length(response);
        ContentType = Values.Header(response, "Content-Type");
        ContentHash = Values.Hash(response, "Content-MD5");
        ContentEncoding = Values.Header(response, "Content-Encoding");
        ContentLanguage = Values.Header(response, "Content-Language");
        ContentDisposition = Values.Header(response, "Content-Disposition");
        CacheControl = Values.Header(response, "Cache-Control");
        AcceptRanges = Values.Header(response, "Accept-Ranges");
        LeaseState = Values.LeaseState(Values.Header(response, "x-ms-lease-state")) ?? default;
        LeaseStatus = Values.LeaseStatus(Values.Header(response, "x-ms-lease-status")) ?? default;
        LeaseDuration = Values.LeaseDuration(Values.Header(response, "x-ms-lease-duration")) ?? default;
        AccessTier = Values.Header(response, "x-ms-access-tier");
        IsServerEncrypted = Values.Header(response, "x-ms-server-encrypted") == "true";
    }

    public DateTimeOffset LastModified { get; }

    public DateTimeOffset CreatedOn { get; }

    public IDictionary<string, string> Metadata { get; } = new Dictionary<string, string>();

    public BlobType BlobType { get; } = BlobType.Block;

    public ETag ETag { get; }

    public long ContentLength { get; }

    public string? ContentType { get; }

    public byte[]? ContentHash { get; }

    public string? ContentEncoding { get; }

    public string? ContentLanguage { get; }

    public string? ContentDisposition { get; }

    public string? CacheControl { get; }

    public string? AcceptRanges { get; }

    public LeaseState LeaseState { get; }

    public LeaseStatus LeaseStatus { get; }

    public LeaseDurationType LeaseDuration { get; }

    public string? AccessTier { get; }

    public bool IsServerEncrypted { get; }
}

/// <summary>What comes with a blob's content.</summary>
public class BlobDownloadDetails
{
    internal BlobDownloadDetails(Response response)
    {
        LastModified = Values.Time(response, "Last-Modified");
        CreatedOn = Values.Time(response, "x-ms-creation-time");
        Metadata = Values.Metadata(response);
        ETag = Values.ETag(response);
        ContentLength = Values.Length(response);
        ContentType = Values.Header(response, "Content-Type");
        ContentRange = Values.Header(response, "Content-Range");
        ContentHash = Values.Hash(response, "Content-MD5");
        BlobContentHash = Values.Hash(response, "x-ms-blob-content-md5");
        ContentEncoding = Values.Header(response, "Content-Encoding");
        ContentLanguage = Values.Header(response, "Content-Language");
        ContentDisposition = Values.Header(response, "Content-Disposition");
        CacheControl = Values.Header(response, "Cache-Control");
        LeaseState = Values.LeaseState(Values.Header(response, "x-ms-lease-state")) ?? default;
        LeaseStatus = Values.LeaseStatus(Values.Header(response, "x-ms-lease-status")) ?? default;
    }

    public DateTimeOffset LastModified { get; }

    public DateTimeOffset CreatedOn { get; }

    public IDictionary<string, string> Metadata { get; }

    public BlobType BlobType { get; } = BlobType.Block;

    public ETag ETag { get; }

    public long ContentLength { get; }

    public string? ContentType { get; }

    public string? ContentRange { get; }

    /// <summary>The sum of what came.</summary>
    public byte[]? ContentHash { get; }

    /// <summary>The sum of the whole blob.</summary>
    public byte[]? BlobContentHash { get; }

    public string? ContentEncoding { get; }

    public string? ContentLanguage { get; }

    public string? ContentDisposition { get; }

    public string? CacheControl { get; }

    public LeaseState LeaseState { get; }

    public LeaseStatus LeaseStatus { get; }
}

public class BlobDownloadResult
{
    internal BlobDownloadResult(BinaryData content, BlobDownloadDetails details) => (Content, Details) = (content, details);

    public BinaryData Content { get; }

    public BlobDownloadDetails Details { get; }
}

public class BlobDownloadStreamingResult : IDisposable
{
    internal BlobDownloadStreamingResult(Stream content, BlobDownloadDetails details) => (Content, Details) = (content, details);

    public Stream Content { get; }

    public BlobDownloadDetails Details { get; }

    public void Dispose()
    {
        Content.Dispose();
        GC.SuppressFinalize(this);
    }
}
