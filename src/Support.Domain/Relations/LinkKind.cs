namespace Support.Domain.Relations;

/// <summary>What another ticket is to a ticket. Every kind but the first has one that says the same from the other side.</summary>
public enum LinkKind
{
    /// <summary>They have something to do with each other.</summary>
    RelatesTo,

    /// <summary>This ticket tells of the same matter as the other, which is worked on.</summary>
    DuplicateOf,

    /// <summary>The other ticket tells of the same matter as this one.</summary>
    DuplicatedBy,

    /// <summary>The other ticket is the cause of this one.</summary>
    CausedBy,

    /// <summary>This ticket is the cause of the other.</summary>
    Causes,

    /// <summary>The other ticket is the whole of which this one is a part.</summary>
    Parent,

    /// <summary>The other ticket is a part of this one.</summary>
    Child,

    /// <summary>The other ticket waits for this one.</summary>
    Blocks,

    /// <summary>This ticket waits for the other.</summary>
    BlockedBy,

    /// <summary>This ticket was split off the other.</summary>
    SplitFrom,

    /// <summary>The other ticket was split off this one.</summary>
    SplitInto,
}

/// <summary>Another ticket, and what it is to this one.</summary>
/// <param name="To">The other ticket.</param>
/// <param name="As">What it is to this one.</param>
public sealed record TicketLink(Tickets.TicketId To, LinkKind As);

/// <summary>Kinds of link from both sides.</summary>
public static class LinkKinds
{
    /// <summary>The kind that says the same from the other side.</summary>
    public static LinkKind Inverse(this LinkKind kind) => kind switch
    {
        LinkKind.DuplicateOf => LinkKind.DuplicatedBy,
        LinkKind.DuplicatedBy => LinkKind.DuplicateOf,
        LinkKind.CausedBy => LinkKind.Causes,
        LinkKind.Causes => LinkKind.CausedBy,
        LinkKind.Parent => LinkKind.Child,
        LinkKind.Child => LinkKind.Parent,
        LinkKind.Blocks => LinkKind.BlockedBy,
        LinkKind.BlockedBy => LinkKind.Blocks,
        LinkKind.SplitFrom => LinkKind.SplitInto,
        LinkKind.SplitInto => LinkKind.SplitFrom,
        _ => LinkKind.RelatesTo,
    };
}
