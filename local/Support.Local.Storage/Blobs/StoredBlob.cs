namespace Support.Local.Storage.Blobs;

/// <summary>The headers that a blob keeps for those who read it.</summary>
internal sealed record BlobHeaders(
    string? ContentType, string? ContentEncoding, string? ContentLanguage, string? ContentDisposition, string? CacheControl, string? ContentMd5);

/// <summary>A piece of a block blob, with the identity by which the next list of blocks may name it.</summary>
internal sealed record Block(string Id, ReadOnlyMemory<byte> Content);

/// <summary>A blob. Before its blocks are committed it is there for those who put more of them, and for nobody else.</summary>
internal sealed class StoredBlob(string name, DateTimeOffset created)
{
    public string Name => name;

    public DateTimeOffset Created => created;

    public bool IsCommitted { get; set; }

    public IReadOnlyList<Block> Blocks { get; set; } = [];

    /// <summary>What was put and not yet committed, in the order in which it came.</summary>
    public List<Block> Uncommitted { get; } = [];

    public BlobHeaders Headers { get; set; } = new(null, null, null, null, null, null);

    public IReadOnlyList<KeyValuePair<string, string>> Metadata { get; set; } = [];

    public string ETag { get; set; } = "";

    public DateTimeOffset LastModified { get; set; }

    /// <summary>Set for a blob that was put whole.</summary>
    public DateTimeOffset? TierChanged { get; set; }

    public Lease Lease { get; init; } = new("Blob");

    public long Length => Blocks.Sum(block => (long)block.Content.Length);

    /// <summary>A part of the content; no copy when it lies in one block.</summary>
    public ReadOnlyMemory<byte> Read(long start, int length)
    {
        if (Blocks is [{ Content: var whole }])
        {
            return whole.Slice((int)start, length);
        }

        byte[] part = new byte[length];
        int filled = 0;
        long offset = 0;
        foreach (Block block in Blocks)
        {
            long skip = Math.Max(0, start - offset);
            if (skip < block.Content.Length && filled < length)
            {
                int taken = (int)Math.Min(block.Content.Length - skip, length - filled);
                block.Content.Slice((int)skip, taken).CopyTo(part.AsMemory(filled));
                filled += taken;
            }

            offset += block.Content.Length;
        }

        return part;
    }
}
