using Support.Domain.Tickets;

namespace Support.Domain.Notices;

/// <summary>Who is told of promises that are getting late or are broken: who held the ticket then.</summary>
internal static class SlaNotices
{
    public static IEnumerable<Notice> Of(TicketEventData happened, Notice template, NoticeRecipients recipients) => happened switch
    {
        SlaWarned warned => recipients.HeldBy(warned.Team, warned.Agent).Holders(template with
        {
            Reason = NoticeReason.SlaWarning,
            Clock = warned.Clock,
            Share = warned.Share,
            Target = warned.Target,
            DueAt = warned.DueAt,
        }),
        SlaBreached { ByModelChange: not true } breached => recipients.HeldBy(breached.Team, breached.Agent).Holders(template with
        {
            Reason = NoticeReason.SlaBreach,
            Clock = breached.Clock,
            Share = 1,
            Target = breached.Target,
            DueAt = breached.DueAt,
        }),
        _ => [],
    };
}
