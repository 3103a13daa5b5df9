using System.Globalization;
using System.Text.Json;
using NodaTime;

namespace Support.Local.SlaCases;

/// <summary>Instants as cases write them: <c>at</c> in UTC, or <c>at_local</c> on the wall clock of <c>tz</c>.</summary>
internal static class CaseTime
{
    private const string LocalFormat = "yyyy-MM-dd'T'HH:mm:ss";

    public static DateTimeOffset At(JsonElement element)
    {
        if (element.TextOrNull("at") is { } text)
        {
            return Utc(text);
        }

        string local = element.TextOrNull("at_local") ?? throw new FormatException("an event has neither 'at' nor 'at_local'");
        return Local(local, element.TextOrNull("tz") ?? throw new FormatException("an event with 'at_local' has no 'tz'"));
    }

    public static DateTimeOffset Utc(string text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out DateTimeOffset at)
            ? at
            : throw new FormatException($"'{text}' is no instant");

    public static DateTimeOffset Local(string text, string zone) =>
        DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTime local)
            ? LocalDateTime.FromDateTime(local).InZoneLeniently(Zone(zone)).ToDateTimeOffset().ToUniversalTime()
            : throw new FormatException($"'{text}' is no local time");

    public static string InZone(DateTimeOffset at, string zone) =>
        Instant.FromDateTimeOffset(at).InZone(Zone(zone)).ToDateTimeUnspecified().ToString(LocalFormat, CultureInfo.InvariantCulture);

    /// <summary>In UTC; seconds, and their fraction only where there is one.</summary>
    public static string Text(DateTimeOffset at) =>
        at.UtcDateTime.ToString(at.Ticks % TimeSpan.TicksPerSecond == 0 ? "yyyy-MM-dd'T'HH:mm:ss'Z'" : "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);

    private static DateTimeZone Zone(string zone) =>
        DateTimeZoneProviders.Tzdb.GetZoneOrNull(zone) ?? throw new FormatException($"'{zone}' is no IANA time zone");
}
