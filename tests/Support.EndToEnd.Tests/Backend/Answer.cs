using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

namespace Support.EndToEnd.Tests.Backend;

/// <summary>What the API answered.</summary>
internal sealed record Answer(HttpStatusCode Status, HttpResponseHeaders Headers, string? ContentType, string Text)
{
    public JsonElement Json => JsonElement.Parse(Text);

    /// <summary>A text anywhere in the body, by the names that lead to it.</summary>
    public string? this[params string[] path]
    {
        get
        {
            JsonElement element = Json;
            foreach (string name in path)
            {
                if (!element.TryGetProperty(name, out element))
                {
                    return null;
                }
            }

            return element.ValueKind == JsonValueKind.String ? element.GetString() : element.GetRawText();
        }
    }

    public string? Header(string name) => Headers.TryGetValues(name, out IEnumerable<string>? values) ? string.Join(", ", values) : null;

    public override string ToString() => $"{(int)Status} {Text}";
}
