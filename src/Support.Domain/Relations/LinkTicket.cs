using Support.Domain.Tickets;

namespace Support.Domain.Relations;

/// <summary>Link the ticket to another. The other learns of it by <see cref="LinkBack"/>.</summary>
/// <param name="To">The other ticket.</param>
/// <param name="As">What the other ticket is to this one.</param>
/// <param name="Reason">Why; null when nobody said.</param>
public sealed record LinkTicket(TicketId To, LinkKind As, string? Reason) : TicketCommand
{
    /// <inheritdoc />
    public override TicketId? NextToLookAt(Ticket ticket, IReadOnlyDictionary<TicketId, Ticket?> known) =>
        known.ContainsKey(To) ? null : To;
}

/// <summary>Take a link away. The other ticket learns of it by <see cref="UnlinkBack"/>.</summary>
/// <param name="To">The other ticket.</param>
/// <param name="As">What the other ticket was to this one; null for every link to it.</param>
/// <param name="Reason">Why; null when nobody said.</param>
public sealed record UnlinkTicket(TicketId To, LinkKind? As, string? Reason) : TicketCommand;

/// <summary>The other side of a link: this ticket was linked from another. Harmless when it knows already.</summary>
/// <param name="From">The ticket that was linked to this one.</param>
/// <param name="As">What that ticket is to this one.</param>
/// <param name="Reason">Why it was linked.</param>
public sealed record LinkBack(TicketId From, LinkKind As, string? Reason) : TicketCommand;

/// <summary>The other side of a link that was taken away. Harmless when it is gone already.</summary>
/// <param name="From">The ticket that was linked to this one.</param>
/// <param name="As">What that ticket was to this one.</param>
/// <param name="Reason">Why the link was taken away.</param>
public sealed record UnlinkBack(TicketId From, LinkKind As, string? Reason) : TicketCommand;

/// <summary>The ticket is linked to another.</summary>
/// <param name="To">The other ticket.</param>
/// <param name="As">What the other ticket is to this one.</param>
/// <param name="Back">Whether the link was made at the other ticket, and this event only follows.</param>
public sealed record TicketLinked(TicketId To, LinkKind As, bool Back = false) : TicketEventData;

/// <summary>A link was taken away.</summary>
/// <param name="To">The other ticket.</param>
/// <param name="As">What the other ticket was to this one.</param>
/// <param name="Back">Whether the link was taken away at the other ticket, and this event only follows.</param>
public sealed record TicketUnlinked(TicketId To, LinkKind As, bool Back = false) : TicketEventData;

/// <summary>Makes links and takes them away.</summary>
internal static class LinkRules
{
    /// <summary>A major incident has many children; the ticket must still be read at once.</summary>
    public const int LinksMax = 200;

    public static string? Link(TicketDraft draft, LinkTicket command)
    {
        Ticket ticket = draft.Ticket;
        if (command.To == ticket.Id)
        {
            return "A ticket cannot be linked to itself.";
        }

        if (command.As is LinkKind.SplitFrom or LinkKind.SplitInto)
        {
            return "That link is made by splitting a ticket.";
        }

        if (draft.Context.Other(command.To) is not { } other)
        {
            return $"There is no ticket {command.To}.";
        }

        if (ticket.Links.Contains(new TicketLink(command.To, command.As)))
        {
            return null;
        }

        if ((Family(ticket, command.As, other) ?? Room(ticket) ?? Room(other)) is { } refusal)
        {
            return refusal;
        }

        draft.Emit(new TicketLinked(command.To, command.As), command.Reason ?? "linked by hand");
        return null;
    }

    public static string? Unlink(TicketDraft draft, UnlinkTicket command)
    {
        TicketLink[] links = [.. draft.Ticket.Links.Where(link => link.To == command.To && (command.As is null || link.As == command.As))];
        if (links.Length == 0)
        {
            return $"The ticket has no such link to {command.To}.";
        }

        foreach (TicketLink link in links)
        {
            draft.Emit(new TicketUnlinked(link.To, link.As), command.Reason ?? "unlinked by hand");
        }

        return null;
    }

    public static string? Back(TicketDraft draft, LinkBack command)
    {
        if (!draft.Ticket.Links.Contains(new TicketLink(command.From, command.As)))
        {
            draft.Emit(new TicketLinked(command.From, command.As, Back: true), command.Reason);
        }

        return null;
    }

    public static string? Back(TicketDraft draft, UnlinkBack command)
    {
        if (draft.Ticket.Links.Contains(new TicketLink(command.From, command.As)))
        {
            draft.Emit(new TicketUnlinked(command.From, command.As, Back: true), command.Reason);
        }

        return null;
    }

    // Families have two generations: what a parent is told goes to its children and no further, so nothing goes in a ring.
    private static string? Family(Ticket ticket, LinkKind kind, Ticket other)
    {
        (Ticket? parent, Ticket? child) = kind switch
        {
            LinkKind.Parent => (other, ticket),
            LinkKind.Child => (ticket, other),
            _ => (null, null),
        };
        if (parent is null || child is null)
        {
            return null;
        }

        if (Find(child, LinkKind.Parent) is { } has)
        {
            return $"{child.Id} has the parent {has} already.";
        }

        if (Find(parent, LinkKind.Parent) is { } above)
        {
            return $"{parent.Id} is a child of {above}; a child has no children.";
        }

        return Find(child, LinkKind.Child) is { } below ? $"{child.Id} is the parent of {below}; a parent has no parent." : null;
    }

    private static string? Room(Ticket ticket) =>
        ticket.Links.Count < LinksMax ? null : $"{ticket.Id} has {LinksMax} links already, which is the most.";

    private static TicketId? Find(Ticket ticket, LinkKind kind) =>
        ticket.Links.FirstOrDefault(link => link.As == kind)?.To;
}
