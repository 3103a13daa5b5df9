using Support.Domain.Calendars;
using Support.Domain.Model;
using Support.Domain.Tickets;

namespace Support.Domain.Sla;

/// <summary>Starts, pauses, resumes, re-aims and stops the SLA clocks of a ticket, as events.</summary>
internal static class SlaClocks
{
    /// <summary>Starts a clock for another cycle, if the policy that fits the ticket promises anything there.</summary>
    public static void Start(TicketDraft draft, ClockKind clock)
    {
        if (PolicyOf(draft) is not { } policy || policy.Targets[draft.Ticket.Priority].Of(clock) is not { } target)
        {
            return;
        }

        draft.Emit(new ClockStarted
        {
            Clock = clock,
            Cycle = (draft.Ticket.Clock(clock)?.Cycle ?? 0) + 1,
            Policy = policy.Id,
            Calendar = policy.Calendar,
            Target = target,
            DueAt = draft.Context.Model.Calendar(policy.Calendar).Add(draft.Context.Now, target),
        });
    }

    /// <summary>Waiting for the requester pauses what the requester holds up; the first response is owed all the same.</summary>
    public static void PauseForRequester(TicketDraft draft, string cause)
    {
        foreach (ClockKind clock in (ClockKind[])[ClockKind.NextResponse, ClockKind.Resolution])
        {
            if (draft.Ticket.Clock(clock) is { RunningSince: not null } state)
            {
                draft.Emit(new ClockPaused(clock, Used(draft, state)), cause);
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
    }

    /// <summary>Stops a clock, if it is not done yet.</summary>
    public static void Stop(TicketDraft draft, ClockKind clock, string cause)
    {
        if (draft.Ticket.Clock(clock) is not { Stopped: false } state)
        {
            return;
        }

        TimeSpan used = Used(draft, state);
        draft.Emit(new ClockStopped(clock, used, state.BreachedAt is null && used <= state.Target), cause);
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
        if (PolicyOf(draft) is not { } policy)
        {
            return;
        }

        BusinessCalendar calendar = draft.Context.Model.Calendar(policy.Calendar);
        foreach (ClockState state in draft.Ticket.Clocks.Where(state => !state.Stopped).ToList())
        {
            if (policy.Targets[draft.Ticket.Priority].Of(state.Clock) is not { } target)
            {
                continue;
            }

            TimeSpan used = Used(draft, state);
            draft.Emit(
                new ClockRetargeted
                {
                    Clock = state.Clock,
                    Policy = policy.Id,
                    Calendar = policy.Calendar,
                    Target = target,
                    Used = used,
                    DueAt = state.RunningSince is null ? null : calendar.Add(draft.Context.Now, target - used),
                    Passed = [.. policy.Warnings.Where(share => ClockState.ShareOf(target, share) <= used)],
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
                state.CalendarIn(draft.Context.Model).Add(draft.Context.Now, state.Target - state.Used)),
            cause);

    private static TimeSpan Used(TicketDraft draft, ClockState state) =>
        state.UsedAt(draft.Context.Now, state.CalendarIn(draft.Context.Model));

    private static SlaPolicy? PolicyOf(TicketDraft draft) =>
        draft.Context.Model.SlaPolicies.FirstOrDefault(policy =>
            (policy.When?.Matches(draft.Ticket.Facts) ?? true)
            && policy.Targets.ContainsKey(draft.Ticket.Priority));
}
