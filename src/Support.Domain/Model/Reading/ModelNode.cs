using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Support.Domain.Model.Reading;

/// <summary>
/// A value of the file and where it is. Its readers return null after noting a mistake, so that reading goes on and the
/// whole file is judged in one go.
/// </summary>
internal sealed class ModelNode(JsonElement element, string pointer, ModelReading reading)
{
    private const int FoundLengthMax = 60;

    public JsonElement Element => element;

    public string Pointer => pointer;

    public ModelReading Reading => reading;

    public void Mistake(string message) => reading.Add(pointer, message);

    public ModelNode Child(string name, JsonElement value) => new(value, pointer + PointerTo(name), reading);

    /// <summary>The JSON pointer that these names make, from the outermost on.</summary>
    public static string PointerTo(params ReadOnlySpan<string> names)
    {
        var pointer = new StringBuilder();
        foreach (string name in names)
        {
            string escaped = name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);
            pointer.Append('/').Append(escaped);
        }

        return pointer.ToString();
    }

    /// <summary>The items of a list; null when this is none.</summary>
    public IReadOnlyList<ModelNode>? Items()
    {
        if (element.ValueKind != JsonValueKind.Array)
        {
            Mistake($"Expected a list, found {Found()}.");
            return null;
        }

        var items = new List<ModelNode>(element.GetArrayLength());
        foreach (JsonElement item in element.EnumerateArray())
        {
            items.Add(Child(items.Count.ToString(CultureInfo.InvariantCulture), item));
        }

        return items;
    }

    /// <summary>The text; null when this is none.</summary>
    public string? RawText(string expected)
    {
        if (element.ValueKind != JsonValueKind.String)
        {
            Mistake($"Expected {expected}, found {Found()}.");
            return null;
        }

        if (JsonText.Of(element) is string text)
        {
            return text;
        }

        Mistake("The text has half of a surrogate pair, which is no character.");
        return null;
    }

    public bool? Flag()
    {
        if (element.ValueKind is JsonValueKind.True or JsonValueKind.False)
        {
            return element.GetBoolean();
        }

        Mistake($"Expected true or false, found {Found()}.");
        return null;
    }

    public decimal? Number(string expected)
    {
        if (element.ValueKind == JsonValueKind.Number && element.TryGetDecimal(out decimal number))
        {
            return number;
        }

        Mistake($"Expected {expected}, found {Found()}.");
        return null;
    }

    public int? WholeNumber(int min, int max)
    {
        if (element.ValueKind == JsonValueKind.Number && element.TryGetInt32(out int number) && number >= min && number <= max)
        {
            return number;
        }

        Mistake($"Expected a whole number from {min} to {max}, found {Found()}.");
        return null;
    }

    /// <summary>What is there, for a message: short, and on one line.</summary>
    public string Found() => element.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        JsonValueKind.Null => "null (leave the member out instead)",
        _ => Shorten(element.GetRawText()),
    };

    private static string Shorten(string raw) => raw.Length <= FoundLengthMax ? raw : $"{raw[..FoundLengthMax]}…";

}
