using System.Text.Json.Serialization;
using Support.Domain.Calendars;
using Support.Domain.Notices;

namespace Support.Domain.Model;

/// <summary>When an agent is not to be disturbed by what can wait.</summary>
public sealed record QuietHours
{
    /// <summary>An IANA time zone, such as <c>Europe/Berlin</c>.</summary>
    public required string TimeZone { get; init; }

    /// <summary>The quiet hours by weekday, as the opening hours of a calendar: <c>22:00-07:00</c> crosses midnight.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<string>> Weekly { get; init; }

    /// <summary>Priorities of tickets whose notices do not wait.</summary>
    public IReadOnlyList<Priority> Priorities { get; init; } = [Priority.Critical];

    /// <summary>Reasons of notices that do not wait, beside pages and major incidents, which never do.</summary>
    public IReadOnlyList<NoticeReason> Reasons { get; init; } = [];

    /// <summary>The rest of the week, in which people may be told of everything.</summary>
    [JsonIgnore]
    public BusinessCalendar Awake { get; init; } = BusinessCalendar.AlwaysOpen;

    /// <summary>When the quiet hours end that the instant lies in; null when it lies in none.</summary>
    public DateTimeOffset? EndAfter(DateTimeOffset at) => Awake.NextOpening(at) is { } end && end > at ? end : null;

    /// <summary>The hours that are not quiet, cut at midnight; null when there are none.</summary>
    internal CalendarDefinition? Rest()
    {
        const int week = 7 * OpeningInterval.MinutesPerDay;
        bool[] quiet = new bool[week];
        for (int day = 0; day < WeeklyHours.DayNames.Length; day++)
        {
            foreach (string text in Weekly.GetValueOrDefault(WeeklyHours.DayNames[day]) ?? [])
            {
                _ = OpeningInterval.TryParse(text, out OpeningInterval interval);
                int length = interval.EndMinute - interval.StartMinute + (interval.CrossesMidnight ? OpeningInterval.MinutesPerDay : 0);
                for (int minute = 0; minute < length; minute++)
                {
                    quiet[((day * OpeningInterval.MinutesPerDay) + interval.StartMinute + minute) % week] = true;
                }
            }
        }

        Dictionary<string, IReadOnlyList<string>> rest = Enumerable.Range(0, WeeklyHours.DayNames.Length).ToDictionary(
            static day => WeeklyHours.DayNames[day],
            IReadOnlyList<string> (day) => [.. RunsOf(quiet.AsSpan(day * OpeningInterval.MinutesPerDay, OpeningInterval.MinutesPerDay))]);
        return rest.Values.All(static day => day.Count == 0) ? null : new CalendarDefinition { TimeZone = TimeZone, Weekly = rest };
    }

    private static List<string> RunsOf(ReadOnlySpan<bool> quiet)
    {
        var runs = new List<string>();
        int start = -1;
        for (int minute = 0; minute <= quiet.Length; minute++)
        {
            bool awake = minute < quiet.Length && !quiet[minute];
            if (awake && start < 0)
            {
                start = minute;
            }
            else if (!awake && start >= 0)
            {
                runs.Add(new OpeningInterval(start, minute).ToString());
                start = -1;
            }
        }

        return runs;
    }
}

/// <summary>What an agent wants to be told of.</summary>
public sealed record NotificationChoices
{
    /// <summary>Whether mails are wanted; pages and major incidents are mailed all the same.</summary>
    public bool Email { get; init; } = true;

    /// <summary>Reasons for which no mail is wanted; never pages and major incidents.</summary>
    public IReadOnlyList<NoticeReason> Without { get; init; } = [];
}
