using Support.Domain.Model;
using Support.Domain.Tickets;

namespace Support.Domain.Notices;

/// <summary>Who is told of what requester and agents say to each other.</summary>
internal static class ConversationNotices
{
    public static IEnumerable<Notice> Of(TicketEvent happened, Notice template, NoticeRecipients recipients) => happened.Data switch
    {
        TicketOpened => recipients.Requester(template),
        MessageAdded message => OfMessage(message, happened.Actor, template, recipients),
        StatusChanged { From: TicketStatus.Pending or TicketStatus.OnHold, To: TicketStatus.Open } when happened.Channel == IntakeChannel.Clock =>
            recipients.Of(Audiences.Assignee, template with { Reason = NoticeReason.WaitOver }),
        StatusChanged { To: TicketStatus.Resolved } resolved => recipients.Requester(
            template with { Reason = NoticeReason.Resolved, Message = resolved.Message }),
        _ => [],
    };

    private static IEnumerable<Notice> OfMessage(MessageAdded message, Actor author, Notice template, NoticeRecipients recipients)
    {
        if (!message.Public || message.WithStatusChange || message.Number == 1 || message.Origin is not null)
        {
            return [];
        }

        return author.Kind == ActorKind.Agent
            ? recipients.Requester(template with { Reason = NoticeReason.PublicReply, Message = message.Number })
            : recipients.Assignee(template with { Reason = NoticeReason.RequesterReply, Message = message.Number });
    }
}
