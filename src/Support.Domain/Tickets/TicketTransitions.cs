using Support.Domain.Model;

namespace Support.Domain.Tickets;

/// <summary>The one table of legal moves.</summary>
public static class TicketTransitions
{
    /// <summary>Null when the action is legal in that status; otherwise the reason why not, for a person to read.</summary>
    public static string? Refusal(TicketStatus status, TicketAction action) =>
        IsLegal(status, action) ? null : WhyNot(status, action);

    /// <summary>The status as people write it.</summary>
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

    // What names no line here is work on the matter itself, which ends when the ticket is resolved.
    private static bool IsLegal(TicketStatus status, TicketAction action) => action switch
    {
        TicketAction.Note or TicketAction.Tag or TicketAction.Watch or TicketAction.Unwatch
            or TicketAction.Link or TicketAction.Unlink => true,

        TicketAction.RequesterMessage or TicketAction.Reply or TicketAction.Assign or TicketAction.Subject
            or TicketAction.Merge or TicketAction.VendorAnswer or TicketAction.Fields or TicketAction.Requester
            or TicketAction.Spam => !IsOver(status),
        TicketAction.NotSpam => status is TicketStatus.Cancelled,
        TicketAction.Split => status is not TicketStatus.Merged,
        TicketAction.Unmerge => status is TicketStatus.Merged,

        TicketAction.Pending => IsWorkedOn(status) && status != TicketStatus.Pending,
        TicketAction.Hold => IsWorkedOn(status) && status != TicketStatus.OnHold,
        TicketAction.Resume => status is TicketStatus.Pending or TicketStatus.OnHold,
        TicketAction.Reopen or TicketAction.Close => status is TicketStatus.Resolved,

        _ => IsWorkedOn(status),
    };

    private static string WhyNot(TicketStatus status, TicketAction action) => (status, action) switch
    {
        (not TicketStatus.Merged, TicketAction.Unmerge) => $"The ticket is {Word(status)}; only a merged ticket goes on by itself again.",
        (not (TicketStatus.Cancelled or TicketStatus.Merged), TicketAction.NotSpam) => $"The ticket is {Word(status)}; only spam that was cancelled is taken back.",
        (TicketStatus.Merged, _) => "The ticket is merged; go on in the ticket that it was merged into.",
        (TicketStatus.Closed or TicketStatus.Cancelled, _) => $"The ticket is {Word(status)}; only notes, tags, links and watchers can change.",

        (_, TicketAction.Reopen) => $"The ticket is {Word(status)}; only a resolved ticket can be reopened.",
        (_, TicketAction.Close) => $"The ticket is {Word(status)}; resolve it before it is closed.",

        (TicketStatus.Resolved, TicketAction.Resolve) => "The ticket is resolved already.",
        (TicketStatus.Resolved, _) => "The ticket is resolved; reopen it first.",

        (TicketStatus.New or TicketStatus.Open, TicketAction.Resume) =>
            $"The ticket is {Word(status)}; only a pending ticket or one on hold can be resumed.",
        _ => $"The ticket is {Word(status)} already.",
    };

    private static bool IsOver(TicketStatus status) =>
        status is TicketStatus.Closed or TicketStatus.Cancelled or TicketStatus.Merged;

    private static bool IsWorkedOn(TicketStatus status) =>
        status is TicketStatus.New or TicketStatus.Open or TicketStatus.Pending or TicketStatus.OnHold;
}
