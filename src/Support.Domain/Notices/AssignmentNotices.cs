using Support.Domain.Tickets;

namespace Support.Domain.Notices;

/// <summary>Who is told when the automatic assignment finds nobody.</summary>
internal static class AssignmentNotices
{
    public static IEnumerable<Notice> Of(TicketEventData happened, Notice template, NoticeRecipients recipients)
    {
        Notice alert = template with { Reason = NoticeReason.NobodyCanTake };
        return happened is AssignmentFailed { To: { } manager, Team: var team }
            ? recipients.HeldBy(team, manager).Holders(alert)
            : [];
    }
}
