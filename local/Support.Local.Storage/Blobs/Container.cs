using Support.Local.Storage.Protocol;

namespace Support.Local.Storage.Blobs;

/// <summary>A container and its blobs, by name.</summary>
internal sealed class Container(string name)
{
    private readonly SortedDictionary<string, StoredBlob> _blobs = new(StringComparer.Ordinal);

    public string Name => name;

    public IReadOnlyList<KeyValuePair<string, string>> Metadata { get; set; } = [];

    public string ETag { get; set; } = "";

    public DateTimeOffset LastModified { get; set; }

    public Lease Lease { get; } = new("Container");

    public IEnumerable<StoredBlob> Blobs => _blobs.Values;

    /// <summary>The blob with that name, committed or not; null when there is none.</summary>
    public StoredBlob? Find(string blob) => _blobs.GetValueOrDefault(blob);

    /// <summary>The blob as readers see it: null until it is committed.</summary>
    public StoredBlob? FindCommitted(string blob) => Find(blob) is { IsCommitted: true } committed ? committed : null;

    public void Set(StoredBlob blob) => _blobs[blob.Name] = blob;

    public void Remove(StoredBlob blob) => _blobs.Remove(blob.Name);

    public static ServiceRefusal BlobNotFound() => new(404, "BlobNotFound", "The specified blob does not exist.");

    public static ServiceRefusal BlobAlreadyExists() => new(409, "BlobAlreadyExists", "The specified blob already exists.");
}
