namespace Support.Domain.Tickets;

/// <summary>How a tag is written, so that <c>Pay Day</c> and <c>pay-day</c> are one tag.</summary>
public static class TagFormat
{
    /// <summary>The longest tag.</summary>
    public const int LengthMax = 40;

    /// <summary>The second half of a sentence on a text that is no tag.</summary>
    public const string Expected = "1 to 40 letters, digits, hyphens, underscores, dots and colons";

    /// <summary>The tag in small letters, blanks as hyphens; null when the text is none.</summary>
    public static string? Normalise(string text)
    {
        string tag = text.Trim().ToLowerInvariant().Replace(' ', '-');
        return tag.Length is > 0 and <= LengthMax && tag.All(static letter => char.IsLetterOrDigit(letter) || letter is '-' or '_' or '.' or ':')
            ? tag
            : null;
    }
}
