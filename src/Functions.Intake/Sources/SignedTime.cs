using System.Globalization;

namespace Support.Functions.Intake.Sources;

/// <summary>The time that a sender signed, by which an old request that somebody sends again is known.</summary>
public static class SignedTime
{
    private const long FirstMilliseconds = 100_000_000_000;

    /// <summary>Reads seconds or milliseconds since 1970, or RFC 3339; null when it is none of them.</summary>
    public static DateTimeOffset? Read(string? text)
    {
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long number))
        {
            return number < FirstMilliseconds ? DateTimeOffset.FromUnixTimeSeconds(number)
                : number < FirstMilliseconds * 1000 ? DateTimeOffset.FromUnixTimeMilliseconds(number) : null;
        }

        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time) ? time : null;
    }

    /// <summary>Whether a time is near enough to now, before or after.</summary>
    public static bool IsNear(DateTimeOffset time, DateTimeOffset now, TimeSpan tolerance) => (now - time).Duration() <= tolerance;
}
