using Support.Domain.Calendars;
using Support.Domain.Model;
using Support.Domain.Tickets;

namespace Support.Domain.Tiers;

/// <summary>
/// How long a ticket was on a tier, all its stays there together. Time in which it was resolved is nobody's and does not
/// count; waiting for the requester or a third party does.
/// </summary>
/// <param name="Tier">The tier.</param>
/// <param name="Calendar">Calendar time.</param>
/// <param name="Business">Business time, on the calendar that the resolution clock was on when a stay ended; without such
/// a clock it is calendar time. Stays from before it was recorded count nothing.</param>
public sealed record TierTime(Tier Tier, TimeSpan Calendar, TimeSpan Business)
{
    /// <summary>The time on each tier up to that instant, the lowest tier first: what is recorded, and the present stay.</summary>
    public static IReadOnlyList<TierTime> At(Ticket ticket, SupportModel model, DateTimeOffset now) =>
        ticket.IsWorkedOn ? Sum(ticket.TimeInTier, Stay(ticket, model, now)) : ticket.TimeInTier;

    /// <summary>The present stay up to that instant; nothing while there is no work to be done.</summary>
    internal static TierTime Stay(Ticket ticket, SupportModel model, DateTimeOffset now)
    {
        if (!ticket.IsWorkedOn || now <= ticket.TierSince)
        {
            return new TierTime(ticket.Tier, TimeSpan.Zero, TimeSpan.Zero);
        }

        BusinessCalendar calendar = ticket.Clock(ClockKind.Resolution)?.CalendarIn(model) ?? BusinessCalendar.AlwaysOpen;
        return new TierTime(ticket.Tier, now - ticket.TierSince, calendar.Elapsed(ticket.TierSince, now));
    }

    /// <summary>What was recorded, and a stay more.</summary>
    internal static IReadOnlyList<TierTime> Sum(IReadOnlyList<TierTime> times, TierTime stay)
    {
        TierTime before = times.FirstOrDefault(time => time.Tier == stay.Tier) ?? new TierTime(stay.Tier, TimeSpan.Zero, TimeSpan.Zero);
        TierTime sum = new(stay.Tier, before.Calendar + stay.Calendar, before.Business + stay.Business);
        return [.. times.Where(time => time.Tier != stay.Tier).Append(sum).OrderBy(static time => time.Tier)];
    }
}
