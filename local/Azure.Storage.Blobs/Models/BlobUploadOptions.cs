namespace Azure.Storage.Blobs.Models;

/// <summary>Under which conditions a request is to be carried out.</summary>
public class BlobLeaseRequestConditions : RequestConditions
{
}

/// <inheritdoc/>
public class BlobRequestConditions : BlobLeaseRequestConditions
{
    /// <summary>The lease that the blob must have.</summary>
    public string? LeaseId { get; set; }
}

/// <summary>The headers that a blob keeps for those who read it.</summary>
public class BlobHttpHeaders
{
    public string? ContentType { get; set; }

#pragma warning disable CA1819 // The package's.
    public byte[]? ContentHash { get; set; }
#pragma warning restore CA1819

    public string? ContentEncoding { get; set; }

    public string? ContentLanguage { get; set; }

    public string? ContentDisposition { get; set; }

    public string? CacheControl { get; set; }
}

#pragma warning disable CA2227 // The setters are the package's.

public class BlobUploadOptions
{
    public BlobHttpHeaders? HttpHeaders { get; set; }

    public IDictionary<string, string>? Metadata { get; set; }

    public BlobRequestConditions? Conditions { get; set; }

    /// <summary>Is told how many bytes have been taken in so far.</summary>
    public IProgress<long>? ProgressHandler { get; set; }
}

#pragma warning restore CA2227

public class BlobDownloadOptions
{
    public HttpRange Range { get; set; }

    public BlobRequestConditions? Conditions { get; set; }
}

public class BlobDownloadToOptions
{
    public BlobRequestConditions? Conditions { get; set; }

    /// <summary>Is told how many bytes have come so far.</summary>
    public IProgress<long>? ProgressHandler { get; set; }
}

public class GetBlobsOptions
{
    public BlobTraits Traits { get; set; }

    public BlobStates States { get; set; }

    public string? Prefix { get; set; }
}

/// <summary>Only there to be left out: the Local flavour encrypts nothing.</summary>
public class BlobContainerEncryptionScopeOptions
{
}
