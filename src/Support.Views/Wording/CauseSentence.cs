using System.Globalization;
using System.Text.RegularExpressions;
using Support.Domain.Json;

namespace Support.Views.Wording;

/// <summary>Makes a recorded cause readable: the history writes durations and instants as machines do.</summary>
internal static partial class CauseSentence
{
    private const int MaxLength = 500;

    /// <summary>The cause as a sentence that may follow a colon; null when there is none.</summary>
    public static string? Of(string? cause)
    {
        string line = CleanText.Line(cause, MaxLength);
        if (line.Length == 0)
        {
            return null;
        }

        line = IsoDurations().Replace(line, match =>
            IsoDuration.TryParse(match.Value, out TimeSpan value) ? TimeWords.Duration(value) : match.Value);
        line = IsoInstants().Replace(line, match =>
            DateTimeOffset.TryParse(match.Value, CultureInfo.InvariantCulture, out DateTimeOffset at) ? TimeWords.At(at) : match.Value);
        line = CleanText.Cut(line, MaxLength);
        return line[^1] is '.' or '!' or '?' or '…' ? line : line + ".";
    }

    [GeneratedRegex(@"\bPT(?:\d+(?:\.\d+)?[HMS])+\b", RegexOptions.CultureInvariant)]
    private static partial Regex IsoDurations();

    [GeneratedRegex(@"\b\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", RegexOptions.CultureInvariant)]
    private static partial Regex IsoInstants();
}
