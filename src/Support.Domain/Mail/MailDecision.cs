using Support.Domain.Tickets;

namespace Support.Domain.Mail;

/// <summary>What is done with a mail.</summary>
public enum MailAction
{
    /// <summary>It opens a ticket.</summary>
    OpenTicket,

    /// <summary>It opens a ticket that is linked to another, which its sender learns nothing of.</summary>
    OpenLinked,

    /// <summary>It opens a follow-up of a ticket that is over.</summary>
    OpenFollowUp,

    /// <summary>It is the requester's message, or that of somebody who follows the ticket.</summary>
    AddMessage,

    /// <summary>It is an internal message: agents see it; no clock, no status and nobody else is moved by it.</summary>
    AddNote,

    /// <summary>It is an agent's public answer.</summary>
    AgentReply,

    /// <summary>It is an agent's internal note.</summary>
    AgentNote,

    /// <summary>It is the vendor's answer.</summary>
    VendorAnswer,

    /// <summary>It reports that a mail of ours did not arrive.</summary>
    RecordBounce,

    /// <summary>It is kept whole, for a person to look at.</summary>
    Quarantine,
}

/// <summary>What is done with a mail, and why.</summary>
/// <param name="Action">What.</param>
/// <param name="Reason">Why, for a person to read.</param>
public sealed record MailDecision(MailAction Action, string Reason)
{
    /// <summary>The ticket that it is added to, follows up or is linked to; null for none.</summary>
    public TicketId? Ticket { get; init; }

    /// <summary>The id of the agent who wrote it; null for nobody of the desk.</summary>
    public string? Agent { get; init; }

    /// <summary>Whether the sender gets no automatic answer.</summary>
    public bool Automatic { get; init; }

    /// <summary>Who follows the ticket from then on, because they got a copy.</summary>
    public IReadOnlyList<Watcher> Watchers { get; init; } = [];

    /// <summary>Whom a mail of ours did not reach.</summary>
    public IReadOnlyList<Undelivered> Undelivered { get; init; } = [];
}
