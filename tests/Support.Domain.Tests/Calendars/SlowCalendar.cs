using System.Globalization;
using NodaTime;
using NodaTime.TimeZones;
using Support.Domain.Calendars;
using Support.Domain.Model;

namespace Support.Domain.Tests.Calendars;

/// <summary>
/// A calendar computed the slow and obvious way: every minute of time is looked at on the wall clock of the zone. It
/// shares nothing with the code under test but the definition.
/// </summary>
internal sealed class SlowCalendar(CalendarDefinition definition)
{
    private readonly DateTimeZone _zone = DateTimeZoneProviders.Tzdb[definition.TimeZone];
    private readonly Dictionary<long, Day> _days = [];

    // What the walk looked at last: it stays there for many minutes.
    private long _offsetMinutes;
    private long _offsetFrom = long.MaxValue;
    private long _offsetUntil = long.MinValue;
    private long _dayNumber = long.MinValue;
    private Day _day = new([], null);

    /// <summary>The minutes from one instant to another, whole or cut short at the ends, in ticks.</summary>
    public IEnumerable<(long From, long To, bool IsOpen, string? Holiday)> Minutes(DateTimeOffset from, DateTimeOffset to)
    {
        long end = to.UtcTicks;
        for (long at = from.UtcTicks; at < end;)
        {
            long next = Math.Min(((at / TimeSpan.TicksPerMinute) + 1) * TimeSpan.TicksPerMinute, end);
            (bool isOpen, string? holiday) = At(at);
            yield return (at, next, isOpen, holiday);
            at = next;
        }
    }

    public bool IsOpen(DateTimeOffset at) => At(at.UtcTicks).IsOpen;

    public TimeSpan Elapsed(DateTimeOffset from, DateTimeOffset to)
    {
        long total = 0;
        foreach ((long start, long end, bool isOpen, _) in Minutes(from, to))
        {
            total += isOpen ? end - start : 0;
        }

        return TimeSpan.FromTicks(total);
    }

    /// <summary>When an amount above zero has passed; null when it has not within so many days.</summary>
    public DateTimeOffset? Add(DateTimeOffset from, TimeSpan amount, int days)
    {
        long remaining = amount.Ticks;
        foreach ((long start, long end, bool isOpen, _) in Minutes(from, from.AddDays(days)))
        {
            if (isOpen && remaining <= end - start)
            {
                return new DateTimeOffset(start + remaining, TimeSpan.Zero);
            }

            remaining -= isOpen ? end - start : 0;
        }

        return null;
    }

    /// <summary>The first open instant from then on; null when there is none within so many days.</summary>
    public DateTimeOffset? NextOpening(DateTimeOffset at, int days)
    {
        foreach ((long start, _, bool isOpen, _) in Minutes(at, at.AddDays(days)))
        {
            if (isOpen)
            {
                return new DateTimeOffset(start, TimeSpan.Zero);
            }
        }

        return null;
    }

    /// <summary>Whether any open minute of the wall clock lies between two of its readings.</summary>
    public bool AnyOpen(LocalDateTime from, LocalDateTime to)
    {
        for (LocalDateTime minute = from; minute < to; minute = minute.PlusMinutes(1))
        {
            if (definition.AlwaysOpen || Picture(minute.Date).Open[(minute.Hour * 60) + minute.Minute])
            {
                return true;
            }
        }

        return false;
    }

    private (bool IsOpen, string? Holiday) At(long utcTicks)
    {
        if (definition.AlwaysOpen)
        {
            return (true, null);
        }

        if (utcTicks >= _offsetUntil || utcTicks < _offsetFrom)
        {
            ZoneInterval interval = _zone.GetZoneInterval(Instant.FromDateTimeOffset(new DateTimeOffset(utcTicks, TimeSpan.Zero)));
            _offsetMinutes = interval.WallOffset.Seconds / 60;
            _offsetFrom = interval.HasStart ? interval.Start.ToDateTimeOffset().UtcTicks : long.MinValue;
            _offsetUntil = interval.HasEnd ? interval.End.ToDateTimeOffset().UtcTicks : long.MaxValue;
        }

        // A day has 1440 minutes on the wall clock, whatever the zone does.
        long minutes = (utcTicks / TimeSpan.TicksPerMinute) + _offsetMinutes;
        if (minutes / OpeningInterval.MinutesPerDay != _dayNumber)
        {
            _dayNumber = minutes / OpeningInterval.MinutesPerDay;
            if (!_days.TryGetValue(_dayNumber, out _day!))
            {
                _day = Picture(LocalDate.FromDateOnly(DateOnly.FromDayNumber((int)_dayNumber)));
                _days.Add(_dayNumber, _day);
            }
        }

        return (_day.Open[minutes % OpeningInterval.MinutesPerDay], _day.Holiday);
    }

    /// <summary>A day, minute by minute.</summary>
    private Day Picture(LocalDate date)
    {
        var open = new bool[OpeningInterval.MinutesPerDay];
        string single = date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        string yearly = single[5..];
        Holiday? holiday = definition.Holidays.FirstOrDefault(day => day.Date == single)
            ?? definition.Holidays.FirstOrDefault(day => day.Date == yearly);
        foreach ((int start, int end) in holiday is null ? UsualHours(date) : (holiday.Hours ?? []).Select(Parse))
        {
            Array.Fill(open, true, start, end - start);
        }

        return new Day(open, holiday?.Name);
    }

    private IEnumerable<(int Start, int End)> UsualHours(LocalDate date)
    {
        foreach ((int start, int end) in HoursOf(date))
        {
            yield return (start, end > start ? end : OpeningInterval.MinutesPerDay);
        }

        foreach ((int start, int end) in HoursOf(date.PlusDays(-1)))
        {
            if (end <= start)
            {
                yield return (0, end);
            }
        }
    }

    private IEnumerable<(int Start, int End)> HoursOf(LocalDate date) =>
        definition.Weekly!.GetValueOrDefault(WeeklyHours.DayNames[(int)date.DayOfWeek % 7])?.Select(Parse) ?? [];

    private static (int Start, int End) Parse(string hours) => (MinuteOf(hours[..5]), MinuteOf(hours[6..]));

    private static int MinuteOf(string time) =>
        (int.Parse(time[..2], CultureInfo.InvariantCulture) * 60) + int.Parse(time[3..], CultureInfo.InvariantCulture);

    private sealed record Day(bool[] Open, string? Holiday);
}
