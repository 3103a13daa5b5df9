using Support.Domain.Model;
using Support.Domain.Tickets;
using Support.Platform.Model;

namespace Support.Functions.Desk.Tickets;

/// <summary>A ticket as an agent sees it.</summary>
public sealed record AgentTicket
{
    /// <summary>The ticket itself, with its SLA clocks.</summary>
    public required Ticket Ticket { get; init; }

    /// <summary>The clocks, with what is used and left now.</summary>
    public required IReadOnlyList<AgentClock> Sla { get; init; }

    /// <summary>All messages, notes among them; null where only the ticket was asked for.</summary>
    public IReadOnlyList<TicketMessage>? Messages { get; init; }

    /// <summary>The view of a ticket at an instant.</summary>
    public static AgentTicket Of(Ticket ticket, SupportModelSource model, DateTimeOffset now, IReadOnlyList<TicketMessage>? messages = null) =>
        new()
        {
            Ticket = ticket,
            Sla = [.. ticket.Clocks.Select(clock => AgentClock.Of(clock, model.Current, now))],
            Messages = messages,
        };
}

/// <summary>An SLA clock as an agent sees it.</summary>
public sealed record AgentClock
{
    /// <summary>Which.</summary>
    public required ClockKind Clock { get; init; }

    /// <summary><c>running</c>, <c>paused</c>, <c>met</c>, <c>missed</c> or <c>withdrawn</c>; <c>breached</c> while it runs on past its target.</summary>
    public required string State { get; init; }

    /// <summary>Business time promised.</summary>
    public required TimeSpan Target { get; init; }

    /// <summary>Business time used now.</summary>
    public required TimeSpan Used { get; init; }

    /// <summary>Business time left now; below zero past the target.</summary>
    public required TimeSpan Left { get; init; }

    /// <summary>When the promise breaks; null while the clock stands still or is done.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>The view of a clock at an instant.</summary>
    public static AgentClock Of(ClockState clock, SupportModel model, DateTimeOffset now)
    {
        TimeSpan used = clock.UsedAt(now, clock.CalendarIn(model));
        return new AgentClock
        {
            Clock = clock.Clock,
            State = clock switch
            {
                { Stopped: true, Met: true } => "met",
                { Stopped: true, Met: null } => "withdrawn",
                { Stopped: true } => "missed",
                { RunningSince: null } => "paused",
                { BreachedAt: not null } => "breached",
                _ => "running",
            },
            Target = clock.Target,
            Used = used,
            Left = clock.Target - used,
            DueAt = clock.DueAt,
        };
    }
}
