using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Xml;
using System.Xml.Linq;
using Azure.Core;

namespace Azure.Data.Tables.Protocol;

/// <summary>Reads the error code and message out of what the service answers, as JSON or, when it knows no better, as XML.</summary>
internal sealed class ErrorDetails : RequestFailedDetailsParser
{
    /// <summary>Under this key an exception's data has the place of a transaction's refused action.</summary>
    public const string FailedEntityKey = "FailedEntity";

    public static ErrorDetails Parser { get; } = new();

    public override bool TryParse(Response response, out ResponseError? error, [NotNullWhen(true)] out IDictionary<string, string>? data)
    {
        data = new Dictionary<string, string>();
        (string? code, string? message) = response.ContentStream is { Length: > 0 } ? Read(response.Content) : default;
        if (code is null && !response.Headers.TryGetValue("x-ms-error-code", out code))
        {
            error = null;
            return false;
        }

        if (FailedEntity(message) is { } index)
        {
            data[FailedEntityKey] = index;
        }

        error = new ResponseError(code, message);
        return true;
    }

    private static (string? Code, string? Message) Read(BinaryData content)
    {
        try
        {
            return content.ToMemory().Span.TrimStart("\r\n\t \uFEFF"u8) is [(byte)'<', ..]
                ? ReadXml(content)
                : ReadJson(content);
        }
        catch (Exception exception) when (exception is JsonException or XmlException)
        {
            // A proxy's page instead of the service's answer: the status says all there is.
            return default;
        }
    }

    private static (string? Code, string? Message) ReadJson(BinaryData content)
    {
        using var document = JsonDocument.Parse(content.ToMemory());
        if (document.RootElement.ValueKind != JsonValueKind.Object
            || !document.RootElement.TryGetProperty("odata.error", out JsonElement error)
            || !error.TryGetProperty("code", out JsonElement code))
        {
            return default;
        }

        string? message = error.TryGetProperty("message", out JsonElement text) && text.TryGetProperty("value", out JsonElement value)
            ? value.GetString()
            : null;
        return (code.GetString(), message);
    }

    private static (string? Code, string? Message) ReadXml(BinaryData content)
    {
        using Stream stream = content.ToStream();
        XElement? error = XDocument.Load(stream).Root;
        return (Find(error, "code"), Find(error, "message"));

        static string? Find(XElement? error, string name) => error?.Elements()
            .FirstOrDefault(element => string.Equals(element.Name.LocalName, name, StringComparison.OrdinalIgnoreCase))?.Value;
    }

    /// <summary>A transaction's message begins with the place of the refused action: <c>2:The specified entity already exists.</c></summary>
    private static string? FailedEntity(string? message)
    {
        int colon = message?.IndexOf(':', StringComparison.Ordinal) ?? -1;
        return colon is > 0 and <= 3 && message.AsSpan(0, colon).IndexOfAnyExceptInRange('0', '9') < 0 ? message![..colon] : null;
    }
}
