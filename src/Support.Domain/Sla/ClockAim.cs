using Support.Domain.Model;
using Support.Domain.Tickets;

namespace Support.Domain.Sla;

/// <summary>
/// Aims clocks at what the model promises now: after a change of priority, application, kind, organisation or contract,
/// and after a change of the model. What was used stays used, whatever calendar it was used on; a breach stays recorded.
/// </summary>
internal static class ClockAim
{
    /// <summary>
    /// Every clock of the ticket: those that run get the new target, those whose promise is gone are withdrawn, those that
    /// have one again are taken up with what was used, and those that never had one start now.
    /// </summary>
    public static void All(TicketDraft draft, string cause, Actor? actor, bool priorityChanged)
    {
        if (!draft.Ticket.IsWorkedOn)
        {
            return;
        }

        foreach (ClockKind clock in Enum.GetValues<ClockKind>())
        {
            ClockTerms? terms = ClockTerms.Of(draft.Ticket, clock, draft.Context.Model);
            if (draft.Ticket.Clock(clock) is { Stopped: false } state)
            {
                Aim(draft, state, terms, cause, actor, priorityChanged);
            }
            else if (terms is not null && IsOwed(draft, clock))
            {
                TakeUp(draft, clock, terms, cause, actor);
            }
        }

        // Another policy may let other statuses pause.
        ClockFollowing.Settle(draft, cause, actor);
    }

    /// <summary>Begins again at nothing, with the promise that the clock has.</summary>
    public static void Restart(TicketDraft draft, ClockState state, string cause)
    {
        if (ClockTerms.Of(draft.Ticket, state.Clock, draft.Context.Model) is { } terms)
        {
            Emit(draft, state, terms, TimeSpan.Zero, cause, actor: null);
        }
    }

    private static void Aim(
        TicketDraft draft, ClockState state, ClockTerms? terms, string cause, Actor? actor, bool priorityChanged)
    {
        TimeSpan used = SlaClocks.Used(draft, state);
        if (terms is null)
        {
            // What the vendor promised when it got the ticket holds until it gives it back.
            if (state.Clock != ClockKind.Underpinning)
            {
                draft.Emit(new ClockWithdrawn(state.Clock, used), $"{cause}: nothing is promised there any more", actor);
            }
        }
        else if (priorityChanged && terms.OnPriorityChange == OnPriorityChange.Restart)
        {
            Emit(draft, state, terms, TimeSpan.Zero, cause, actor);
        }
        else if (!IsSame(draft, state, terms, used))
        {
            Emit(draft, state, terms, used, cause, actor);
        }
    }

    /// <summary>An edited calendar has the same id, so the due instant is compared too, as long as it lies ahead.</summary>
    private static bool IsSame(TicketDraft draft, ClockState state, ClockTerms terms, TimeSpan used)
    {
        bool sameWords = (state.Policy, state.Calendar, state.Target, state.AtClosingTime)
            == (terms.Policy, terms.Calendar, terms.Target, terms.AtClosingTime);
        return sameWords
            && (state.RunningSince is null
                || used >= terms.Target
                || terms.DueAt(draft.Context.Model, draft.Context.Now, used) == state.DueAt);
    }

    private static void Emit(TicketDraft draft, ClockState state, ClockTerms terms, TimeSpan used, string cause, Actor? actor) =>
        draft.Emit(
            new ClockRetargeted
            {
                Clock = state.Clock,
                Policy = terms.Policy,
                Calendar = terms.Calendar,
                Target = terms.Target,
                Used = used,
                Restarted = used < SlaClocks.Used(draft, state) ? true : null,
                DueAt = state.RunningSince is null ? null : terms.DueAt(draft.Context.Model, draft.Context.Now, used),
                AtClosingTime = terms.AtClosingTime,
                Passed = [.. terms.Warnings.Where(share => IsPassed(state, terms.Target, share, used))],
                ModelVersion = draft.Context.Model.Version,
            },
            cause,
            actor);

    // A share of a target is warned of once, also when the ticket comes back to that target.
    private static bool IsPassed(ClockState state, TimeSpan target, decimal share, TimeSpan used) =>
        ClockState.ShareOf(target, share) <= used || state.WarnedOf.Contains(new WarnedShare(target, share));

    private static void TakeUp(TicketDraft draft, ClockKind clock, ClockTerms terms, string cause, Actor? actor)
    {
        bool withdrawn = draft.Ticket.Clock(clock) is { Stopped: true, Met: null } before
            && (clock != ClockKind.Operational || before.Tier == draft.Ticket.Tier);
        if (!withdrawn)
        {
            SlaClocks.Start(draft, clock, cause, actor);
            return;
        }

        ClockState state = draft.Ticket.Clock(clock)!;
        if (!IsSame(draft, state, terms, state.Used))
        {
            Emit(draft, state, terms, state.Used, cause, actor);
        }

        SlaClocks.Resume(draft, draft.Ticket.Clock(clock)!, cause, actor);
    }

    /// <summary>Whether a clock that does not run would have something to wait for.</summary>
    private static bool IsOwed(TicketDraft draft, ClockKind clock)
    {
        Ticket ticket = draft.Ticket;
        SlaOptions options = ClockTerms.PolicyOf(ticket, draft.Context.Model)?.Options ?? SlaOptions.Default;
        return clock switch
        {
            ClockKind.FirstResponse =>
                ticket.OwesFirstResponse(options) && ticket.Clock(clock) is null or { Stopped: true, Met: null },
            ClockKind.NextResponse => ticket.OwesNextResponse
                && (ticket.AnsweredAt is not null || options.NextResponseStarts == NextResponseStarts.WithFirstMessage),
            ClockKind.Resolution or ClockKind.Operational => true,
            _ => ticket.Vendor is { HasTicket: true },
        };
    }
}
