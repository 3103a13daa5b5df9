using Support.Domain.Calendars;
using Support.Domain.Model;
using Support.Domain.Tickets;

namespace Support.Domain.Sla;

/// <summary>Starts, pauses, resumes, re-aims and stops the SLA clocks of a ticket, as events.</summary>
internal static class SlaClocks
{
    /// <summary>Starts a clock for another cycle, if the policy that fits the ticket promises anything there.</summary>
    public static void Start(TicketDraft draft, ClockKind clock, string? cause = null, Actor? actor = null)
    {
        if (ClockTerms.Of(draft.Ticket, clock, draft.Context.Model) is not { } terms)
        {
            return;
        }

        draft.Emit(
            new ClockStarted
            {
                Clock = clock,
                Cycle = (draft.Ticket.Clock(clock)?.Cycle ?? 0) + 1,
                Policy = terms.Policy,
                Calendar = terms.Calendar,
                Target = terms.Target,
                DueAt = draft.Context.Model.Calendar(terms.Calendar).Add(draft.Context.Now, terms.Target),
                Tier = clock == ClockKind.Operational ? draft.Ticket.Tier : null,
                ModelVersion = draft.Context.Model.Version,
            },
            cause,
            actor);
    }

    /// <summary>
    /// The vendor gets the ticket: its contract's clock starts another cycle beside the customer's clocks, if the contract
    /// has a target for the ticket's priority. A clock that runs already goes on: the vendor has the ticket since then.
    /// </summary>
    public static void StartUnderpinning(TicketDraft draft, string cause, Actor? actor = null)
    {
        if (draft.Ticket.Clock(ClockKind.Underpinning) is null or { Stopped: true })
        {
            Start(draft, ClockKind.Underpinning, cause, actor);
        }
    }

    /// <summary>The vendor has given the ticket back, or it is resolved: the contract's clock is done. Harmless when none runs.</summary>
    public static void StopUnderpinning(TicketDraft draft, string cause, Actor? actor = null) =>
        Stop(draft, ClockKind.Underpinning, cause, actor);

    /// <summary>Another tier has the ticket: the time of the one before is done, that of the new one starts.</summary>
    public static void FollowTier(TicketDraft draft, Tier from, string? cause, Actor? actor)
    {
        Stop(draft, ClockKind.Operational, $"left {from}{(cause is null ? "" : $": {cause}")}", actor);
        if (draft.Ticket.IsOver || draft.Ticket.Status == TicketStatus.Resolved)
        {
            return;
        }

        Start(draft, ClockKind.Operational, $"arrived in {draft.Ticket.Tier}{(cause is null ? "" : $": {cause}")}", actor);
        if (draft.Ticket.Status == TicketStatus.Pending)
        {
            PauseForRequester(draft, "waiting for the requester", actor);
        }
    }

    /// <summary>
    /// Waiting for the requester pauses what the requester holds up; the first response is owed all the same, and a vendor
    /// does not wait for our requester.
    /// </summary>
    public static void PauseForRequester(TicketDraft draft, string cause, Actor? actor = null)
    {
        foreach (ClockKind clock in (ClockKind[])[ClockKind.NextResponse, ClockKind.Resolution, ClockKind.Operational])
        {
            if (draft.Ticket.Clock(clock) is { RunningSince: not null } state)
            {
                draft.Emit(new ClockPaused(clock, Used(draft, state)), cause, actor);
            }
        }
    }

    /// <summary>Runs on what <see cref="PauseForRequester"/> paused.</summary>
    public static void ResumePaused(TicketDraft draft, string cause)
    {
        foreach (ClockState state in draft.Ticket.Clocks.Where(state => state is { RunningSince: null, Stopped: false }).ToList())
        {
            Resume(draft, state, cause);
        }
    }

    /// <summary>A reopened ticket's resolution goes on with what it had used; the time spent resolved does not count.</summary>
    public static void ResumeAfterReopen(TicketDraft draft, string cause)
    {
        if (draft.Ticket.Clock(ClockKind.Resolution) is { Stopped: true } state)
        {
            Resume(draft, state, cause);
        }

        // The tier has the ticket again; one that it got while it was resolved begins now.
        if (draft.Ticket.Clock(ClockKind.Operational) is { ByResolving: true } tier && tier.Tier == draft.Ticket.Tier)
        {
            Resume(draft, tier, cause);
        }
        else
        {
            Start(draft, ClockKind.Operational, cause);
        }
    }

    /// <summary>Stops a clock, if it is not done yet.</summary>
    public static void Stop(TicketDraft draft, ClockKind clock, string cause, Actor? actor = null)
    {
        if (draft.Ticket.Clock(clock) is not { Stopped: false } state)
        {
            return;
        }

        TimeSpan used = Used(draft, state);
        draft.Emit(
            new ClockStopped(clock, used, state.BreachedAt is null && used <= state.Target)
            {
                ByResolving = draft.Ticket.Status == TicketStatus.Resolved ? true : null,
            },
            cause,
            actor);
    }

    /// <summary>
    /// Ends the promises that are still open, neither kept nor broken: the ticket was withdrawn or went on elsewhere. A
    /// breach that is recorded stays recorded.
    /// </summary>
    public static void Withdraw(TicketDraft draft, string cause)
    {
        foreach (ClockState state in draft.Ticket.Clocks.Where(state => !state.Stopped).ToList())
        {
            draft.Emit(new ClockWithdrawn(state.Clock, Used(draft, state)), cause);
        }
    }

    /// <summary>Aims the clocks that are not done at the targets of the ticket's present priority; what is used stays used.</summary>
    public static void Retarget(TicketDraft draft, string cause, Actor actor)
    {
        foreach (ClockState state in draft.Ticket.Clocks.Where(state => !state.Stopped).ToList())
        {
            if (ClockTerms.Of(draft.Ticket, state.Clock, draft.Context.Model) is not { } terms)
            {
                continue;
            }

            BusinessCalendar calendar = draft.Context.Model.Calendar(terms.Calendar);
            TimeSpan used = Used(draft, state);
            draft.Emit(
                new ClockRetargeted
                {
                    Clock = state.Clock,
                    Policy = terms.Policy,
                    Calendar = terms.Calendar,
                    Target = terms.Target,
                    Used = used,
                    DueAt = state.RunningSince is null ? null : calendar.Add(draft.Context.Now, terms.Target - used),
                    Passed = [.. terms.Warnings.Where(share => ClockState.ShareOf(terms.Target, share) <= used)],
                    ModelVersion = draft.Context.Model.Version,
                },
                cause,
                actor);
        }
    }

    private static void Resume(TicketDraft draft, ClockState state, string cause) =>
        draft.Emit(
            new ClockResumed(
                state.Clock,
                state.Used,
                state.CalendarIn(draft.Context.Model).Add(draft.Context.Now, state.Target - state.Used))
            {
                Policy = state.Policy,
                Calendar = state.Calendar,
                ModelVersion = draft.Context.Model.Version,
            },
            cause);

    private static TimeSpan Used(TicketDraft draft, ClockState state) =>
        state.UsedAt(draft.Context.Now, state.CalendarIn(draft.Context.Model));
}
