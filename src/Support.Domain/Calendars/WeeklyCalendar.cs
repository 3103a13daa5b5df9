using NodaTime;
using NodaTime.TimeZones;

namespace Support.Domain.Calendars;

/// <summary>
/// Weekly opening hours in a time zone. Business time passes at an instant when the wall clock of the zone shows an open
/// time at that instant. So an hour that daylight saving skips is not worked and an hour that it repeats is worked twice,
/// if it is an open one.
/// </summary>
/// <remarks>
/// The wall clock runs evenly between two changes of the zone's offset, so the arithmetic goes stretch by stretch of
/// constant offset and, within one, on plain ticks.
/// </remarks>
internal sealed class WeeklyCalendar(DateTimeZone zone, OpenDays days) : BusinessCalendar
{
    /// <inheritdoc />
    public override TimeSpan Elapsed(DateTimeOffset from, DateTimeOffset to)
    {
        long total = 0;
        long position = from.UtcTicks;
        while (position < to.UtcTicks)
        {
            EvenStretch stretch = StretchAt(position, to.UtcTicks);
            total += days.Between(position + stretch.OffsetTicks, stretch.EndUtcTicks + stretch.OffsetTicks);
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

        if (amount > Horizon)
        {
            return null;
        }

        long remaining = amount.Ticks;
        long position = from.UtcTicks;
        long end = Math.Min(position + Horizon.Ticks, DateTimeOffset.MaxValue.UtcTicks);
        while (position < end)
        {
            EvenStretch stretch = StretchAt(position, end);
            if (days.Spend(ref remaining, position + stretch.OffsetTicks, stretch.EndUtcTicks + stretch.OffsetTicks) is long due)
            {
                return Utc(due - stretch.OffsetTicks);
            }

            position = stretch.EndUtcTicks;
        }

        return null;
    }

    /// <inheritdoc />
    public override bool IsOpen(DateTimeOffset at) =>
        days.IsOpen(at.UtcTicks + StretchAt(at.UtcTicks, long.MaxValue).OffsetTicks);

    /// <inheritdoc />
    public override IEnumerable<BusinessSegment> Segments(DateTimeOffset from, DateTimeOffset to)
    {
        BusinessSegment? last = null;
        foreach (BusinessSegment piece in Pieces(from.UtcTicks, to.UtcTicks))
        {
            if (last is { } before && before.To == piece.From && before.Cause == piece.Cause && before.Holiday == piece.Holiday)
            {
                last = before with { To = piece.To };
                continue;
            }

            if (last is { } done)
            {
                yield return done;
            }

            last = piece;
        }

        if (last is { } end)
        {
            yield return end;
        }
    }

    /// <summary>The same time in pieces that end at every midnight and wherever the wall clock is changed.</summary>
    private IEnumerable<BusinessSegment> Pieces(long position, long to)
    {
        while (position < to)
        {
            EvenStretch stretch = StretchAt(position, to);
            long end = stretch.EndUtcTicks + stretch.OffsetTicks;
            for (long moment = position + stretch.OffsetTicks; moment < end;)
            {
                BusinessSegment piece = PieceAt(moment, end, stretch.OffsetTicks);
                yield return piece;
                moment = piece.To.UtcTicks + stretch.OffsetTicks;
            }

            position = stretch.EndUtcTicks;
            if (position < to && ChangeAt(position, stretch.OffsetTicks) is { } change)
            {
                yield return change;
            }
        }
    }

    private BusinessSegment PieceAt(long moment, long end, long offsetTicks)
    {
        int day = OpenDays.DayOf(moment);
        long midnight = OpenDays.MidnightOf(day);
        string? holiday = days.HolidayOn(day);
        BusinessTimeCause cause = holiday is null ? BusinessTimeCause.ClosedHours : BusinessTimeCause.Holiday;
        long until = midnight + TimeSpan.TicksPerDay;
        foreach (OpenTicks open in days.On(day))
        {
            if (moment < midnight + open.Start)
            {
                until = midnight + open.Start;
                break;
            }

            if (moment < midnight + open.End)
            {
                cause = BusinessTimeCause.OpeningHours;
                until = midnight + open.End;
                break;
            }
        }

        return new BusinessSegment(
            Utc(moment - offsetTicks), Utc(Math.Min(until, end) - offsetTicks), cause, holiday, TimeSpan.Zero);
    }

    /// <summary>What a change of the zone's offset does to opening hours; null when it does nothing.</summary>
    private BusinessSegment? ChangeAt(long utcTicks, long offsetBefore)
    {
        long offset = StretchAt(utcTicks, long.MaxValue).OffsetTicks;
        bool isForward = offset > offsetBefore;
        long openTicks = isForward
            ? days.Between(utcTicks + offsetBefore, utcTicks + offset)
            : days.Between(utcTicks + offset, utcTicks + offsetBefore);
        return openTicks == 0
            ? null
            : new BusinessSegment(
                Utc(utcTicks),
                Utc(utcTicks),
                isForward ? BusinessTimeCause.ClockPutForward : BusinessTimeCause.ClockPutBack,
                null,
                TimeSpan.FromTicks(offset - offsetBefore));
    }

    private EvenStretch StretchAt(long utcTicks, long endUtcTicks)
    {
        ZoneInterval interval = zone.GetZoneInterval(Instant.FromUnixTimeTicks(utcTicks - DateTimeOffset.UnixEpoch.Ticks));
        long end = interval.HasEnd ? interval.End.ToUnixTimeTicks() + DateTimeOffset.UnixEpoch.Ticks : long.MaxValue;
        return new EvenStretch(interval.WallOffset.Ticks, Math.Min(end, endUtcTicks));
    }

    private static DateTimeOffset Utc(long ticks) => new(ticks, TimeSpan.Zero);

    /// <summary>A stretch of time over which the zone's offset stays the same.</summary>
    private readonly record struct EvenStretch(long OffsetTicks, long EndUtcTicks);
}
