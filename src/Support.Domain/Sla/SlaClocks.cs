using Support.Domain.Model;
using Support.Domain.Tickets;

namespace Support.Domain.Sla;

/// <summary>
/// Starts and stops the SLA clocks of a ticket, as events. What follows from a change of the ticket itself (its status,
/// tier, priority …) is done by <see cref="ClockFollowing"/> as soon as the change is emitted, whoever emits it.
/// </summary>
internal static class SlaClocks
{
    /// <summary>A new ticket: the clocks that it owes from its first moment on.</summary>
    public static void Open(TicketDraft draft)
    {
        Ticket ticket = draft.Ticket;
        SlaOptions options = ClockTerms.PolicyOf(ticket, draft.Context.Model)?.Options ?? SlaOptions.Default;
        if (ticket.OwesFirstResponse(options))
        {
            Start(draft, ClockKind.FirstResponse);
        }

        if (options.NextResponseStarts == NextResponseStarts.WithFirstMessage && ticket.OwesNextResponse)
        {
            Start(draft, ClockKind.NextResponse);
        }

        Start(draft, ClockKind.Resolution);
        Start(draft, ClockKind.Operational);
    }

    /// <summary>
    /// The requester wrote. While the first response is owed, it is what the requester waits for, unless the policy says
    /// otherwise; and a second message does not move the time by which the first one is to be answered, unless the policy
    /// counts from the latest.
    /// </summary>
    public static void FollowRequesterMessage(TicketDraft draft, string cause)
    {
        if (!draft.Ticket.OwesNextResponse)
        {
            return;
        }

        if (draft.Ticket.Clock(ClockKind.NextResponse) is { Stopped: false } waiting)
        {
            if (OptionsOf(draft, waiting).NextResponseFrom == NextResponseFrom.Latest)
            {
                ClockAim.Restart(draft, waiting, cause);
            }

            return;
        }

        SlaOptions options = ClockTerms.PolicyOf(draft.Ticket, draft.Context.Model)?.Options ?? SlaOptions.Default;
        if (options.NextResponseStarts == NextResponseStarts.WithFirstMessage
            || draft.Ticket.Clock(ClockKind.FirstResponse) is null or { Stopped: true })
        {
            Start(draft, ClockKind.NextResponse, cause);
        }
    }

    /// <summary>An agent answered the requester.</summary>
    public static void FollowAnswer(TicketDraft draft, string cause)
    {
        bool waits = draft.Ticket.Clock(ClockKind.FirstResponse) is { Stopped: false, RunningSince: null } paused
            && OptionsOf(draft, paused).FirstResponseWhenPaused == FirstResponseWhenPaused.Waits;
        if (!waits)
        {
            Stop(draft, ClockKind.FirstResponse, cause);
        }

        Stop(draft, ClockKind.NextResponse, cause);
    }

    /// <summary>
    /// Starts a clock for another cycle, if the policy that fits the ticket promises anything there. In a status that
    /// pauses it, it stands still from its start.
    /// </summary>
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
                DueAt = terms.DueAt(draft.Context.Model, draft.Context.Now, TimeSpan.Zero),
                AtClosingTime = terms.AtClosingTime,
                Tier = clock == ClockKind.Operational ? draft.Ticket.Tier : null,
                ModelVersion = draft.Context.Model.Version,
            },
            cause ?? $"promised by policy {terms.Policy}",
            actor);
        ClockFollowing.Settle(draft, TicketTransitions.Word(draft.Ticket.Status), actor);
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
    /// breach that is recorded stays recorded. When the ticket is worked on again, they are taken up by themselves.
    /// </summary>
    public static void Withdraw(TicketDraft draft, string cause)
    {
        foreach (ClockState state in draft.Ticket.Clocks.Where(state => !state.Stopped).ToList())
        {
            draft.Emit(new ClockWithdrawn(state.Clock, Used(draft, state)), cause);
        }
    }

    /// <summary>
    /// Aims the clocks at what the model promises the ticket as it stands now. Harmless when nothing differs. A change of
    /// the ticket's own facts needs no call: it is followed when its event is emitted.
    /// </summary>
    public static void Retarget(TicketDraft draft, string cause, Actor? actor) =>
        ClockAim.All(draft, cause, actor, priorityChanged: false);

    /// <summary>Lets a clock that stands still or is done go on, or begin again at nothing.</summary>
    public static void Resume(TicketDraft draft, ClockState state, string cause, Actor? actor, bool restart = false)
    {
        TimeSpan used = restart ? TimeSpan.Zero : state.Used;
        draft.Emit(
            new ClockResumed(
                state.Clock,
                used,
                ClockState.UsedUpAt(draft.Context.Now, used, state.Target, state.CalendarIn(draft.Context.Model), state.AtClosingTime))
            {
                Restarted = restart ? true : null,
                Policy = state.Policy,
                Calendar = state.Calendar,
                ModelVersion = draft.Context.Model.Version,
            },
            cause,
            actor);
    }

    /// <summary>The options of the policy that a clock runs under.</summary>
    public static SlaOptions OptionsOf(TicketDraft draft, ClockState state) =>
        draft.Context.Model.SlaPolicies.FirstOrDefault(policy => policy.Id == state.Policy)?.Options ?? SlaOptions.Default;

    /// <summary>What a clock has used by now.</summary>
    public static TimeSpan Used(TicketDraft draft, ClockState state) =>
        state.UsedAt(draft.Context.Now, state.CalendarIn(draft.Context.Model));
}
