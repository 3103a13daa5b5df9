using Support.Domain.Model;
using Support.Domain.Tickets;

namespace Support.Domain.Sla;

/// <summary>
/// Lets the clocks follow what happens to the ticket. It is asked after every event, and not by each rule that changes a
/// ticket, so that no way of changing one forgets its clocks.
/// </summary>
internal static class ClockFollowing
{
    /// <summary>What an event means to the clocks; the draft has the ticket after it.</summary>
    public static void Follow(TicketDraft draft, Ticket before, TicketEvent happened)
    {
        switch (happened.Data)
        {
            case StatusChanged status:
                FollowStatus(draft, before, status, happened);
                break;
            case TierChanged moved:
                FollowTier(draft, moved.From, happened);
                break;
            default:
                if (before.Facts != draft.Ticket.Facts)
                {
                    ClockAim.All(draft, happened.Cause ?? "the ticket changed", happened.Actor, before.Priority != draft.Ticket.Priority);
                }

                break;
        }
    }

    /// <summary>Pauses the clocks that their policies let stand still in the ticket's status, and runs on the others.</summary>
    public static void Settle(TicketDraft draft, string cause, Actor? actor)
    {
        foreach (ClockState state in draft.Ticket.Clocks.Where(state => !state.Stopped).ToList())
        {
            bool stands = SlaClocks.OptionsOf(draft, state).Pauses(state.Clock, draft.Ticket.Status);
            if (stands && state.RunningSince is not null)
            {
                draft.Emit(new ClockPaused(state.Clock, SlaClocks.Used(draft, state)), cause, actor);
            }
            else if (!stands && state.RunningSince is null)
            {
                SlaClocks.Resume(draft, state, cause, actor);
            }
        }
    }

    private static void FollowStatus(TicketDraft draft, Ticket before, StatusChanged status, TicketEvent happened)
    {
        string cause = happened.Cause ?? TicketTransitions.Word(status.To);
        if (draft.Ticket.IsWorkedOn)
        {
            if (status.From == TicketStatus.Resolved)
            {
                Reopen(draft, cause, happened.Actor);
            }
            else if (status.From is TicketStatus.Cancelled or TicketStatus.Merged or TicketStatus.Closed)
            {
                // It was taken for withdrawn, or for another's, and is worked on after all: what is owed still is taken up.
                SlaClocks.Retarget(draft, cause, happened.Actor);
            }

            Settle(draft, cause, happened.Actor);
        }
        else if (status.To is TicketStatus.Resolved or TicketStatus.Closed)
        {
            foreach (ClockKind clock in Enum.GetValues<ClockKind>())
            {
                SlaClocks.Stop(draft, clock, cause, happened.Actor);
            }
        }
    }

    /// <summary>What resolving stopped goes on as the policy says; the vendor has given the ticket back before it was resolved.</summary>
    private static void Reopen(TicketDraft draft, string cause, Actor actor)
    {
        foreach (ClockState state in draft.Ticket.Clocks.Where(state => GoesOnAfterReopen(state)).ToList())
        {
            OnReopen way = SlaClocks.OptionsOf(draft, state).OnReopen;
            if (way == OnReopen.NewCycle)
            {
                SlaClocks.Start(draft, state.Clock, cause, actor);
            }
            else if (state.Clock != ClockKind.Operational || state.Tier == draft.Ticket.Tier)
            {
                SlaClocks.Resume(draft, state, cause, actor, restart: way == OnReopen.Restart);
            }
        }

        // The ticket may have got to another tier, another priority or another policy while it was resolved.
        if (draft.Ticket.Clock(ClockKind.Operational) is null or { Stopped: true })
        {
            SlaClocks.Start(draft, ClockKind.Operational, cause, actor);
        }

        SlaClocks.Retarget(draft, cause, actor);
    }

    // Histories from before it was recorded who stopped a clock: then only the resolution goes on.
    private static bool GoesOnAfterReopen(ClockState state) =>
        state.Clock != ClockKind.Underpinning
        && (state.ByResolving == true || state is { Clock: ClockKind.Resolution, Stopped: true, ByResolving: null, Met: not null });

    /// <summary>Another tier has the ticket: the time of the one before is done, that of the new one starts.</summary>
    private static void FollowTier(TicketDraft draft, Tier from, TicketEvent happened)
    {
        string why = happened.Cause is null ? "" : $": {happened.Cause}";
        SlaClocks.Stop(draft, ClockKind.Operational, $"left {from}{why}", happened.Actor);
        if (draft.Ticket.IsWorkedOn)
        {
            SlaClocks.Start(draft, ClockKind.Operational, $"arrived in {draft.Ticket.Tier}{why}", happened.Actor);
        }
    }
}
