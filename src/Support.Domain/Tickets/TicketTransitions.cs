using Support.Domain.Model;

namespace Support.Domain.Tickets;

/// <summary>What can be done to a ticket.</summary>
public enum TicketAction
{
    /// <summary>The requester writes.</summary>
    RequesterMessage,

    /// <summary>An agent takes it.</summary>
    Take,

    /// <summary>It is given to somebody.</summary>
    Assign,

    /// <summary>An agent answers.</summary>
    Reply,

    /// <summary>An agent notes something.</summary>
    Note,

    /// <summary>It is handed up.</summary>
    Escalate,

    /// <summary>It waits for the requester.</summary>
    Pending,

    /// <summary>It waits no longer.</summary>
    Resume,

    /// <summary>It is answered.</summary>
    Resolve,

    /// <summary>It was not answered after all.</summary>
    Reopen,

    /// <summary>It is over.</summary>
    Close,

    /// <summary>A page is acknowledged.</summary>
    Acknowledge,
}

/// <summary>The one table of legal moves.</summary>
public static class TicketTransitions
{
    /// <summary>Null when the action is legal in that status; otherwise the reason why not, for a person to read.</summary>
    public static string? Refusal(TicketStatus status, TicketAction action) => (status, action) switch
    {
        (TicketStatus.Closed or TicketStatus.Cancelled or TicketStatus.Merged, TicketAction.Note) => null,
        (TicketStatus.Closed or TicketStatus.Cancelled or TicketStatus.Merged, _) =>
            $"The ticket is {Word(status)}; only notes can be added.",

        (TicketStatus.Resolved, TicketAction.RequesterMessage or TicketAction.Reply or TicketAction.Note
            or TicketAction.Assign or TicketAction.Reopen or TicketAction.Close) => null,
        (TicketStatus.Resolved, TicketAction.Resolve) => "The ticket is resolved already.",
        (TicketStatus.Resolved, _) => "The ticket is resolved; reopen it first.",

        (_, TicketAction.Reopen) => $"The ticket is {Word(status)}; only a resolved ticket can be reopened.",
        (_, TicketAction.Close) => $"The ticket is {Word(status)}; resolve it before it is closed.",

        (TicketStatus.Pending, TicketAction.Pending) => "The ticket is pending already.",
        (TicketStatus.New or TicketStatus.Open, TicketAction.Resume) =>
            $"The ticket is {Word(status)}; only a pending ticket or one on hold can be resumed.",
        _ => null,
    };

    /// <summary>The status as the API writes it.</summary>
    public static string Word(TicketStatus status) => status switch
    {
        TicketStatus.New => "new",
        TicketStatus.Open => "open",
        TicketStatus.Pending => "pending",
        TicketStatus.OnHold => "on hold",
        TicketStatus.Resolved => "resolved",
        TicketStatus.Closed => "closed",
        TicketStatus.Cancelled => "cancelled",
        _ => "merged",
    };
}
