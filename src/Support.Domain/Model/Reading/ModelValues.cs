using System.Globalization;
using NodaTime;
using Support.Domain.Json;

namespace Support.Domain.Model.Reading;

/// <summary>The kinds of value that the file is made of.</summary>
internal static class ModelValues
{
    public const int NameLengthMax = 120;
    public const int IdLengthMax = 40;
    public const int ShareDecimalsMax = 4;
    public const string IdExpected = "an id of 1 to 40 small letters, digits and hyphens, the first no hyphen";

    private static readonly TimeSpan DurationMax = TimeSpan.FromDays(366);
    private static readonly string[] LocalFormats = ["yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss"];
    private static readonly string[] InstantFormats = ["yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ssK"];

    /// <summary>A line of text for people. No control characters: names go into the headers of mails.</summary>
    public static string? Name(this ModelNode node)
    {
        string? text = node.RawText("a text");
        if (text is null || (text.Trim().Length > 0 && text.Length <= NameLengthMax && !text.Any(char.IsControl)))
        {
            return text;
        }

        node.Mistake($"Expected a text of 1 to {NameLengthMax} characters on one line, found {node.Found()}.");
        return null;
    }

    public static string? Id(this ModelNode node)
    {
        string? text = node.RawText("an id");
        if (text is null || IsId(text))
        {
            return text;
        }

        node.Mistake($"Expected {IdExpected}, found {node.Found()}.");
        return null;
    }

    public static bool IsId(string text) =>
        text.Length is > 0 and <= IdLengthMax && text[0] != '-'
        && text.All(static letter => letter == '-' || char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter));

    /// <summary>A name that is declared elsewhere in the file.</summary>
    public static string? Reference(this ModelNode node, Named kind)
    {
        string? name = node.RawText("an id");
        if (name is not null)
        {
            node.Reading.References.Use(kind, name, node.Pointer);
        }

        return name;
    }

    public static T? Word<T>(this ModelNode node)
        where T : struct, Enum
    {
        string? word = node.RawText(Suggestion.OneOf(Words<T>.All));
        T? value = word is null ? null : Words<T>.Find(word);
        if (word is not null && value is null)
        {
            node.Mistake($"{Suggestion.Quoted(word)} is unknown here; {Suggestion.For(word, Words<T>.All)}");
        }

        return value;
    }

    public static string? Address(this ModelNode node)
    {
        string? text = node.RawText("a mail address");
        if (text is null || MailAddressFormat.IsValid(text))
        {
            return text;
        }

        node.Mistake($"Expected a mail address such as help@example.test, found {node.Found()}.");
        return null;
    }

    public static TimeSpan? Duration(this ModelNode node)
    {
        string? text = node.RawText("an ISO 8601 duration such as PT15M");
        if (text is null)
        {
            return null;
        }

        if (!text.Any(char.IsWhiteSpace) && IsoDuration.TryParse(text, out TimeSpan duration)
            && duration > TimeSpan.Zero && duration <= DurationMax)
        {
            return duration;
        }

        node.Mistake($"Expected an ISO 8601 duration above zero and up to P366D, such as PT15M, found {node.Found()}.");
        return null;
    }

    /// <summary>A share of a target, at most four decimals, so that it is written alike wherever it is recorded.</summary>
    public static decimal? Share(this ModelNode node, string expected, Func<decimal, bool> isExpected)
    {
        decimal? share = node.Number(expected);
        if (share is null || (isExpected(share.Value) && decimal.Round(share.Value, ShareDecimalsMax) == share.Value))
        {
            // Dividing by one with all its decimals takes trailing zeros away: 0.50 and 0.5 are one share.
            return share / 1.0000000000000000000000000000m;
        }

        node.Mistake($"Expected {expected} with at most {ShareDecimalsMax} decimals, found {node.Found()}.");
        return null;
    }

    public static string? TimeZone(this ModelNode node)
    {
        string? text = node.RawText("an IANA time zone");
        if (text is null || DateTimeZoneProviders.Tzdb.GetZoneOrNull(text) is not null)
        {
            return text;
        }

        if (!node.Reading.IsFull)
        {
            node.Mistake($"{Suggestion.Quoted(text)} is no IANA time zone; {Suggestion.For(text, DateTimeZoneProviders.Tzdb.Ids)}");
        }

        return null;
    }

    public static DateTime? LocalTime(this ModelNode node)
    {
        string? text = node.RawText("a local date and time");
        if (text is null)
        {
            return null;
        }

        if (DateTime.TryParseExact(text, LocalFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTime time))
        {
            return time;
        }

        node.Mistake($"Expected a local date and time such as 2026-01-05T09:00, found {node.Found()}.");
        return null;
    }

    public static DateTimeOffset? Moment(this ModelNode node)
    {
        string? text = node.RawText("a date and time");
        if (text is null)
        {
            return null;
        }

        // Without an offset the parser would take the machine's own.
        bool hasOffset = text.EndsWith('Z') || text.LastIndexOfAny(['+', '-']) > text.IndexOf('T', StringComparison.Ordinal);
        if (hasOffset && DateTimeOffset.TryParseExact(
            text, InstantFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTimeOffset moment))
        {
            return moment;
        }

        node.Mistake($"Expected a date and time with its offset, such as 2026-01-05T10:00+01:00, found {node.Found()}.");
        return null;
    }
}
