using System.Globalization;
using System.Text.Json;
using Support.Platform.Http;

namespace Support.Functions.Intake.Alerts;

/// <summary>A value of a payload and where it is. Reading never throws: what is wrong is noted with its JSON pointer.</summary>
internal readonly record struct AlertNode(JsonElement Element, string Pointer, List<FieldError> Errors)
{
    private const int LabelsMax = 100;
    private const int LabelLengthMax = 4_000;

    /// <summary>Whether it is an object.</summary>
    public bool IsObject => Element.ValueKind == JsonValueKind.Object;

    /// <summary>The member of that name; null when there is none, or it is null.</summary>
    public AlertNode? this[string name] =>
        IsObject && Element.TryGetProperty(name, out JsonElement member) && member.ValueKind != JsonValueKind.Null
            ? new AlertNode(member, $"{Pointer}/{Escaped(name)}", Errors)
            : null;

    /// <summary>Notes that something else was expected here.</summary>
    public void Mistake(string expected) => Errors.Add(new FieldError(Pointer, expected));

    /// <summary>Notes that something else was expected at a member.</summary>
    public void Mistake(string name, string expected) => Errors.Add(new FieldError($"{Pointer}/{Escaped(name)}", expected));

    /// <summary>The text of a member, numbers and truths written as they are in JSON; null for anything else, or an empty one.</summary>
    public string? Text(string name) => this[name]?.Scalar() is { Length: > 0 } text ? text : null;

    /// <summary>As <see cref="Text"/>, and noted where there is none.</summary>
    public string? Needed(string name)
    {
        string? text = Text(name);
        if (string.IsNullOrWhiteSpace(text))
        {
            Mistake(name, "Expected a text that is not empty.");
            return null;
        }

        return text;
    }

    /// <summary>The items of a member that is a list; none when it is no list or too long, which is noted.</summary>
    public IReadOnlyList<AlertNode> Items(string name, int most)
    {
        if (this[name] is not { } list)
        {
            return [];
        }

        return list.Items(most);
    }

    /// <summary>The items of a list; none when it is no list or too long, which is noted.</summary>
    public IReadOnlyList<AlertNode> Items(int most)
    {
        if (Element.ValueKind != JsonValueKind.Array || Element.GetArrayLength() > most)
        {
            Mistake($"Expected a list of at most {most} items.");
            return [];
        }

        var items = new List<AlertNode>(Element.GetArrayLength());
        foreach (JsonElement item in Element.EnumerateArray())
        {
            items.Add(new AlertNode(item, string.Create(CultureInfo.InvariantCulture, $"{Pointer}/{items.Count}"), Errors));
        }

        return items;
    }

    /// <summary>The members of a member that is an object of texts, in order; what is no text is noted.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Texts(string name)
    {
        if (this[name] is not { } map)
        {
            return [];
        }

        if (!map.IsObject || map.Element.GetPropertyCount() > LabelsMax)
        {
            map.Mistake($"Expected an object of at most {LabelsMax} texts.");
            return [];
        }

        var texts = new List<KeyValuePair<string, string>>();
        foreach (JsonProperty property in map.Element.EnumerateObject())
        {
            if (new AlertNode(property.Value, Pointer, Errors).Scalar() is not { Length: <= LabelLengthMax } value || property.Name.Length > LabelLengthMax)
            {
                map.Mistake(property.Name.Length > LabelLengthMax ? string.Empty : property.Name, $"Expected a text of at most {LabelLengthMax} characters.");
                continue;
            }

            texts.Add(KeyValuePair.Create(property.Name, value));
        }

        return texts;
    }

    /// <summary>The value as a text; null for an object, a list, nothing, and a text with half a character.</summary>
    public string? Scalar()
    {
        switch (Element.ValueKind)
        {
            case JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False:
                return Element.GetRawText();
            case JsonValueKind.String:
                try
                {
                    return Element.GetString();
                }
                catch (InvalidOperationException)
                {
                    // A lone surrogate: no text.
                    return null;
                }

            default:
                return null;
        }
    }

    private static string Escaped(string name) =>
        name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);
}
