namespace Support.Local.Timers;

/// <summary>
/// An NCRONTAB schedule: six fields, second minute hour day month day-of-week; an occurrence satisfies all of them
/// (unlike cron's, where either day is enough). By the clock on the wall in a time zone: what lies in an hour that is
/// left out comes an hour later, what lies in an hour that comes twice comes the second time.
/// </summary>
internal sealed class CronSchedule : TimerSchedule
{
    // February 29th on a given day of the week comes every 40 years at the latest.
    private const int YearsAhead = 41;

    private static readonly string[] Months =
        ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

    private static readonly string[] Days = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];

    private readonly TimeZoneInfo _zone;
    private readonly CronField _second;
    private readonly CronField _minute;
    private readonly CronField _hour;
    private readonly CronField _day;
    private readonly CronField _month;
    private readonly CronField _dayOfWeek;

    private CronSchedule(string[] fields, TimeZoneInfo zone)
    {
        _zone = zone;
        _second = CronField.Parse(fields[0], "second", 0, 59);
        _minute = CronField.Parse(fields[1], "minute", 0, 59);
        _hour = CronField.Parse(fields[2], "hour", 0, 23);
        _day = CronField.Parse(fields[3], "day", 1, 31);
        _month = CronField.Parse(fields[4], "month", 1, 12, Months);
        _dayOfWeek = CronField.Parse(fields[5], "day of the week", 0, 6, Days);
    }

    /// <exception cref="FormatException">The text is no schedule, or one that never comes.</exception>
    public static new CronSchedule Parse(string text, TimeZoneInfo zone)
    {
        string[] fields = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (fields.Length != 6)
        {
            throw new FormatException($"The schedule '{text}' has {fields.Length} fields instead of six: second minute hour day month day-of-week.");
        }

        var schedule = new CronSchedule(fields, zone);
        return schedule.NextAfter(DateTimeOffset.UnixEpoch) is null
            ? throw new FormatException($"The schedule '{text}' never comes.")
            : schedule;
    }

    public override DateTimeOffset? NextAfter(DateTimeOffset time)
    {
        DateTime onTheWall = TimeZoneInfo.ConvertTime(time, _zone).DateTime;
        while (NextOnTheWall(onTheWall) is { } next)
        {
            // Of a time that comes twice this is the offset of the second; of one that is left out, that before the gap.
            var moment = new DateTimeOffset(next, _zone.GetUtcOffset(next));
            if (moment > time)
            {
                return moment.ToUniversalTime();
            }

            onTheWall = next;
        }

        return null;
    }

    private DateTime? NextOnTheWall(DateTime time)
    {
        DateTime from = new DateTime(time.Ticks - (time.Ticks % TimeSpan.TicksPerSecond), DateTimeKind.Unspecified).AddSeconds(1);
        DateTime day = from.Date;
        DateTime end = day.AddYears(YearsAhead);
        for (TimeSpan earliest = from.TimeOfDay; day < end; earliest = TimeSpan.Zero)
        {
            if (_month.Allows(day.Month))
            {
                if (_day.Allows(day.Day) && _dayOfWeek.Allows((int)day.DayOfWeek) && NextInDay(earliest) is { } timeOfDay)
                {
                    return day + timeOfDay;
                }

                day = day.AddDays(1);
            }
            else
            {
                day = new DateTime(day.Year, day.Month, 1, 0, 0, 0, DateTimeKind.Unspecified).AddMonths(1);
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
