using System.Text;
using System.Text.Json;

namespace Support.Domain.Webhooks.Mapping;

/// <summary>A piece of a mapped text: words of the model, or a place in the payload.</summary>
/// <param name="Words">The words; null for a place.</param>
/// <param name="Place">The place; null for words.</param>
internal sealed record TextPart(string? Words, JsonPointer? Place)
{
    /// <summary>The pieces of a text; null with the reason when it is wrong.</summary>
    public static IReadOnlyList<TextPart>? Split(string text, out string mistake)
    {
        if (text[0] == '/')
        {
            return JsonPointer.Parse(text, out mistake) is { } whole ? [new TextPart(null, whole)] : null;
        }

        mistake = "";
        var parts = new List<TextPart>();
        var words = new StringBuilder();
        for (int i = 0; i < text.Length; i++)
        {
            char letter = text[i];
            bool doubled = letter is '{' or '}' && i + 1 < text.Length && text[i + 1] == letter;
            if (letter is not ('{' or '}') || doubled)
            {
                words.Append(letter);
                i += doubled ? 1 : 0;
                continue;
            }

            int end = letter == '{' ? text.IndexOf('}', i) : -1;
            if (end < 0 || text[i + 1] != '/')
            {
                mistake = "Expected a JSON pointer in braces, such as {/issue/title}; a brace that stands for itself is doubled.";
                return null;
            }

            if (JsonPointer.Parse(text[(i + 1)..end], out mistake) is not { } place)
            {
                return null;
            }

            Flush(parts, words);
            parts.Add(new TextPart(null, place));
            i = end;
        }

        Flush(parts, words);
        return parts;
    }

    /// <summary>A text, a number or a truth value; null for anything else.</summary>
    public static string? Scalar(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => PayloadText.Of(element),
        JsonValueKind.Number => element.GetRawText(),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        _ => null,
    };

    /// <summary>The piece for a payload; null where there is nothing.</summary>
    public string? Of(JsonElement payload) => Words ?? (Place!.Find(payload) is { } found ? TextOf(found) : null);

    private static string? TextOf(JsonElement element) => element.ValueKind == JsonValueKind.Array
        ? string.Join(", ", element.EnumerateArray().Select(Scalar).OfType<string>())
        : Scalar(element);

    private static void Flush(List<TextPart> parts, StringBuilder words)
    {
        if (words.Length > 0)
        {
            parts.Add(new TextPart(words.ToString(), null));
            words.Clear();
        }
    }
}
