using Support.Domain.Calendars;
using Support.Domain.Model;

namespace Support.Domain.Tests.Calendars;

/// <summary>Calendars and moments, written briefly.</summary>
internal static class Hours
{
    public static BusinessCalendar Weekly(string timeZone, params (string Day, string[] Intervals)[] week) =>
        BusinessCalendar.From(Definition(timeZone, week));

    public static CalendarDefinition Definition(string timeZone, params (string Day, string[] Intervals)[] week) => new()
    {
        TimeZone = timeZone,
        Weekly = week.ToDictionary(static day => day.Day, IReadOnlyList<string> (day) => day.Intervals),
    };

    /// <summary>Monday to Friday, nine to five.</summary>
    public static CalendarDefinition OfficeDefinition(string timeZone = "Europe/Berlin") => Definition(
        timeZone,
        [.. new[] { "monday", "tuesday", "wednesday", "thursday", "friday" }.Select(static day => (day, new[] { "09:00-17:00" }))]);

    /// <inheritdoc cref="OfficeDefinition" />
    public static BusinessCalendar Office(string timeZone = "Europe/Berlin", params string[] holidays) =>
        BusinessCalendar.From(OfficeDefinition(timeZone) with
        {
            Holidays = [.. holidays.Select(static date => new Holiday { Date = date, Name = "Holiday" })],
        });

    /// <summary>A moment with its offset, <c>2026-01-05T09:00+01:00</c>.</summary>
    public static DateTimeOffset At(string text) =>
        DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
