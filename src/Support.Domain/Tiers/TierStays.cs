using Support.Domain.Tickets;

namespace Support.Domain.Tiers;

/// <summary>Records how long a ticket was on a tier whenever a stay ends: the ticket moves, or there is no more work to be done.</summary>
internal static class TierStays
{
    /// <summary>The event with the stay that it ends. Called for every event, so that no rule that moves a ticket forgets it.</summary>
    public static TicketEventData Recorded(TicketDraft draft, TicketEventData data)
    {
        Ticket ticket;
        switch (data)
        {
            case TierChanged moved:
                ticket = draft.Ticket;
                TierTime stay = TierTime.Stay(ticket, draft.Context.Model, draft.Context.Now);
                return moved with
                {
                    TimeInTier = stay.Calendar,
                    BusinessTimeInTier = stay.Business,
                    ShareOfElapsed = Share(TierTime.Sum(ticket.TimeInTier, stay), stay),
                };
            case StatusChanged status when draft.Ticket.IsWorkedOn && !Ticket.IsWork(status.To):
                return status with { Stay = TierTime.Stay(draft.Ticket, draft.Context.Model, draft.Context.Now) };
            default:
                return data;
        }
    }

    /// <summary>What each event of a ticket does to its times.</summary>
    public static IReadOnlyList<TierTime> After(Ticket before, TicketEvent next) => next.Data switch
    {
        TierChanged moved when before.IsWorkedOn => TierTime.Sum(
            before.TimeInTier, new TierTime(moved.From, moved.TimeInTier, moved.BusinessTimeInTier ?? TimeSpan.Zero)),
        StatusChanged status when before.IsWorkedOn && !Ticket.IsWork(status.To) => TierTime.Sum(
            before.TimeInTier, status.Stay ?? new TierTime(before.Tier, next.At - before.TierSince, TimeSpan.Zero)),
        _ => before.TimeInTier,
    };

    /// <summary>The tier's part of the business time that all tiers have had the ticket, to four decimals; null while none has passed.</summary>
    private static decimal? Share(IReadOnlyList<TierTime> times, TierTime stay)
    {
        decimal all = times.Sum(static time => (decimal)time.Business.Ticks);
        return all == 0 ? null : decimal.Round(times.First(time => time.Tier == stay.Tier).Business.Ticks / all, 4);
    }
}
