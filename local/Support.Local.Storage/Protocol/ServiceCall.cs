using System.Globalization;
using System.Xml;

namespace Support.Local.Storage.Protocol;

/// <summary>One request to the Queue or the Blob service, taken apart, and the answer to it in the making.</summary>
internal sealed class ServiceCall
{
    private const string Version = "2025-11-05";
    private const string MetadataPrefix = "x-ms-meta-";

    private readonly StorageRequest _request;
    private readonly Dictionary<string, string> _query = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<KeyValuePair<string, string>> _headers = [];

    public ServiceCall(StorageRequest request, DateTimeOffset now)
    {
        _request = request;

        // Neither service looks at anything finer, and what is due at a moment must be due at that moment.
        Now = new DateTimeOffset(now.UtcTicks - (now.UtcTicks % TimeSpan.TicksPerMillisecond), TimeSpan.Zero);
        foreach (string pair in request.Uri.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            int equals = pair.IndexOf('=', StringComparison.Ordinal);
            _query[equals < 0 ? pair : pair[..equals]] = equals < 0 ? "" : Uri.UnescapeDataString(pair[(equals + 1)..]);
        }

        // The first segment is the account's name, as with every emulator.
        string path = request.Uri.AbsolutePath.TrimStart('/');
        int slash = path.IndexOf('/', StringComparison.Ordinal);
        Path = slash < 0 ? "" : Uri.UnescapeDataString(path[(slash + 1)..]);
        Endpoint = $"{request.Uri.GetLeftPart(UriPartial.Authority)}/{(slash < 0 ? path : path[..slash])}";
    }

    public DateTimeOffset Now { get; }

    public string Method => _request.Method;

    /// <summary>What follows the account's name, unescaped.</summary>
    public string Path { get; }

    public string Endpoint { get; }

    public ReadOnlyMemory<byte> Body => _request.Body;

    public string? Comp => Query("comp");

    public string? Query(string name) => _query.GetValueOrDefault(name);

    /// <summary>A header's value; null when it is not there or empty, between which neither service draws a line.</summary>
    public string? Header(string name) => _request.Header(name) is { Length: > 0 } value ? value : null;

    public int? IntegerQuery(string name) => Query(name) is not { } text
        ? null
        : int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number) ? number : throw ServiceRefusal.Malformed();

    public int? IntegerHeader(string name) => Header(name) is not { } text
        ? null
        : int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number) ? number : throw ServiceRefusal.Malformed();

    /// <summary>The metadata that the request brings, in its order and its spelling.</summary>
    public List<KeyValuePair<string, string>> Metadata() =>
    [
        .. _request.Headers
            .Where(header => header.Key.Length > MetadataPrefix.Length && header.Key.StartsWith(MetadataPrefix, StringComparison.OrdinalIgnoreCase))
            .Select(header => KeyValuePair.Create(header.Key[MetadataPrefix.Length..], header.Value)),
    ];

    public bool Includes(string what) =>
        Query("include")?.Split(',').Contains(what, StringComparer.OrdinalIgnoreCase) == true;

    /// <summary>
    /// Answers with one page of an account's queues or containers: those whose names begin with the prefix and lie behind
    /// the marker.
    /// </summary>
    public StorageAnswer AnswerPage<T>(string collection, IEnumerable<T> sorted, Func<T, string> nameOf, Action<XmlWriter, T> write)
    {
        const int mostPerPage = 5000;
        string prefix = Query("prefix") ?? "";
        int limit = IntegerQuery("maxresults") ?? mostPerPage;
        if (limit < 1)
        {
            throw ServiceRefusal.Malformed();
        }

        List<T> found =
        [
            .. sorted
                .Where(item => nameOf(item).StartsWith(prefix, StringComparison.Ordinal)
                    && string.CompareOrdinal(nameOf(item), Query("marker") ?? "") > 0)
                .Take(limit + 1),
        ];
        List<T> page = found.Count > limit ? found[..limit] : found;
        return AnswerXml(200, "OK", StorageXml.Write(writer =>
        {
            writer.WriteStartElement("EnumerationResults");
            writer.WriteAttributeString("ServiceEndpoint", Endpoint);
            writer.WriteElementString("Prefix", prefix);
            writer.WriteElementString("MaxResults", limit.ToString(CultureInfo.InvariantCulture));
            writer.WriteStartElement(collection);
            page.ForEach(item => write(writer, item));
            writer.WriteEndElement();
            writer.WriteElementString("NextMarker", page.Count < found.Count ? nameOf(page[^1]) : "");
            writer.WriteEndElement();
        }));
    }

    /// <summary>Adds a header to the answer, if it has a value.</summary>
    public ServiceCall With(string name, string? value)
    {
        if (value is not null)
        {
            _headers.Add(new(name, value));
        }

        return this;
    }

    public ServiceCall WithMetadata(IEnumerable<KeyValuePair<string, string>> metadata)
    {
        foreach ((string name, string value) in metadata)
        {
            With(MetadataPrefix + name, value);
        }

        return this;
    }

    public StorageAnswer Answer(int status, string reason, ReadOnlyMemory<byte> body = default) =>
        new(status, reason, [.. _headers, new("x-ms-version", Version)], body);

    public StorageAnswer AnswerXml(int status, string reason, byte[] xml) =>
        With("Content-Type", "application/xml").Answer(status, reason, xml);

    public StorageAnswer Refuse(ServiceRefusal refusal)
    {
        if (refusal.Code is null)
        {
            return new(refusal.Status, refusal.Message, [], default);
        }

        bool hasBody = Method != "HEAD" && refusal.Status != 304;
        return new(
            refusal.Status,
            refusal.Message,
            [new("x-ms-error-code", refusal.Code), .. refusal.Headers, .. hasBody ? [new("Content-Type", "application/xml")] : (KeyValuePair<string, string>[])[], new("x-ms-version", Version)],
            hasBody ? refusal.ToXml(_request.Id, Now) : default(ReadOnlyMemory<byte>));
    }
}
