using Support.Domain.Model;
using Support.Domain.Sla;
using Support.Domain.Tickets;
using Support.Domain.Tiers;
using Support.Platform.Model;
using Support.Platform.Relations;

namespace Support.Functions.Desk.Tickets;

/// <summary>A ticket as an agent sees it.</summary>
public sealed record AgentTicket
{
    /// <summary>The ticket itself, with its SLA clocks.</summary>
    public required Ticket Ticket { get; init; }

    /// <summary>The clocks, with what is used and left now.</summary>
    public required IReadOnlyList<AgentClock> Sla { get; init; }

    /// <summary>How long each tier has had it up to now, the lowest tier first.</summary>
    public required IReadOnlyList<TierTime> TimeInTier { get; init; }

    /// <summary>Its swarm; null when it never had one.</summary>
    public AgentSwarm? Swarm { get; init; }

    /// <summary>All messages, notes among them; null where only the ticket was asked for.</summary>
    public IReadOnlyList<TicketMessage>? Messages { get; init; }

    /// <summary>What was written in the tickets that go on in this one; null where only the ticket was asked for.</summary>
    public IReadOnlyList<MergedConversation>? Merged { get; init; }

    /// <summary>The view of a ticket at an instant.</summary>
    public static AgentTicket Of(Ticket ticket, SupportModelSource model, DateTimeOffset now, IReadOnlyList<TicketMessage>? messages = null) =>
        new()
        {
            Ticket = ticket,
            Sla = [.. ticket.Clocks.Select(clock => AgentClock.Of(ticket, clock, model.Current, now))],
            TimeInTier = TierTime.At(ticket, model.Current, now),
            Swarm = AgentSwarm.Of(ticket, now, messages),
            Messages = messages,
        };
}

/// <summary>An SLA clock as an agent sees it.</summary>
public sealed record AgentClock
{
    /// <summary>Which.</summary>
    public required ClockKind Clock { get; init; }

    /// <summary>How it stands.</summary>
    public required SlaClockState State { get; init; }

    /// <summary>Business time promised.</summary>
    public required TimeSpan Target { get; init; }

    /// <summary>Business time used now.</summary>
    public required TimeSpan Used { get; init; }

    /// <summary>Business time left now; below zero past the target.</summary>
    public required TimeSpan Left { get; init; }

    /// <summary>When the promise breaks; null while the clock stands still or is done.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>What time alone will do next on this clock; null for nothing.</summary>
    public SlaClockEvent? Next { get; init; }

    /// <summary>The view of a clock of a ticket at an instant.</summary>
    public static AgentClock Of(Ticket ticket, ClockState clock, SupportModel model, DateTimeOffset now)
    {
        TimeSpan used = clock.UsedAt(now, clock.CalendarIn(model));
        return new AgentClock
        {
            Clock = clock.Clock,
            State = SlaClock.StateOf(clock),
            Target = clock.Target,
            Used = used,
            Left = clock.Target - used,
            DueAt = clock.DueAt,
            Next = SlaClock.NextOf(ticket, clock.Clock, model),
        };
    }
}
