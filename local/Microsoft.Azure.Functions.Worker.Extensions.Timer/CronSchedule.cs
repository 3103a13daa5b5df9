namespace Support.Local.Timers;

/// <summary>
/// An NCRONTAB schedule: six fields, second minute hour day month day-of-week; an occurrence satisfies all of them
/// (unlike cron's, where either day is enough). UTC.
/// </summary>
internal sealed class CronSchedule
{
    // February 29th on a given day of the week comes every 40 years at the latest.
    private const int YearsAhead = 41;

    private static readonly string[] Months =
        ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

    private static readonly string[] Days = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];

    private readonly CronField _second;
    private readonly CronField _minute;
    private readonly CronField _hour;
    private readonly CronField _day;
    private readonly CronField _month;
    private readonly CronField _dayOfWeek;

    private CronSchedule(string[] fields)
    {
        _second = CronField.Parse(fields[0], "second", 0, 59);
        _minute = CronField.Parse(fields[1], "minute", 0, 59);
        _hour = CronField.Parse(fields[2], "hour", 0, 23);
        _day = CronField.Parse(fields[3], "day", 1, 31);
        _month = CronField.Parse(fields[4], "month", 1, 12, Months);
        _dayOfWeek = CronField.Parse(fields[5], "day of the week", 0, 6, Days);
    }

    /// <exception cref="FormatException">The text is no schedule, or one that never comes.</exception>
    public static CronSchedule Parse(string text)
    {
        string[] fields = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (fields.Length != 6)
        {
            throw new FormatException($"The schedule '{text}' has {fields.Length} fields instead of six: second minute hour day month day-of-week.");
        }

        var schedule = new CronSchedule(fields);
        return schedule.NextAfter(DateTimeOffset.UnixEpoch) is null
            ? throw new FormatException($"The schedule '{text}' never comes.")
            : schedule;
    }

    /// <summary>The first occurrence after a time; none only for a schedule that never comes.</summary>
    public DateTimeOffset? NextAfter(DateTimeOffset time)
    {
        DateTime from = time.UtcDateTime;
        from = new DateTime(from.Ticks - (from.Ticks % TimeSpan.TicksPerSecond), DateTimeKind.Utc).AddSeconds(1);
        DateTime day = from.Date;
        DateTime end = day.AddYears(YearsAhead);
        for (TimeSpan earliest = from.TimeOfDay; day < end; earliest = TimeSpan.Zero)
        {
            if (_month.Allows(day.Month))
            {
                if (_day.Allows(day.Day) && _dayOfWeek.Allows((int)day.DayOfWeek) && NextInDay(earliest) is { } timeOfDay)
                {
                    return new DateTimeOffset(day + timeOfDay, TimeSpan.Zero);
                }

                day = day.AddDays(1);
            }
            else
            {
                day = new DateTime(day.Year, day.Month, 1, 0, 0, 0, DateTimeKind.Utc).AddMonths(1);
            }
        }

        return null;
    }

    private TimeSpan? NextInDay(TimeSpan earliest)
    {
        int minHour = earliest.Hours;
        while (_hour.FirstFrom(minHour) is { } hour)
        {
            int minMinute = hour == earliest.Hours ? earliest.Minutes : 0;
            while (_minute.FirstFrom(minMinute) is { } minute)
            {
                bool earliestMinute = hour == earliest.Hours && minute == earliest.Minutes;
                if (_second.FirstFrom(earliestMinute ? earliest.Seconds : 0) is { } second)
                {
                    return new TimeSpan(hour, minute, second);
                }

                minMinute = minute + 1;
            }

            minHour = hour + 1;
        }

        return null;
    }
}
