using Support.Domain.Model;

namespace Support.Domain.Tickets;

/// <summary>What a decision may look at beside the ticket and the command.</summary>
public sealed record DecisionContext
{
    /// <summary>Now.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>The support model in force.</summary>
    public required SupportModel Model { get; init; }

    /// <summary>
    /// What is known of the change when the ticket follows another model than the one in force; null when it follows that
    /// one, or when <see cref="Model"/> is not in force yet and leaves tickets where they are.
    /// </summary>
    public ModelChange? ModelChange { get; init; }

    /// <summary>Who commands.</summary>
    public required Actor Actor { get; init; }

    /// <summary>The way in.</summary>
    public required IntakeChannel Channel { get; init; }

    /// <summary>The other tickets that the command asked to look at, as they were a moment ago; null for one that does not exist.</summary>
    public IReadOnlyDictionary<TicketId, Ticket?> Others { get; init; } = new Dictionary<TicketId, Ticket?>();

    /// <summary>That other ticket; null when it does not exist.</summary>
    public Ticket? Other(TicketId id) => Others.GetValueOrDefault(id);
}

/// <summary>What came of a command.</summary>
/// <param name="Ticket">The ticket afterwards; null when it was refused before there was one.</param>
/// <param name="Events">What happened; empty when nothing did.</param>
/// <param name="Messages">What was written.</param>
/// <param name="Refusal">Why the command was refused, for a person to read; null when it was not. A refused command may
/// still bring events: deadlines that had passed when it came.</param>
public sealed record Decision(
    Ticket? Ticket, IReadOnlyList<TicketEvent> Events, IReadOnlyList<TicketMessage> Messages, string? Refusal);
