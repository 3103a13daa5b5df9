using System.Globalization;

namespace Support.Views.Wording;

/// <summary>Writes instants and durations for people. Instants are in UTC and say so: a mail does not know where it is read.</summary>
internal static class TimeWords
{
    /// <summary><c>Sun 22 Nov 2026 12:15 UTC</c>.</summary>
    public static string At(DateTimeOffset at) =>
        at.UtcDateTime.ToString("ddd d MMM yyyy HH:mm 'UTC'", CultureInfo.InvariantCulture);

    /// <summary><c>Sunday 22 November 2026, 12:15 UTC</c>, for those who do not read such mails every day.</summary>
    public static string InFull(DateTimeOffset at) =>
        at.UtcDateTime.ToString("dddd d MMMM yyyy, HH:mm 'UTC'", CultureInfo.InvariantCulture);

    /// <summary>
    /// <c>4 hours</c>, <c>1 hour 30 minutes</c>. Never in days: in a support contract a day is often a working day. Parts of
    /// a second are left out.
    /// </summary>
    public static string Duration(TimeSpan value)
    {
        TimeSpan size = value.Duration();
        string[] parts =
        [
            .. Part(size.Ticks / TimeSpan.TicksPerHour, "hour"),
            .. Part(size.Minutes, "minute"),
            .. Part(size.Seconds, "second"),
        ];
        return parts.Length == 0 ? "0 minutes" : string.Join(' ', parts);
    }

    /// <summary><c>75 %</c>, <c>33.3 %</c>.</summary>
    public static string Percent(decimal share) => (share * 100).ToString("0.#", CultureInfo.InvariantCulture) + " %";

    private static IEnumerable<string> Part(long amount, string unit)
    {
        if (amount > 0)
        {
            string number = amount.ToString(CultureInfo.InvariantCulture);
            yield return amount == 1 ? $"{number} {unit}" : $"{number} {unit}s";
        }
    }
}
