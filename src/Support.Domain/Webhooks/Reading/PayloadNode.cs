using System.Globalization;
using System.Text.Json;

namespace Support.Domain.Webhooks.Reading;

/// <summary>A value of a payload and where it is. What is not there is a node without a value, and so is all within it.</summary>
internal readonly struct PayloadNode
{
    private const int IdLengthMax = 200;
    private const int ItemsMax = 200;

    private readonly JsonElement? _element;

    private PayloadNode(JsonElement? element, string pointer) => (_element, Pointer) = (element, pointer);

    public string Pointer { get; }

    public bool IsThere => _element is not null;

    public bool IsObject => _element is { ValueKind: JsonValueKind.Object };

    public bool IsTrue => _element is { ValueKind: JsonValueKind.True };

    public JsonElement? Element => _element;

    /// <summary>The member of that name.</summary>
    public PayloadNode this[string name] => new(
        _element is { ValueKind: JsonValueKind.Object } element
        && element.TryGetProperty(name, out JsonElement member) && member.ValueKind != JsonValueKind.Null ? member : null,
        $"{Pointer}/{name}");

    public static PayloadNode Root(JsonElement root) => new(root, "");

    /// <summary>The items of a list, at most 200 of them.</summary>
    public IEnumerable<PayloadNode> Items()
    {
        if (_element is not { ValueKind: JsonValueKind.Array } list)
        {
            yield break;
        }

        int index = 0;
        foreach (JsonElement item in list.EnumerateArray().Take(ItemsMax))
        {
            yield return new PayloadNode(item, string.Create(CultureInfo.InvariantCulture, $"{Pointer}/{index++}"));
        }
    }

    /// <summary>The names of the members, at most 200 of them.</summary>
    public IReadOnlyList<string> Names() => _element is { ValueKind: JsonValueKind.Object } element
        ? [.. element.EnumerateObject().Take(ItemsMax).Select(Model.Reading.JsonText.NameOf).OfType<string>()]
        : [];

    /// <summary>On one line; null for none.</summary>
    public string? Line(int lengthMax = PayloadText.LineLengthMax) => PayloadText.Line(Raw(), lengthMax);

    /// <summary>On several lines; null for none.</summary>
    public string? Block() => PayloadText.Block(Raw());

    /// <summary>What identifies something: a text or a whole number, of at most 200 characters; null for none.</summary>
    public string? Id() => _element switch
    {
        { ValueKind: JsonValueKind.Number } number when number.TryGetInt64(out long id) => id.ToString(CultureInfo.InvariantCulture),
        { ValueKind: JsonValueKind.String } => Raw() is { Length: > 0 and <= IdLengthMax } text && text == PayloadText.Line(text) ? text : null,
        _ => null,
    };

    /// <summary>An address that people may follow; null for none.</summary>
    public Uri? Url() =>
        Raw() is { Length: <= 1000 } text && Uri.TryCreate(text, UriKind.Absolute, out Uri? url)
        && (url.Scheme == Uri.UriSchemeHttps || url.Scheme == Uri.UriSchemeHttp) && url.UserInfo.Length == 0
            ? url
            : null;

    /// <summary>The text as it is; null for none.</summary>
    public string? Raw() => _element is { } element ? PayloadText.Of(element) : null;

    /// <summary>That something has to be here and is not.</summary>
    public PayloadMistake Expected(string what) => new($"#{Pointer}", IsThere ? $"Expected {what}." : $"It is missing; expected {what}.");
}
