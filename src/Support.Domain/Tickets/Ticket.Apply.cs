using Support.Domain.Model;

namespace Support.Domain.Tickets;

public sealed partial record Ticket
{
    /// <summary>Folds events, the oldest first, into the ticket.</summary>
    /// <exception cref="InvalidOperationException">No events, or the first is not <see cref="TicketOpened"/>, or one is missing.</exception>
    public static Ticket From(IEnumerable<TicketEvent> events)
    {
        Ticket? ticket = null;
        foreach (TicketEvent next in events)
        {
            ticket = Apply(ticket, next);
        }

        return ticket ?? throw new InvalidOperationException("A ticket without events.");
    }

    /// <summary>The ticket after one more event.</summary>
    /// <exception cref="InvalidOperationException">The event is not the next one.</exception>
    public static Ticket Apply(Ticket? ticket, TicketEvent next)
    {
        if (next.Version != (ticket?.Version ?? 0) + 1)
        {
            throw new InvalidOperationException($"Event {next.Version} does not follow version {ticket?.Version ?? 0}.");
        }

        if (ticket is null)
        {
            return next.Data is TicketOpened opened
                ? Open(opened, next)
                : throw new InvalidOperationException("The first event of a ticket opens it.");
        }

        return ticket.After(next) with
        {
            Version = next.Version,
            UpdatedAt = next.At,
            ModelRevision = next.ModelRevision ?? ticket.ModelRevision,
        };
    }

    private static Ticket Open(TicketOpened opened, TicketEvent next) => new()
    {
        Id = opened.TicketId,
        Version = next.Version,
        Subject = opened.Subject,
        Requester = opened.Requester,
        Organisation = opened.Organisation,
        Contract = opened.Contract,
        Application = opened.Application,
        Kind = opened.Kind,
        Impact = opened.Impact,
        Urgency = opened.Urgency,
        Priority = opened.Priority,
        Status = TicketStatus.New,
        Tier = opened.Tier,
        TierSince = next.At,
        Team = opened.Team,
        Channel = next.Channel,
        FollowUpOf = opened.FollowUpOf,
        CustomFields = opened.CustomFields,
        OpenedAt = next.At,
        UpdatedAt = next.At,
        ModelRevision = next.ModelRevision,
    };

    private Ticket After(TicketEvent next) => next.Data switch
    {
        MessageAdded message => this with { Messages = message.Number },
        StatusChanged status => this with
        {
            Status = status.To,
            ResolvedAt = status.To switch
            {
                TicketStatus.Resolved => next.At,
                TicketStatus.Closed => ResolvedAt,
                _ => null,
            },
        },
        PriorityChanged priority => this with { Priority = priority.To },
        Assigned assigned => this with { Assignee = assigned.Agent, Team = assigned.Team },
        TierChanged tier => this with { Tier = tier.To, TierSince = next.At, AcknowledgedAt = null },
        Escalated escalated => this with
        {
            StepsDone = escalated is { Policy: { } policy, Step: { } step, Clock: { } clock, Cycle: { } cycle }
                ? [.. StepsDone, StepKey(policy, step, clock, cycle)]
                : StepsDone,
        },
        Acknowledged => this with { AcknowledgedAt = next.At },
        AssignmentWanted => this,
        TicketOpened => throw new InvalidOperationException("A ticket opens once."),
        SubjectChanged subject => this with { Subject = subject.To },
        TagsChanged tags => this with { Tags = [.. Tags.Except(tags.Removed), .. tags.Added] },
        WatcherAdded added => this with { Watchers = [.. Watchers, added.Watcher] },
        WatcherRemoved removed => this with { Watchers = [.. Watchers.Where(watcher => !watcher.IsSame(removed.Watcher))] },
        _ => AfterClockEvent(next),
    };

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
        ClockRetargeted changed => Change(changed.Clock, c => c with
        {
            Policy = changed.Policy,
            Calendar = changed.Calendar,
            Target = changed.Target,
            Used = changed.Used,
            RunningSince = c.RunningSince is null ? null : next.At,
            DueAt = changed.DueAt,
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
        }),
        ClockWithdrawn withdrawn => Change(withdrawn.Clock, c => c with
        {
            Used = withdrawn.Used,
            RunningSince = null,
            DueAt = null,
            Stopped = true,
            Met = null,
        }),
        SlaWarned warned => Change(warned.Clock, c => c with { Warned = [.. c.Warned, warned.Share] }),
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
