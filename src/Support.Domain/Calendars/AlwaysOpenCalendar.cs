namespace Support.Domain.Calendars;

/// <summary>24x7.</summary>
internal sealed class AlwaysOpenCalendar : BusinessCalendar
{
    /// <inheritdoc />
    public override TimeSpan Elapsed(DateTimeOffset from, DateTimeOffset to) => to > from ? to - from : TimeSpan.Zero;

    /// <inheritdoc />
    public override DateTimeOffset? Add(DateTimeOffset from, TimeSpan amount)
    {
        if (amount <= TimeSpan.Zero)
        {
            return from;
        }

        bool withinReach = amount <= Horizon && amount <= DateTimeOffset.MaxValue - from;
        return withinReach ? new DateTimeOffset(from.UtcTicks + amount.Ticks, TimeSpan.Zero) : null;
    }

    /// <inheritdoc />
    public override bool IsOpen(DateTimeOffset at) => true;

    /// <inheritdoc />
    public override IEnumerable<BusinessSegment> Segments(DateTimeOffset from, DateTimeOffset to) => to > from
        ? [new BusinessSegment(from.ToUniversalTime(), to.ToUniversalTime(), BusinessTimeCause.OpeningHours, null, TimeSpan.Zero)]
        : [];
}
