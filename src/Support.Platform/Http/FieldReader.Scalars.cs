using System.Text.Json;

namespace Support.Platform.Http;

public sealed partial class FieldReader
{
    /// <summary>
    /// A small object of values by free names: texts, numbers, true or false, lists of texts (which come parted by commas),
    /// and null, as texts. Null where it is left out.
    /// </summary>
    /// <param name="name">The member.</param>
    /// <param name="countMax">At most so many values.</param>
    /// <param name="lengthMax">The longest value.</param>
    /// <param name="required">Whether it must be there.</param>
    public IReadOnlyDictionary<string, string?>? Scalars(string name, int countMax, int lengthMax, bool required = false)
    {
        if (Member(name, required) is not { } member)
        {
            return null;
        }

        var nested = new FieldReader(member, Pointer(name), _errors);
        if (member.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        var values = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (JsonProperty property in member.EnumerateObject().Take(countMax + 1))
        {
            if (TextRules.Mistake(property.Name, NameLengthMax, multiline: false) is { } wrong)
            {
                Reject(name, $"A name is wrong: {wrong}");
                continue;
            }

            if (!TryScalar(property.Value, out string? value))
            {
                nested.Reject(property.Name, $"Expected a text, a number, true or false, or a list of texts, found {Kind(property.Value)}.");
            }
            else if (value is not null && TextRules.Mistake(value, lengthMax, multiline: true) is { } mistake)
            {
                nested.Reject(property.Name, mistake);
            }
            else
            {
                values[property.Name] = value;
            }
        }

        if (values.Count > countMax)
        {
            Reject(name, $"At most {countMax} members are taken.");
        }

        return values;
    }

    /// <summary>Adds a mistake in a member of a nested object.</summary>
    public void RejectIn(string name, string inner, string detail) =>
        _errors.Add(new FieldError($"{Pointer(name)}/{Escape(inner)}", detail));

    private static bool TryScalar(JsonElement element, out string? value)
    {
        value = null;
        switch (element.ValueKind)
        {
            case JsonValueKind.Null:
                return true;
            case JsonValueKind.True:
                value = "true";
                return true;
            case JsonValueKind.False:
                value = "false";
                return true;
            case JsonValueKind.Number:
                value = element.GetRawText();
                return true;
            case JsonValueKind.String:
                return TryGetText(element, out value);
            case JsonValueKind.Array when element.EnumerateArray().All(static item => item.ValueKind == JsonValueKind.String && TryGetText(item, out _)):
                value = string.Join(",", element.EnumerateArray().Select(static item => item.GetString()));
                return true;
            default:
                return false;
        }
    }
}
