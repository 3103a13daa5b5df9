using System.Globalization;
using System.Xml.Linq;
using Azure.Core;
using Azure.Storage.Blobs.Models;

namespace Azure.Storage.Blobs.Protocol;

/// <summary>Asks for listings and reads them.</summary>
internal static class Listing
{
    public static PageList<T> Of<T>(BlobConnection connection, Uri uri, string query, string? prefix, string include, Func<XElement, T> read, CancellationToken cancellationToken)
        where T : notnull => new(
        async (marker, pageSize, token) =>
        {
            string asked = query
                + (string.IsNullOrEmpty(prefix) ? "" : "&prefix=" + Uri.EscapeDataString(prefix))
                + (string.IsNullOrEmpty(marker) ? "" : "&marker=" + Uri.EscapeDataString(marker))
                + (pageSize is { } size ? "&maxresults=" + size.ToString(CultureInfo.InvariantCulture) : "")
                + (include.Length == 0 ? "" : "&include=" + include);
            Response response = await connection.RequireAsync(RequestMethod.Get, BlobUri.WithQuery(uri, asked), null, token).ConfigureAwait(false);
            using Stream stream = response.Content.ToStream();
            XElement root = XDocument.Load(stream).Root!;
            List<T> items = [.. root.Elements().Where(element => element.Name.LocalName is "Blobs" or "Containers").Elements().Select(read)];
            return Page<T>.FromValues(items, Text(root, "NextMarker"), response);
        },
        cancellationToken);

    public static BlobItem Blob(XElement element)
    {
        XElement properties = element.Element("Properties") ?? element;
        return new BlobItem
        {
            Name = Text(element, "Name") ?? "",
            Metadata = Metadata(element),
            Properties = new BlobItemProperties
            {
                CreatedOn = Time(properties, "Creation-Time"),
                LastModified = Time(properties, "Last-Modified"),
                ETag = Text(properties, "Etag") is { } etag ? new ETag(etag.Trim('"')) : null,
                ContentLength = Text(properties, "Content-Length") is { } length ? long.Parse(length, CultureInfo.InvariantCulture) : null,
                ContentType = Text(properties, "Content-Type"),
                ContentEncoding = Text(properties, "Content-Encoding"),
                ContentLanguage = Text(properties, "Content-Language"),
                ContentDisposition = Text(properties, "Content-Disposition"),
                CacheControl = Text(properties, "Cache-Control"),
                ContentHash = Text(properties, "Content-MD5") is { } hash ? Convert.FromBase64String(hash) : null,
                BlobType = BlobType.Block,
                LeaseState = Values.LeaseState(Text(properties, "LeaseState")),
                LeaseStatus = Values.LeaseStatus(Text(properties, "LeaseStatus")),
                LeaseDuration = Values.LeaseDuration(Text(properties, "LeaseDuration")),
            },
        };
    }

    public static BlobContainerItem Container(XElement element)
    {
        XElement properties = element.Element("Properties") ?? element;
        return new BlobContainerItem
        {
            Name = Text(element, "Name") ?? "",
            Properties = new BlobContainerProperties
            {
                LastModified = Time(properties, "Last-Modified") ?? default,
                ETag = new ETag((Text(properties, "Etag") ?? "").Trim('"')),
                LeaseState = Values.LeaseState(Text(properties, "LeaseState")),
                LeaseStatus = Values.LeaseStatus(Text(properties, "LeaseStatus")),
                LeaseDuration = Values.LeaseDuration(Text(properties, "LeaseDuration")),
                Metadata = Metadata(element),
            },
        };
    }

    private static Dictionary<string, string> Metadata(XElement element) =>
        (element.Element("Metadata")?.Elements() ?? []).ToDictionary(item => item.Name.LocalName, item => item.Value, StringComparer.OrdinalIgnoreCase);

    private static string? Text(XElement element, string name) => element.Element(name)?.Value is { Length: > 0 } text ? text : null;

    private static DateTimeOffset? Time(XElement element, string name) =>
        Text(element, name) is { } text ? DateTimeOffset.ParseExact(text, "R", CultureInfo.InvariantCulture) : null;
}
