using System.Globalization;
using Support.Local.Storage.Protocol;

namespace Support.Local.Storage.Blobs;

/// <summary>The requests that only look at a blob.</summary>
internal static class BlobReads
{
    /// <summary>Up to this length the service sums up what it sends.</summary>
    private const int LongestSummedUp = 4 * 1024 * 1024;

    public static StorageAnswer AnswerProperties(ServiceCall call, Container container, string name)
    {
        StoredBlob blob = Open(call, container, name);
        return WithProperties(call, blob)
            .With("Content-Length", Text(blob.Length))
            .With("Content-MD5", blob.Headers.ContentMd5)
            .With("x-ms-access-tier", "Hot")
            .With("x-ms-access-tier-inferred", "true")
            .With("x-ms-access-tier-change-time", blob.TierChanged is { } changed ? StorageXml.Time(changed) : null)
            .Answer(200, "OK");
    }

    public static StorageAnswer AnswerContent(ServiceCall call, Container container, string name)
    {
        StoredBlob blob = Open(call, container, name);
        long total = blob.Length;
        (long Start, long? End)? range = Range(call.Header("x-ms-range") ?? call.Header("Range"));
        (long start, long length) = range is { } asked ? Within(asked.Start, asked.End, total) : (0, total);
        ReadOnlyMemory<byte> content = blob.Read(start, checked((int)length));
        string? md5 = length == total ? blob.Headers.ContentMd5 : null;
        bool wantsSum = range is null || call.Header("x-ms-range-get-content-md5") == "true";
        WithProperties(call, blob)
            .With("Content-Length", Text(length))
            .With("Content-MD5", !wantsSum ? null : md5 ?? (length <= LongestSummedUp ? ContentSum.Of(content) : null))
            .With("x-ms-blob-content-md5", blob.Headers.ContentMd5);
        return range is null
            ? call.Answer(200, "OK", content)
            : call.With("Content-Range", $"bytes {start}-{start + length - 1}/{total}").Answer(206, "Partial Content", content);
    }

    public static StorageAnswer AnswerBlockList(ServiceCall call, Container container, string name)
    {
        StoredBlob blob = container.Find(name) ?? throw Container.BlobNotFound();
        new Conditions(call).CheckRead(blob.ETag, blob.LastModified);
        string kind = call.Query("blocklisttype")?.ToLowerInvariant() ?? "committed";
        return call
            .With("Last-Modified", StorageXml.Time(blob.LastModified))
            .With("ETag", blob.ETag)
            .With("x-ms-blob-content-length", Text(blob.Length))
            .AnswerXml(200, "OK", StorageXml.Write(writer =>
            {
                writer.WriteStartElement("BlockList");
                Write("CommittedBlocks", kind == "uncommitted" ? [] : blob.Blocks.Where(block => block.Id.Length > 0));
                Write("UncommittedBlocks", kind == "committed" ? [] : blob.Uncommitted);
                writer.WriteEndElement();

                void Write(string element, IEnumerable<Block> blocks)
                {
                    writer.WriteStartElement(element);
                    foreach (Block block in blocks)
                    {
                        writer.WriteStartElement("Block");
                        writer.WriteElementString("Name", block.Id);
                        writer.WriteElementString("Size", Text(block.Content.Length));
                        writer.WriteEndElement();
                    }

                    writer.WriteEndElement();
                }
            }));
    }

    private static StoredBlob Open(ServiceCall call, Container container, string name)
    {
        StoredBlob? blob = container.FindCommitted(name);
        new Conditions(call).CheckRead(blob?.ETag, blob?.LastModified ?? default);
        if (blob is null)
        {
            throw Container.BlobNotFound();
        }

        blob.Lease.ThrowIfNotReadable(call.Now, call.Header("x-ms-lease-id"));
        return blob;
    }

    private static ServiceCall WithProperties(ServiceCall call, StoredBlob blob) => call
        .With("Last-Modified", StorageXml.Time(blob.LastModified))
        .WithMetadata(blob.Metadata)
        .With("x-ms-creation-time", StorageXml.Time(blob.Created))
        .With("Content-Type", blob.Headers.ContentType)
        .With("ETag", blob.ETag)
        .With("Content-Encoding", blob.Headers.ContentEncoding)
        .With("Content-Language", blob.Headers.ContentLanguage)
        .With("Content-Disposition", blob.Headers.ContentDisposition)
        .With("Cache-Control", blob.Headers.CacheControl)
        .With("x-ms-blob-type", "BlockBlob")
        .With("x-ms-lease-duration", LeaseRequests.Duration(blob.Lease, call.Now))
        .With("x-ms-lease-state", LeaseRequests.State(blob.Lease, call.Now))
        .With("x-ms-lease-status", LeaseRequests.Status(blob.Lease, call.Now))
        .With("Accept-Ranges", "bytes")
        .With("x-ms-server-encrypted", "true");

    /// <summary>The range that is asked for. One that makes no sense is no range (RFC 9110, 14.2).</summary>
    private static (long Start, long? End)? Range(string? header)
    {
        string[] ends = header?.Split('=') is [_, { } range] ? range.Split('-') : [];
        if (ends.Length != 2 || !long.TryParse(ends[0], NumberStyles.None, CultureInfo.InvariantCulture, out long start))
        {
            return null;
        }

        if (ends[1].Length == 0)
        {
            return (start, null);
        }

        return long.TryParse(ends[1], NumberStyles.None, CultureInfo.InvariantCulture, out long end) && start <= end ? (start, end) : null;
    }

    private static (long Start, long Length) Within(long start, long? end, long total)
    {
        // Azurite lets one ask for the byte after the last; the service does not.
        if (start >= total)
        {
            throw new ServiceRefusal(416, "InvalidRange", "The range specified is invalid for the current size of the resource.")
            {
                Headers = [new("Content-Range", $"bytes */{total}")],
            };
        }

        long last = end is { } asked && asked + 1 < total ? asked : total - 1;
        return (start, last - start + 1);
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
