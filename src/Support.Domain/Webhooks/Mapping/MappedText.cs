using System.Text.Json;

namespace Support.Domain.Webhooks.Mapping;

/// <summary>What a mapping found for one field.</summary>
/// <param name="Name">The field.</param>
/// <param name="Value">The value; null when nothing was found.</param>
/// <param name="From">Where it comes from, for a person to read.</param>
public sealed record MappedField(string Name, string? Value, string From);

/// <summary>
/// Where the value of a field comes from. Written as a JSON pointer (<c>/issue/title</c>), as words with pointers in
/// braces (<c>{/form} from {/name}</c>; a doubled brace stands for itself), or as words alone.
/// </summary>
public sealed class MappedText
{
    /// <summary>The longest text in the model, in characters.</summary>
    public const int LengthMax = 1000;

    private readonly IReadOnlyList<TextPart> _parts;
    private readonly IReadOnlyDictionary<string, string>? _values;
    private readonly string? _default;

    private MappedText(string text, IReadOnlyList<TextPart> parts, IReadOnlyDictionary<string, string>? values = null, string? fallback = null) =>
        (Text, _parts, _values, _default) = (text, parts, values, fallback);

    /// <summary>As it is written.</summary>
    public string Text { get; }

    /// <summary>Whether it is the same whatever the payload.</summary>
    public bool IsConstant => _parts.All(static part => part.Place is null);

    /// <summary>Reads a text; null with the reason when it is none.</summary>
    public static MappedText? Parse(string text, out string mistake)
    {
        if (text.Length is 0 or > LengthMax)
        {
            mistake = $"Expected a text of 1 to {LengthMax} characters.";
            return null;
        }

        return TextPart.Split(text, out mistake) is { } parts ? new MappedText(text, parts) : null;
    }

    /// <summary>The same text with what found values mean, and with what holds where nothing is found or has no meaning.</summary>
    public MappedText With(IReadOnlyDictionary<string, string>? values, string? fallback) => new(Text, _parts, values, fallback);

    /// <summary>The value for a payload.</summary>
    public MappedField Of(string name, JsonElement payload)
    {
        string? found = Find(payload);
        if (found is null)
        {
            return new MappedField(name, _default, _default is null ? $"nothing at {Text}" : $"the default, as there is nothing at {Text}");
        }

        if (_values is null)
        {
            return new MappedField(name, found, IsConstant ? "the model" : Text);
        }

        string seen = $"{Text} is '{PayloadText.Cut(found, 60)}'";
        return _values.TryGetValue(found, out string? meant)
            ? new MappedField(name, meant, seen)
            : new MappedField(name, _default, _default is null ? $"{seen}, which has no meaning here" : $"the default, as {seen}");
    }

    /// <summary>The values for a payload: every item of a list, or the one value that there is.</summary>
    public IReadOnlyList<string> ListOf(JsonElement payload)
    {
        if (_parts is [{ Place: { } place }] && place.Find(payload) is { ValueKind: JsonValueKind.Array } items)
        {
            return [.. items.EnumerateArray().Select(TextPart.Scalar).OfType<string>().Select(Meant).OfType<string>()];
        }

        return Of("", payload).Value is { } one ? [one] : [];
    }

    private string? Meant(string found) =>
        _values is null ? found : _values.TryGetValue(found, out string? meant) ? meant : _default;

    private string? Find(JsonElement payload)
    {
        string?[] pieces = [.. _parts.Select(part => part.Of(payload))];
        bool any = IsConstant || _parts.Zip(pieces).Any(static part => part.First.Place is not null && part.Second is not null);
        string text = string.Concat(pieces);
        return any && !string.IsNullOrWhiteSpace(text) ? text : null;
    }
}
