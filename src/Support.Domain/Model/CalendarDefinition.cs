using System.Text.Json.Serialization;
using Support.Domain.Calendars;

namespace Support.Domain.Model;

/// <summary>When business time passes, as the model file says it.</summary>
public sealed record CalendarDefinition
{
    /// <summary>An IANA time zone, such as <c>Europe/Berlin</c>.</summary>
    public required string TimeZone { get; init; }

    /// <summary>
    /// Opening hours by weekday (<c>monday</c> …): intervals <c>HH:mm-HH:mm</c> on the wall clock, in order, not
    /// overlapping. <c>24:00</c> is the end of the day; an interval whose end is before its start crosses midnight. A day
    /// left out is closed. Null when <see cref="AlwaysOpen"/>.
    /// </summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>>? Weekly { get; init; }

    /// <summary>24x7: no hours, no holidays.</summary>
    public bool AlwaysOpen { get; init; }

    /// <summary>
    /// Days on which the week's hours do not hold, from midnight to midnight: hours that cross midnight into a holiday end
    /// there, and those that cross out of it begin there. On a day that has several, a single date goes before one of every
    /// year, and the first of two alike before the other.
    /// </summary>
    public IReadOnlyList<Holiday> Holidays { get; init; } = [];

    /// <summary>iCalendar files of more holidays, beside the model file. <see cref="Holidays"/> go before those of files.</summary>
    public IReadOnlyList<string> HolidayFiles { get; init; } = [];

    /// <summary>The holidays of those files.</summary>
    [JsonIgnore]
    public IReadOnlyList<Holiday> FileHolidays { get; init; } = [];

    /// <summary>The calendar that computes.</summary>
    [JsonIgnore]
    public BusinessCalendar Compiled { get; init; } = BusinessCalendar.AlwaysOpen;
}

/// <summary>A day without business time, or with hours of its own.</summary>
public sealed record Holiday
{
    /// <summary>One date, <c>2026-12-25</c>, or each year's, <c>12-25</c>.</summary>
    public required string Date { get; init; }

    /// <summary>What people call it.</summary>
    public required string Name { get; init; }

    /// <summary>
    /// When the desk is open on that day all the same: intervals as in <see cref="CalendarDefinition.Weekly"/>, none over
    /// midnight. Null when it is closed.
    /// </summary>
    public IReadOnlyList<string>? Hours { get; init; }
}
