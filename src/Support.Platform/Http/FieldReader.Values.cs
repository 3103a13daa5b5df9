using System.Globalization;
using System.Text.Json;

namespace Support.Platform.Http;

public sealed partial class FieldReader
{
    /// <summary>The names that were asked for so far, which are the members that the body may have.</summary>
    public IReadOnlyCollection<string> Asked => _asked;

    /// <summary>True or false; null where it is left out.</summary>
    public bool? Flag(string name)
    {
        if (Member(name, required: false) is not { } member)
        {
            return null;
        }

        if (member.ValueKind is JsonValueKind.True or JsonValueKind.False)
        {
            return member.GetBoolean();
        }

        Reject(name, $"Expected true or false, found {Kind(member)}.");
        return null;
    }

    /// <summary>A whole number from <paramref name="least"/> to <paramref name="most"/>, both included.</summary>
    public int? Whole(string name, int least, int most, bool required = false)
    {
        if (Member(name, required) is not { } member)
        {
            return null;
        }

        if (member.ValueKind == JsonValueKind.Number && member.TryGetInt32(out int number) && number >= least && number <= most)
        {
            return number;
        }

        Reject(name, string.Create(CultureInfo.InvariantCulture, $"Expected a whole number from {least} to {most}."));
        return null;
    }

    /// <summary>An instant, RFC 3339, with its offset.</summary>
    public DateTimeOffset? Instant(string name, bool required = false)
    {
        if (Member(name, required) is not { } member)
        {
            return null;
        }

        // Without an offset it would be an instant in a zone that nobody named.
        if (member.ValueKind == JsonValueKind.String && TryGetText(member, out string text)
            && text.IndexOf('T', StringComparison.Ordinal) is > 0 and var time
            && (text.EndsWith('Z') || text.LastIndexOfAny(['+', '-']) > time)
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTimeOffset instant))
        {
            return instant.ToUniversalTime();
        }

        Reject(name, "Expected a time with its offset such as 2026-11-22T12:00:00Z.");
        return null;
    }

    /// <summary>A list of up to so many texts of one line; empty where it is left out.</summary>
    public IReadOnlyList<string> TextList(string name, int countMax, int lengthMax, bool required = false)
    {
        if (Member(name, required) is not { } member)
        {
            return [];
        }

        if (member.ValueKind != JsonValueKind.Array || member.GetArrayLength() > countMax || (required && member.GetArrayLength() == 0))
        {
            Reject(name, $"Expected a list of {(required ? 1 : 0)} to {countMax} texts.");
            return [];
        }

        var texts = new List<string>();
        foreach (JsonElement item in member.EnumerateArray())
        {
            string? text = item.ValueKind == JsonValueKind.String && TryGetText(item, out string read) ? read : null;
            if ((text is null ? "It is no text." : TextRules.Mistake(text, lengthMax, multiline: false)) is { } mistake)
            {
                _errors.Add(new FieldError(string.Create(CultureInfo.InvariantCulture, $"{Pointer(name)}/{texts.Count}"), mistake));
                return [];
            }

            texts.Add(text!);
        }

        return texts;
    }

    /// <summary>A list of up to so many objects; empty where it is left out or wrong.</summary>
    public IReadOnlyList<FieldReader> Objects(string name, int countMax)
    {
        if (Member(name, required: false) is not { } member)
        {
            return [];
        }

        if (member.ValueKind != JsonValueKind.Array || member.GetArrayLength() > countMax)
        {
            Reject(name, string.Create(CultureInfo.InvariantCulture, $"Expected a list of 0 to {countMax} objects."));
            return [];
        }

        return
        [
            .. member.EnumerateArray().Select((item, index) =>
                new FieldReader(item, string.Create(CultureInfo.InvariantCulture, $"{Pointer(name)}/{index}"), _errors)),
        ];
    }

    /// <summary>Adds a mistake of the object itself.</summary>
    public void RejectWhole(string detail) => _errors.Add(new FieldError(_path, detail));

    /// <summary>Bytes in base64 (RFC 4648, 4), without line breaks; null with a mistake where there are none.</summary>
    public byte[]? Base64(string name)
    {
        if (Member(name, required: true) is not { } member)
        {
            return null;
        }

        // The decoder skips white space, and so would take more than one writing of the same bytes.
        if (member.ValueKind == JsonValueKind.String && TryGetText(member, out string text)
            && text.Length % 4 == 0 && !text.Any(char.IsWhiteSpace) && member.TryGetBytesFromBase64(out byte[]? bytes))
        {
            return bytes;
        }

        Reject(name, "Expected bytes in base64, with their padding and without line breaks.");
        return null;
    }

    /// <summary>A list of 1 to so many whole numbers from 1 on; empty where it is missing or wrong.</summary>
    public IReadOnlyList<int> WholeList(string name, int countMax)
    {
        if (Member(name, required: true) is not { } member)
        {
            return [];
        }

        if (member.ValueKind == JsonValueKind.Array && member.GetArrayLength() is > 0 and var count && count <= countMax
            && member.EnumerateArray().All(static item => item.ValueKind == JsonValueKind.Number && item.TryGetInt32(out int number) && number > 0))
        {
            return [.. member.EnumerateArray().Select(static item => item.GetInt32())];
        }

        Reject(name, string.Create(CultureInfo.InvariantCulture, $"Expected a list of 1 to {countMax} whole numbers from 1 on."));
        return [];
    }
}
