using Support.Domain.Model;

namespace Support.Domain.Tickets;

public sealed partial record Ticket
{
    private Ticket AfterClockEvent(TicketEvent next) => next.Data switch
    {
        ClockStarted started => With(new ClockState
        {
            Clock = started.Clock,
            Cycle = started.Cycle,
            Policy = started.Policy,
            Calendar = started.Calendar,
            Target = started.Target,
            RunningSince = next.At,
            DueAt = started.DueAt,
            AtClosingTime = started.AtClosingTime,
            Longest = Clock(started.Clock)?.Longest,
            Tier = started.Tier,
            ModelVersion = started.ModelVersion,
        }),
        ClockPaused paused => Change(paused.Clock, c => c with { Used = paused.Used, RunningSince = null, DueAt = null }),
        ClockResumed resumed => Change(resumed.Clock, c => c with
        {
            Used = resumed.Used,
            RunningSince = next.At,
            DueAt = resumed.DueAt,
            ModelVersion = resumed.ModelVersion ?? c.ModelVersion,
            Stopped = false,
            Met = null,
            ByResolving = null,
        }),
        ClockRetargeted changed => (this with { StepsDone = [.. StepsDone, .. changed.PassedSteps ?? []] }).Change(changed.Clock, c => c with
        {
            Policy = changed.Policy,
            Calendar = changed.Calendar,
            Target = changed.Target,
            Used = changed.Used,
            RunningSince = c.RunningSince is null ? null : changed.Since ?? next.At,
            DueAt = changed.DueAt,
            AtClosingTime = changed.AtClosingTime,
            ModelVersion = changed.ModelVersion,
            Warned = changed.Passed,
        }),
        ClockStopped stopped => Change(stopped.Clock, c => c with
        {
            Used = stopped.Used,
            RunningSince = null,
            DueAt = null,
            Stopped = true,
            Met = stopped.Met,
            ByResolving = stopped.ByResolving,
            Longest = c.Longest > stopped.Used ? c.Longest : stopped.Used,
        }),
        ClockWithdrawn withdrawn => Change(withdrawn.Clock, c => c with
        {
            Used = withdrawn.Used,
            RunningSince = null,
            DueAt = null,
            Stopped = true,
            Met = null,
        }),
        SlaWarned warned => Change(warned.Clock, c => c with
        {
            Warned = [.. c.Warned, warned.Share],
            WarnedOf = [.. c.WarnedOf, new WarnedShare(warned.Target, warned.Share)],
        }),
        SlaBreached breached => Change(breached.Clock, c => c with { BreachedAt = breached.DueAt }),
        _ => throw new InvalidOperationException($"Nothing is known of {next.Data.GetType().Name}."),
    };

    private Ticket With(ClockState state) =>
        this with { Clocks = [.. Clocks.Where(other => other.Clock != state.Clock), state] };

    private Ticket Change(ClockKind clock, Func<ClockState, ClockState> change)
    {
        ClockState state = Clock(clock) ?? throw new InvalidOperationException($"The clock {clock} never started.");
        return this with { Clocks = [.. Clocks.Select(other => other.Clock == clock ? change(state) : other)] };
    }
}
