using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Azure.Data.Tables.Tests.Twins;

/// <summary>What a client can read of an answer, with times and identities taken out; two that are equal look alike to every client.</summary>
public sealed partial record RawAnswer(
    int Status, string? ErrorCode, string? BodyCode, string? ContentType, string? Preference, bool HasTag, string Continuation, string Body)
{
    /// <summary>Azurite says nothing where what is wrong is not known to it; what is said in its place is then nobody's to read.</summary>
    public RawAnswer WithoutCode() => this with { ErrorCode = null, BodyCode = null, ContentType = null };

    public static RawAnswer Of(Response response)
    {
        string text = response.ContentStream is { } content ? new StreamReader(content).ReadToEnd() : string.Empty;
        string? type = Header(response, "Content-Type");
        bool isError = response.Status >= 400;
        bool isJson = !isError && type?.StartsWith("application/json", StringComparison.Ordinal) == true;
        return new(
            response.Status,
            Header(response, "x-ms-error-code"),
            isError ? CodeOf(text) : null,
            type,
            Header(response, "Preference-Applied"),
            HasTagOf(response.Headers.ETag),
            string.Join('|', new[] { "NextPartitionKey", "NextRowKey", "NextTableName" }.Select(name => Header(response, "x-ms-continuation-" + name) ?? "-")),
            isJson && text.Length > 0 ? Plain(text) : text.StartsWith("--", StringComparison.Ordinal) ? Parts(text) : string.Empty);
    }

    private static string? Header(Response response, string name) => response.Headers.TryGetValue(name, out string? value) ? value : null;

    private static bool HasTagOf(ETag? tag)
    {
        if (tag is null)
        {
            return false;
        }

        string text = tag.Value.ToString("H");
        return TagForm().IsMatch(text) ? true : throw new FormatException($"'{text}' is no tag of a row.");
    }

    private static string? CodeOf(string body)
    {
        if (body.Length == 0)
        {
            return null;
        }

        if (body[0] == '<')
        {
            return XDocument.Parse(body).Root!.Element("Code")!.Value;
        }

        using var document = JsonDocument.Parse(body);
        JsonElement error = document.RootElement.GetProperty("odata.error");
        return $"{error.GetProperty("code").GetString()} {error.GetProperty("message").GetProperty("value").GetString()!.Split('\n')[0]}";
    }

    /// <summary>An object of properties in the order of their names, or a list of them.</summary>
    private static string Plain(string body)
    {
        using var document = JsonDocument.Parse(body);
        return document.RootElement.TryGetProperty("value", out JsonElement rows)
            ? string.Join('\n', rows.EnumerateArray().Select(Plain))
            : Plain(document.RootElement);
    }

    private static string Plain(JsonElement row) => string.Join(
        ", ",
        row.EnumerateObject()
            .Where(property => property.Name is not ("odata.metadata" or "odata.etag" or "odata.id" or "Timestamp"))
            .OrderBy(property => property.Name, StringComparer.Ordinal)
            .Select(property => $"{property.Name}={property.Value.GetRawText()}"));

    /// <summary>Of the parts of a transaction's answer, what clients look for: status, tag, and code and message of an error.</summary>
    private static string Parts(string body)
    {
        var parts = new StringBuilder();
        foreach (string line in body.Split("\r\n"))
        {
            if (line.StartsWith("HTTP/1.1 ", StringComparison.Ordinal))
            {
                parts.Append(CultureInfo.InvariantCulture, $"\n{line}");
            }
            else if (line.StartsWith("ETag: ", StringComparison.Ordinal))
            {
                parts.Append(" tag ").Append(TagForm().IsMatch(line[6..]));
            }
            else if (line.StartsWith("Location: ", StringComparison.Ordinal))
            {
                parts.Append(" at ").Append(line.AsSpan(line.LastIndexOf('/') + 1));
            }
            else if (line.StartsWith('{'))
            {
                parts.Append(' ').Append(CodeOf(line));
            }
        }

        return parts.ToString();
    }

    [GeneratedRegex("^W/\"datetime'\\d{4}-\\d\\d-\\d\\dT\\d\\d%3A\\d\\d%3A\\d\\d\\.\\d{7}Z'\"$")]
    private static partial Regex TagForm();
}
