using Support.Domain.Tickets;

namespace Support.Functions.Intake.Email;

/// <summary>What became of a mail. Every mail has exactly one fate.</summary>
public enum MailFate
{
    /// <summary>It opened a ticket.</summary>
    Opened,

    /// <summary>It is a message of a ticket, public or internal.</summary>
    Added,

    /// <summary>It waits, because too many came at once; it is taken later, and nothing has to be sent again.</summary>
    Held,

    /// <summary>It is kept whole in the quarantine, with the reason.</summary>
    Quarantined,
}

/// <summary>What became of a mail.</summary>
/// <param name="Fate">What.</param>
/// <param name="Reason">Why, for a person to read.</param>
/// <param name="Ticket">The ticket that it is in; null for none.</param>
public sealed record MailOutcome(MailFate Fate, string Reason, TicketId? Ticket = null)
{
    /// <summary>Whether it came before, so that nothing was done this time.</summary>
    public bool Known { get; init; }
}
