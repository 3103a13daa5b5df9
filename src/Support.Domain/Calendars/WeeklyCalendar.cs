using NodaTime;

namespace Support.Domain.Calendars;

/// <summary>
/// Weekly opening hours in a time zone, without holidays. Business time passes at an instant when the wall clock of the
/// zone shows an open time at that instant. So an hour that daylight saving skips is not worked and an hour that it
/// repeats is worked twice, if it is an open one.
/// </summary>
/// <remarks>
/// The wall clock runs evenly between two changes of the zone's offset, so the arithmetic goes stretch by stretch of
/// constant offset and, within one, day by day on plain ticks.
/// </remarks>
internal sealed class WeeklyCalendar(DateTimeZone zone, WeeklyHours hours, HolidayDates holidays) : BusinessCalendar
{
    /// <inheritdoc />
    public override TimeSpan Elapsed(DateTimeOffset from, DateTimeOffset to)
    {
        long total = 0;
        long position = from.UtcTicks;
        while (position < to.UtcTicks)
        {
            EvenStretch stretch = StretchAt(position, to.UtcTicks);
            total += OpenBetween(position + stretch.OffsetTicks, stretch.EndUtcTicks + stretch.OffsetTicks);
            position = stretch.EndUtcTicks;
        }

        return TimeSpan.FromTicks(total);
    }

    /// <inheritdoc />
    public override DateTimeOffset? Add(DateTimeOffset from, TimeSpan amount)
    {
        if (amount <= TimeSpan.Zero)
        {
            return from;
        }

        long remaining = amount.Ticks;
        long position = from.UtcTicks;
        long end = Math.Min(position + Horizon.Ticks, DateTimeOffset.MaxValue.UtcTicks);
        while (position < end)
        {
            EvenStretch stretch = StretchAt(position, end);
            if (Spend(ref remaining, position + stretch.OffsetTicks, stretch.EndUtcTicks + stretch.OffsetTicks) is long due)
            {
                return new DateTimeOffset(due - stretch.OffsetTicks, TimeSpan.Zero);
            }

            position = stretch.EndUtcTicks;
        }

        return null;
    }

    /// <inheritdoc />
    public override bool IsOpen(DateTimeOffset at)
    {
        long local = at.UtcTicks + StretchAt(at.UtcTicks, long.MaxValue).OffsetTicks;
        int day = DayOf(local);
        long tick = local - MidnightOf(day);
        foreach (OpenTicks open in OpenOn(day))
        {
            if (open.Start <= tick && tick < open.End)
            {
                return true;
            }
        }

        return false;
    }

    /// <inheritdoc />
    public override DateTimeOffset? NextOpening(DateTimeOffset at)
    {
        long position = at.UtcTicks;
        long end = Math.Min(position + Horizon.Ticks, DateTimeOffset.MaxValue.UtcTicks);
        while (position < end)
        {
            EvenStretch stretch = StretchAt(position, end);
            if (OpeningBetween(position + stretch.OffsetTicks, stretch.EndUtcTicks + stretch.OffsetTicks) is long opening)
            {
                return new DateTimeOffset(opening - stretch.OffsetTicks, TimeSpan.Zero);
            }

            position = stretch.EndUtcTicks;
        }

        return null;
    }

    /// <summary>The first open tick between two moments of the wall clock; null when there is none.</summary>
    private long? OpeningBetween(long from, long to)
    {
        for (int day = DayOf(from); MidnightOf(day) < to; day++)
        {
            long midnight = MidnightOf(day);
            foreach (OpenTicks open in OpenOn(day))
            {
                long start = Math.Max(from, midnight + open.Start);
                if (start < Math.Min(to, midnight + open.End))
                {
                    return start;
                }
            }
        }

        return null;
    }

    /// <summary>The open ticks between two moments of the wall clock.</summary>
    private long OpenBetween(long from, long to)
    {
        long total = 0;
        for (int day = DayOf(from); MidnightOf(day) < to; day++)
        {
            long midnight = MidnightOf(day);
            foreach (OpenTicks open in OpenOn(day))
            {
                long start = Math.Max(from, midnight + open.Start);
                long end = Math.Min(to, midnight + open.End);
                total += Math.Max(0, end - start);
            }
        }

        return total;
    }

    /// <summary>Takes open ticks between two moments of the wall clock off the remaining; the moment at which none remains, or null.</summary>
    private long? Spend(ref long remaining, long from, long to)
    {
        for (int day = DayOf(from); MidnightOf(day) < to; day++)
        {
            long midnight = MidnightOf(day);
            foreach (OpenTicks open in OpenOn(day))
            {
                long start = Math.Max(from, midnight + open.Start);
                long available = Math.Max(0, Math.Min(to, midnight + open.End) - start);
                if (remaining <= available)
                {
                    return start + remaining;
                }

                remaining -= available;
            }
        }

        return null;
    }

    private ReadOnlySpan<OpenTicks> OpenOn(int day) => holidays.Contains(day) ? [] : hours.OfDay(day);

    private EvenStretch StretchAt(long utcTicks, long endUtcTicks)
    {
        NodaTime.TimeZones.ZoneInterval interval =
            zone.GetZoneInterval(Instant.FromUnixTimeTicks(utcTicks - DateTimeOffset.UnixEpoch.Ticks));
        long end = interval.HasEnd ? interval.End.ToUnixTimeTicks() + DateTimeOffset.UnixEpoch.Ticks : long.MaxValue;
        return new EvenStretch(interval.WallOffset.Ticks, Math.Min(end, endUtcTicks));
    }

    // Rounds down, not to zero: west of Greenwich the local time of the first instants lies before the year 1.
    private static int DayOf(long localTicks) =>
        (int)((localTicks + TimeSpan.TicksPerDay) / TimeSpan.TicksPerDay) - 1;

    private static long MidnightOf(int day) => day * TimeSpan.TicksPerDay;

    /// <summary>A stretch of time over which the zone's offset stays the same.</summary>
    private readonly record struct EvenStretch(long OffsetTicks, long EndUtcTicks);
}
