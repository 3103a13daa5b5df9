using Support.Domain.Model;
using Support.Domain.Tickets;

namespace Support.Domain.Alerts;

/// <summary>What an alert did.</summary>
public enum AlertOutcome
{
    /// <summary>It opened a ticket.</summary>
    Opened,

    /// <summary>It was added to the ticket that it has.</summary>
    Added,

    /// <summary>It said nothing new, and was only counted.</summary>
    Counted,

    /// <summary>It joined a storm's ticket, or changed what that one counts.</summary>
    Storm,

    /// <summary>It changes too often, and its changes are only counted for a while.</summary>
    Damped,

    /// <summary>It resolved its ticket, or asked who holds it to.</summary>
    Resolved,

    /// <summary>It changed nothing: it has no ticket, or its ticket heard it already.</summary>
    Ignored,
}

/// <summary>What a decision about alerts may look at beside them.</summary>
public sealed record AlertContext
{
    /// <summary>Now.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>The model's rules.</summary>
    public required AlertIntakeRules Rules { get; init; }

    /// <summary>How the tickets of those alerts stand that have one; one that is not there is about to be opened.</summary>
    public required IReadOnlyDictionary<TicketId, AlertTicket> Tickets { get; init; }

    /// <summary>A reference for a ticket that is to be opened.</summary>
    public required Func<TicketId> NewTicket { get; init; }
}

/// <summary>How an alert's ticket stands.</summary>
/// <param name="IsOver">Whether nothing will happen to it any more.</param>
/// <param name="ResolvedAt">Since when it is resolved; null when it is not.</param>
public sealed record AlertTicket(bool IsOver, DateTimeOffset? ResolvedAt);

/// <summary>What came of alerts.</summary>
/// <param name="Group">The group afterwards.</param>
/// <param name="Changed">The alerts that are to be written, as they are afterwards.</param>
/// <param name="Outcomes">What each alert did, and the ticket that it has now, in the order in which they came.</param>
/// <param name="DueAt">When something is to be done even if nothing more comes; null for never.</param>
public sealed record AlertDecision(
    AlertGroup Group, IReadOnlyList<AlertState> Changed, IReadOnlyList<AlertTaken> Outcomes, DateTimeOffset? DueAt);

/// <summary>What an alert did.</summary>
/// <param name="Outcome">What.</param>
/// <param name="Ticket">The ticket that it has; null for none.</param>
public sealed record AlertTaken(AlertOutcome Outcome, TicketId? Ticket);

/// <summary>
/// What alerts of one group do: pure, and the only place where that is decided. It answers with what to remember and what
/// to do to tickets; both are written in one step, and the tickets are done afterwards.
/// </summary>
public static class AlertRules
{
    /// <summary>Takes alerts in, in that order, after what time itself has brought.</summary>
    /// <param name="group">The group.</param>
    /// <param name="known">What is remembered of these alerts, and of those that <see cref="Needed"/> names.</param>
    /// <param name="alerts">All of this group.</param>
    /// <param name="context">What else counts.</param>
    public static AlertDecision Decide(
        AlertGroup group, IReadOnlyList<AlertState> known, IReadOnlyList<Alert> alerts, AlertContext context)
    {
        var draft = new AlertDraft(group, known, context);
        AlertHearing.Pass(draft);
        AlertTaken[] taken = [.. alerts.Select(alert => AlertHearing.Hear(draft, alert))];
        StormLife.Settle(draft);
        return draft.Done(taken);
    }

    /// <summary>Which alerts have to be known beside those that come, lest a storm begins or somebody was quiet for long enough.</summary>
    /// <param name="group">The group.</param>
    /// <param name="now">Now.</param>
    /// <param name="most">The most that are named of those that were quiet.</param>
    public static IReadOnlyList<string> Needed(AlertGroup group, DateTimeOffset now, int most) =>
    [
        .. group.Recent.Select(static recent => recent.Key)
            .Concat(group.Damped.Where(damped => damped.Until <= now).Take(most).Select(static damped => damped.Key))
            .Distinct(StringComparer.Ordinal),
    ];
}
