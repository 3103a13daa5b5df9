using System.Text.Json;
using Support.Domain.Model;

namespace Support.Platform.Http;

/// <summary>
/// Reads the members of a JSON object and collects every mistake, so that a sender learns of all of them at once. What is
/// not asked for by name is a mistake too: a misspelt member would be lost in silence otherwise.
/// </summary>
public sealed partial class FieldReader
{
    private const int NameLengthMax = 64;

    private readonly JsonElement _object;
    private readonly string _path;
    private readonly List<FieldError> _errors;
    private readonly HashSet<string> _asked = new(StringComparer.Ordinal);

    /// <summary>Reads from the root of a body.</summary>
    public FieldReader(JsonElement root)
        : this(root, "#", [])
    {
    }

    private FieldReader(JsonElement element, string path, List<FieldError> errors)
    {
        (_object, _path, _errors) = (element, path, errors);
        if (element.ValueKind != JsonValueKind.Object)
        {
            errors.Add(new FieldError(path, $"Expected an object, found {Kind(element)}."));
        }
    }

    /// <summary>Every mistake found so far, here and in nested objects.</summary>
    public IReadOnlyList<FieldError> Errors => _errors;

    /// <summary>Adds a mistake that only the caller can see.</summary>
    public void Reject(string name, string detail) => _errors.Add(new FieldError(Pointer(name), detail));

    /// <summary>A text of 1 to <paramref name="lengthMax"/> characters; without line breaks and tabs unless multiline.</summary>
    public string? Text(string name, int lengthMax, bool required, bool multiline = false)
    {
        if (Member(name, required) is not { } member)
        {
            return null;
        }

        if (member.ValueKind != JsonValueKind.String)
        {
            Reject(name, $"Expected a text, found {Kind(member)}.");
            return null;
        }

        if (!TryGetText(member, out string text))
        {
            Reject(name, "The text holds half a character (a lone surrogate).");
            return null;
        }

        if (TextRules.Mistake(text, lengthMax, multiline) is { } mistake)
        {
            Reject(name, mistake);
            return null;
        }

        return text;
    }

    /// <summary>A mail address, without a display name.</summary>
    public string? Address(string name, bool required)
    {
        string? text = Text(name, MailAddressFormat.LengthMax, required)?.Trim();
        if (text is null || IsAddress(text))
        {
            return text;
        }

        Reject(name, "Expected a mail address such as ann@example.com.");
        return null;
    }

    /// <summary>One of the words of an enum, as the API writes them.</summary>
    public T? Word<T>(string name, bool required = false)
        where T : struct, Enum
    {
        if (Member(name, required) is not { } member)
        {
            return null;
        }

        // The serialiser would take "high,low" too, as flags.
        string? word = member.ValueKind == JsonValueKind.String && TryGetText(member, out string text) ? text : null;
        foreach (T value in Enum.GetValues<T>())
        {
            if (string.Equals(value.ToString(), word, StringComparison.OrdinalIgnoreCase))
            {
                return value;
            }
        }

        string words = string.Join(", ", Enum.GetNames<T>().Select(known => $"\"{JsonNamingPolicy.CamelCase.ConvertName(known)}\""));
        Reject(name, $"Expected one of {words}.");
        return null;
    }

    /// <summary>A nested object.</summary>
    public FieldReader? Object(string name, bool required) =>
        Member(name, required) is { } member ? new FieldReader(member, Pointer(name), _errors) : null;

    /// <summary>A small object of texts by free names.</summary>
    public IReadOnlyDictionary<string, string>? Texts(string name, int countMax, int lengthMax)
    {
        if (Member(name, required: false) is not { } member)
        {
            return null;
        }

        var nested = new FieldReader(member, Pointer(name), _errors);
        if (member.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (JsonProperty property in member.EnumerateObject().Take(countMax + 1))
        {
            if (TextRules.Mistake(property.Name, NameLengthMax, multiline: false) is { } mistake)
            {
                Reject(name, $"A name is wrong: {mistake}");
            }
            else if (nested.Text(property.Name, lengthMax, required: true, multiline: true) is { } text)
            {
                texts[property.Name] = text;
            }
        }

        if (texts.Count > countMax)
        {
            Reject(name, $"At most {countMax} members are taken.");
        }

        return texts;
    }

    /// <summary>Counts every member that nobody asked for as a mistake. Call it last.</summary>
    public void RejectUnknown()
    {
        if (_object.ValueKind != JsonValueKind.Object)
        {
            return;
        }

        foreach (JsonProperty property in _object.EnumerateObject().Where(property => !_asked.Contains(property.Name)).Take(20))
        {
            string name = property.Name.Length > NameLengthMax ? property.Name[..NameLengthMax] : property.Name;
            Reject(name, $"There is no such member; known are {string.Join(", ", _asked)}.");
        }
    }

    // RFC 6901, 6: a JSON pointer as URI fragment.
    private string Pointer(string name) =>
        $"{_path}/{Escape(name)}";

    private static string Escape(string name) =>
        Uri.EscapeDataString(name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal));

    // A domain that reads as an IPv4 address is none.
    private static bool IsAddress(string text) =>
        MailAddressFormat.IsValid(text)
        && Uri.CheckHostName(text[(text.IndexOf('@', StringComparison.Ordinal) + 1)..]) == UriHostNameType.Dns;

    private static bool TryGetText(JsonElement member, out string text)
    {
        try
        {
            text = member.GetString()!;
            return true;
        }
        catch (InvalidOperationException)
        {
            text = string.Empty;
            return false;
        }
    }

    private static string Kind(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Array => "an array",
        JsonValueKind.Object => "an object",
        JsonValueKind.String => "a text",
        JsonValueKind.Number => "a number",
        JsonValueKind.True or JsonValueKind.False => "true or false",
        _ => "null",
    };

    private JsonElement? Member(string name, bool required)
    {
        _asked.Add(name);
        if (_object.ValueKind == JsonValueKind.Object
            && _object.TryGetProperty(name, out JsonElement member)
            && member.ValueKind != JsonValueKind.Null)
        {
            return member;
        }

        if (required && _object.ValueKind == JsonValueKind.Object)
        {
            Reject(name, "It is missing.");
        }

        return null;
    }
}
