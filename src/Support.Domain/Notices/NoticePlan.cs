using Support.Domain.Chat;
using Support.Domain.Mail;
using Support.Domain.Model;
using Support.Domain.Swarm;
using Support.Domain.Relations;
using Support.Domain.Tickets;
using Support.Domain.Vendors;

namespace Support.Domain.Notices;

/// <summary>Decides who is told of an event, and by which way. Each family of events has a file of its own.</summary>
public static class NoticePlan
{
    /// <summary>The notices of one event, given the ticket as it stands after it. No recipient is told twice of one reason.</summary>
    public static IReadOnlyList<Notice> Of(Ticket ticket, TicketEvent happened, SupportModel model)
    {
        var template = new Notice
        {
            EventVersion = happened.Version,
            Reason = NoticeReason.Acknowledgement,
            Channel = NoticeChannel.Email,
            Recipient = string.Empty,
            At = happened.At,
            Cause = happened.Cause,
        };
        var recipients = new NoticeRecipients(ticket, model, happened.At);
        IEnumerable<Notice> notices = happened.Data switch
        {
            TicketOpened or MessageAdded or StatusChanged or ChatEnded => ConversationNotices.Of(happened, template, recipients),
            SlaWarned or SlaBreached => SlaNotices.Of(happened.Data, template, recipients),
            Escalated or Paged or MajorIncidentDeclared => EscalationNotices.Of(happened.Data, template, recipients),
            AssignmentFailed => AssignmentNotices.Of(happened.Data, template, recipients),
            SwarmInvited or SwarmWidened => SwarmNotices.Of(happened.Data, template, recipients),
            VendorEngaged or VendorAnswered or VendorReleased => VendorNotices.Of(happened, ticket, template, recipients),
            MailBounced bounced => BounceNotices.Of(bounced, template, recipients),
            MergedTicketTakenIn => RelationNotices.Of(happened.Data, template),
            _ => [],
        };

        // Whose address leads nowhere is told by another way, or not at all: a mail to them could only come back.
        IEnumerable<Notice> possible = notices.Where(
            static notice => notice.Channel != NoticeChannel.Email || !MailAddressFormat.LeadsNowhere(notice.Recipient));
        return [.. possible.DistinctBy(notice => notice.Key).Select(notice => NoticeTiming.Of(notice, ticket, model))];
    }
}
