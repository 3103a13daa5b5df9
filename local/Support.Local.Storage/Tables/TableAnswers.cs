using Support.Local.Storage.Protocol;

namespace Support.Local.Storage.Tables;

/// <summary>The forms that the Table service's answers have.</summary>
internal static class TableAnswers
{
    /// <summary>What a request wants to be told beside values; null when it wants no JSON.</summary>
    public static Metadata? MetadataOf(StorageRequest request, in TableQuery query)
    {
        string accept = query.Format ?? request.Header("Accept") ?? string.Empty;
        return accept.Replace(" ", string.Empty, StringComparison.Ordinal) switch
        {
            "application/json;odata=minimalmetadata" or "application/json" => Metadata.Minimal,
            "application/json;odata=nometadata" => Metadata.None,
            "application/json;odata=fullmetadata" => Metadata.Full,
            _ => null,
        };
    }

    public static string ContentType(Metadata metadata) => metadata switch
    {
        Metadata.None => "application/json;odata=nometadata",
        Metadata.Full => "application/json;odata=fullmetadata",
        _ => "application/json;odata=minimalmetadata",
    };

    public static StorageAnswer Refuse(StorageRequest request, Refusal refusal) =>
        StorageErrors.Refuse(request, refusal.Status, refusal.Code, refusal.Message);

    /// <summary>An answer without content.</summary>
    public static StorageAnswer Done(StorageRequest request, string? etag, Metadata? metadata = null, bool hasPreference = false)
    {
        List<KeyValuePair<string, string>> headers = [new("x-ms-version", request.Header("x-ms-version") ?? string.Empty)];
        if (metadata is { } level)
        {
            headers.Add(new("Content-Type", ContentType(level)));
        }

        if (etag is not null)
        {
            headers.Add(new("ETag", etag));
        }

        if (hasPreference)
        {
            headers.Add(new("Preference-Applied", "return-no-content"));
        }

        return new(204, StorageErrors.ReasonOf(204), headers, default);
    }

    public static StorageAnswer Content(StorageRequest request, int status, Metadata metadata, byte[] body, params ReadOnlySpan<KeyValuePair<string, string>> more) => new(
        status,
        StorageErrors.ReasonOf(status),
        [new("Content-Type", ContentType(metadata)), new("x-ms-version", request.Header("x-ms-version") ?? string.Empty), .. more],
        body);
}
