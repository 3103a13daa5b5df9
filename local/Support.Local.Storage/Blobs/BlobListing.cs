using System.Globalization;
using System.Xml;
using Support.Local.Storage.Protocol;

namespace Support.Local.Storage.Blobs;

/// <summary>Lists the blobs of a container, page by page.</summary>
internal static class BlobListing
{
    private const int MaxBlobsPerPage = 5000;

    public static StorageAnswer Answer(ServiceCall call, Container container)
    {
        string prefix = call.Query("prefix") ?? "";
        string? delimiter = call.Query("delimiter") is { Length: > 0 } given ? given : null;
        int limit = Math.Min(call.IntegerQuery("maxresults") ?? MaxBlobsPerPage, MaxBlobsPerPage);
        if (limit < 1)
        {
            throw ServiceRefusal.Malformed();
        }

        (List<(string? Folder, StoredBlob Blob)> page, string marker) = Page(call, container, prefix, delimiter, limit);
        return call.AnswerXml(200, "OK", StorageXml.Write(writer =>
        {
            writer.WriteStartElement("EnumerationResults");
            writer.WriteAttributeString("ServiceEndpoint", call.Endpoint);
            writer.WriteAttributeString("ContainerName", container.Name);
            writer.WriteElementString("Prefix", prefix);
            writer.WriteElementString("Marker", call.Query("marker") ?? "");
            writer.WriteElementString("MaxResults", limit.ToString(CultureInfo.InvariantCulture));
            if (delimiter is not null)
            {
                writer.WriteElementString("Delimiter", delimiter);
            }

            writer.WriteStartElement("Blobs");
            foreach ((string? folder, StoredBlob blob) in page.OrderBy(item => item.Folder is null))
            {
                Write(writer, call, folder, blob);
            }

            writer.WriteEndElement();
            writer.WriteElementString("NextMarker", marker);
            writer.WriteEndElement();
        }));
    }

    /// <summary>The blobs and folders of the page, and the name after which the next one begins; empty for no next one.</summary>
    private static (List<(string? Folder, StoredBlob Blob)> Page, string Marker) Page(
        ServiceCall call, Container container, string prefix, string? delimiter, int limit)
    {
        var page = new List<(string? Folder, StoredBlob Blob)>();
        string last = "";
        string after = call.Query("marker") ?? "";
        bool withUncommitted = call.Includes("uncommittedblobs");
        foreach (StoredBlob blob in container.Blobs)
        {
            if (!blob.Name.StartsWith(prefix, StringComparison.Ordinal)
                || string.CompareOrdinal(blob.Name, after) <= 0
                || !(blob.IsCommitted || withUncommitted))
            {
                continue;
            }

            string? folder = Folder(blob.Name, prefix, delimiter);
            if (folder is null || page.Count == 0 || page[^1].Folder != folder)
            {
                if (page.Count == limit)
                {
                    return (page, last);
                }

                page.Add((folder, blob));
            }

            last = blob.Name;
        }

        return (page, "");
    }

    private static string? Folder(string name, string prefix, string? delimiter)
    {
        int end = delimiter is null ? -1 : name.IndexOf(delimiter, prefix.Length, StringComparison.Ordinal);
        return end < 0 ? null : name[..(end + delimiter!.Length)];
    }

    private static void Write(XmlWriter writer, ServiceCall call, string? folder, StoredBlob blob)
    {
        if (folder is not null)
        {
            writer.WriteStartElement("BlobPrefix");
            writer.WriteElementString("Name", folder);
            writer.WriteEndElement();
            return;
        }

        writer.WriteStartElement("Blob");
        writer.WriteElementString("Name", blob.Name);
        writer.WriteStartElement("Properties");
        foreach ((string name, string? value) in Properties(call, blob))
        {
            if (value is not null)
            {
                writer.WriteElementString(name, value);
            }
        }

        writer.WriteEndElement();
        if (call.Includes("metadata"))
        {
            StorageXml.WriteMetadata(writer, blob.Metadata);
        }

        writer.WriteEndElement();
    }

    private static IEnumerable<(string Name, string? Value)> Properties(ServiceCall call, StoredBlob blob) =>
    [
        ("Creation-Time", StorageXml.Time(blob.Created)),
        ("Last-Modified", StorageXml.Time(blob.LastModified)),
        ("Etag", blob.ETag.Trim('"')),
        ("Content-Length", blob.Length.ToString(CultureInfo.InvariantCulture)),
        ("Content-Type", blob.Headers.ContentType),
        ("Content-Encoding", blob.Headers.ContentEncoding),
        ("Content-Language", blob.Headers.ContentLanguage),
        ("Content-MD5", blob.Headers.ContentMd5),
        ("Content-Disposition", blob.Headers.ContentDisposition),
        ("Cache-Control", blob.Headers.CacheControl),
        ("BlobType", "BlockBlob"),
        ("LeaseStatus", LeaseRequests.Status(blob.Lease, call.Now)),
        ("LeaseState", LeaseRequests.State(blob.Lease, call.Now)),
        ("LeaseDuration", LeaseRequests.Duration(blob.Lease, call.Now)),
        ("ServerEncrypted", blob.TierChanged is null ? null : "true"),
        ("AccessTier", "Hot"),
        ("AccessTierInferred", "true"),
        ("AccessTierChangeTime", blob.TierChanged is { } changed ? StorageXml.Time(changed) : null),
    ];
}
