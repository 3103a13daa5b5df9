using Support.Domain.Model;
using Support.Domain.Relations;
using Support.Domain.Tickets;

namespace Support.Domain.Alerts;

/// <summary>What a ticket is told of its alert.</summary>
public enum AlertNews
{
    /// <summary>It fires again: a ticket that waits or is resolved goes on.</summary>
    Fires,

    /// <summary>Something for the record.</summary>
    Note,

    /// <summary>All is well: the ticket is resolved.</summary>
    Resolved,

    /// <summary>All is well: who holds the ticket is asked to resolve it.</summary>
    Ask,
}

/// <summary>
/// A ticket is told of its alert. What it does with that depends on where it stands, and is never refused: told twice, or
/// told late, it must not do another thing the second time than it did the first.
/// </summary>
/// <param name="News">What happened.</param>
/// <param name="Text">What the alert says; empty to write nothing.</param>
/// <param name="Cause">Why, for a person to read.</param>
public sealed record HearAlert(AlertNews News, string Text, string Cause) : TicketCommand
{
    /// <summary>The subject from now on; null to leave it.</summary>
    public string? Subject { get; init; }

    /// <summary>How many are hit; null to leave it.</summary>
    public Grade? Impact { get; init; }

    /// <summary>How soon it hurts; null to leave it.</summary>
    public Grade? Urgency { get; init; }

    /// <summary>Whether its children are resolved with it.</summary>
    public bool Cascade { get; init; }

    /// <inheritdoc />
    public override TicketId? NextToLookAt(Ticket ticket, IReadOnlyDictionary<TicketId, Ticket?> known) =>
        News == AlertNews.Resolved ? FamilyRules.NextChild(ticket, Resolution, known) : null;

    internal ResolveTicket Resolution => new(Text, Cause) { Cascade = Cascade };
}
