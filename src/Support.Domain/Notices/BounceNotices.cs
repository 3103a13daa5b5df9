using Support.Domain.Mail;

namespace Support.Domain.Notices;

/// <summary>Who is told that a mail did not arrive.</summary>
internal static class BounceNotices
{
    /// <summary>
    /// Who holds the ticket, and the team's channel. Of mail that the desk itself did not get only the channel: a mail about
    /// it could come back too, and a mail about that, for ever.
    /// </summary>
    public static IEnumerable<Notice> Of(MailBounced bounced, Notice template, NoticeRecipients recipients)
    {
        Notice told = template with { Reason = NoticeReason.MailUndelivered, About = bounced.Recipient };
        return bounced switch
        {
            { Failed: false } => [],
            _ when recipients.IsOfDesk(bounced.Recipient) => recipients.TeamsChannel(told),
            _ => recipients.Holders(told),
        };
    }
}
