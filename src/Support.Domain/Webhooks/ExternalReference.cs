using Support.Domain.Tickets;

namespace Support.Domain.Webhooks;

/// <summary>What a ticket is called in another system.</summary>
public sealed record ExternalReference
{
    /// <summary>The source of the support model through which the two systems talk: <c>servicenow</c>.</summary>
    public required string Source { get; init; }

    /// <summary>What identifies the record there for good: the sys_id of an incident, the id of an issue.</summary>
    public required string Id { get; init; }

    /// <summary>What people there call it: <c>INC0010002</c>, <c>acme/shop#12</c>.</summary>
    public required string Number { get; init; }

    /// <summary>Where it can be seen; null for nowhere.</summary>
    public Uri? Url { get; init; }
}

/// <summary>Another system has a record of the ticket.</summary>
/// <param name="Reference">What it is called there.</param>
/// <param name="Reason">Why, for a person to read.</param>
public sealed record AddExternalReference(ExternalReference Reference, string Reason) : TicketCommand;

/// <summary>Another system has a record of the ticket.</summary>
/// <param name="Reference">What it is called there.</param>
public sealed record ExternalReferenceAdded(ExternalReference Reference) : TicketEventData;

/// <summary>Keeps what other systems call a ticket.</summary>
internal static class ExternalReferenceRules
{
    /// <summary>Far above what anybody connects; it bounds the ticket.</summary>
    public const int ReferencesMax = 20;

    /// <summary>The reason why not, or null. The same reference again changes nothing.</summary>
    public static string? Add(TicketDraft draft, AddExternalReference command)
    {
        IReadOnlyList<ExternalReference> known = draft.Ticket.ExternalReferences;
        if (known.Any(reference => reference.Source == command.Reference.Source && reference.Id == command.Reference.Id))
        {
            return null;
        }

        if (known.Count == ReferencesMax)
        {
            return $"A ticket has at most {ReferencesMax} references to other systems.";
        }

        draft.Emit(new ExternalReferenceAdded(command.Reference), command.Reason);
        return null;
    }
}
