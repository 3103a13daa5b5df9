using System.Globalization;
using System.Text.Json;

namespace Support.Domain.Webhooks.Mapping;

/// <summary>A place in a JSON document, as RFC 6901 writes it: <c>/issue/labels/0/name</c>, or nothing for the whole.</summary>
public sealed class JsonPointer
{
    /// <summary>The longest pointer, in characters.</summary>
    public const int LengthMax = 300;

    private readonly string[] _names;

    private JsonPointer(string text, string[] names) => (Text, _names) = (text, names);

    /// <summary>As it is written.</summary>
    public string Text { get; }

    /// <summary>Reads a pointer; null with the reason when it is none.</summary>
    public static JsonPointer? Parse(string text, out string mistake)
    {
        mistake = "";
        if (text.Length > LengthMax)
        {
            mistake = $"A JSON pointer has at most {LengthMax} characters.";
        }
        else if (text.Length > 0 && text[0] != '/')
        {
            mistake = "A JSON pointer begins with a slash.";
        }
        else if (!EscapesAreWhole(text))
        {
            mistake = "In a JSON pointer ~ stands only in ~0 (for ~) and ~1 (for /).";
        }

        return mistake.Length > 0
            ? null
            : new JsonPointer(text, text.Length == 0 ? [] : [.. text[1..].Split('/').Select(Unescape)]);
    }

    /// <summary>What is there; null for nothing. Null in the document is nothing.</summary>
    public JsonElement? Find(JsonElement root)
    {
        JsonElement found = root;
        foreach (string name in _names)
        {
            switch (found.ValueKind)
            {
                case JsonValueKind.Object when found.TryGetProperty(name, out JsonElement member):
                    found = member;
                    break;
                case JsonValueKind.Array when IndexOf(name) is { } index && index < found.GetArrayLength():
                    found = found[index];
                    break;
                default:
                    return null;
            }
        }

        return found.ValueKind is JsonValueKind.Null or JsonValueKind.Undefined ? null : found;
    }

    /// <inheritdoc />
    public override string ToString() => Text;

    private static bool EscapesAreWhole(string text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] == '~' && (i + 1 == text.Length || text[i + 1] is not ('0' or '1')))
            {
                return false;
            }
        }

        return true;
    }

    private static string Unescape(string name) =>
        name.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);

    // No sign, no leading zero; "-" is the place behind the last item, where nothing is.
    private static int? IndexOf(string name) =>
        name.Length is > 0 and < 9 && name.All(char.IsAsciiDigit) && (name.Length == 1 || name[0] != '0')
            ? int.Parse(name, CultureInfo.InvariantCulture)
            : null;
}
