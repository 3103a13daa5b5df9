using System.Collections.Immutable;

namespace Support.Domain.Calendars;

/// <summary>
/// Opening hours of a week, cut at midnight: for each weekday the open ticks of that day alone, in order. An interval
/// that crosses midnight becomes the end of its day and the beginning of the next, which is what lets a holiday shut
/// exactly one civil day.
/// </summary>
internal sealed class WeeklyHours
{
    /// <summary>The names of the days, in the order of <see cref="DayOfWeek"/>.</summary>
    public static readonly ImmutableArray<string> DayNames =
        ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"];

    private readonly OpenTicks[][] _days;

    /// <summary>Makes the hours from intervals by weekday, index as <see cref="DayOfWeek"/>.</summary>
    public WeeklyHours(IReadOnlyList<IReadOnlyList<OpeningInterval>> week)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(week.Count, DayNames.Length);
        var days = new List<OpenTicks>[DayNames.Length];
        for (int day = 0; day < days.Length; day++)
        {
            days[day] = [];
        }

        for (int day = 0; day < days.Length; day++)
        {
            foreach (OpeningInterval interval in week[day])
            {
                AddCutAtMidnight(days, day, interval);
            }
        }

        _days = [.. days.Select(OpenTicks.Joined)];
    }

    /// <summary>The open ticks after midnight of a day by its number (<see cref="DateOnly.DayNumber"/>), no holiday considered.</summary>
    public ReadOnlySpan<OpenTicks> OfDay(int dayNumber)
    {
        // Day 0, 1 January of the year 1, is a Monday; days before it may be asked for near the beginning of time.
        int sinceSunday = (dayNumber + 1) % DayNames.Length;
        return _days[sinceSunday < 0 ? sinceSunday + DayNames.Length : sinceSunday];
    }

    private static void AddCutAtMidnight(List<OpenTicks>[] days, int day, OpeningInterval interval)
    {
        if (!interval.CrossesMidnight)
        {
            days[day].Add(OpenTicks.FromMinutes(interval.StartMinute, interval.EndMinute));
            return;
        }

        days[day].Add(OpenTicks.FromMinutes(interval.StartMinute, OpeningInterval.MinutesPerDay));
        if (interval.EndMinute > 0)
        {
            days[(day + 1) % days.Length].Add(OpenTicks.FromMinutes(0, interval.EndMinute));
        }
    }
}
