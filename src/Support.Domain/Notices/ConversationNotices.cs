using Support.Domain.Chat;
using Support.Domain.Model;
using Support.Domain.Tickets;

namespace Support.Domain.Notices;

/// <summary>Who is told of what requester and agents say to each other, and of how it ends.</summary>
internal static class ConversationNotices
{
    public static IEnumerable<Notice> Of(TicketEvent happened, Notice template, NoticeRecipients recipients) => happened.Data switch
    {
        TicketOpened { Automatic: true } => [],

        // Who writes in a chat sees there that it arrived.
        TicketOpened when happened.Channel == IntakeChannel.Chat => [],
        ChatEnded { Transcript: true } => recipients.Requester(template with { Reason = NoticeReason.ChatTranscript, Conversation = true }),
        TicketOpened => recipients.Requester(template),
        MessageAdded message => OfMessage(message, happened.Actor, template, recipients),
        StatusChanged { From: TicketStatus.Pending or TicketStatus.OnHold, To: TicketStatus.Open } when happened.Channel == IntakeChannel.Clock =>
            recipients.Of(Audiences.Assignee, template with { Reason = NoticeReason.WaitOver }),
        StatusChanged { To: TicketStatus.Resolved } resolved => recipients.RequesterAndWatchers(
            template with { Reason = NoticeReason.Resolved, Message = resolved.Message }, happened.Actor),
        StatusChanged { To: TicketStatus.Cancelled } when !recipients.IsSpam => recipients.RequesterAndWatchers(
            template with { Reason = NoticeReason.Cancelled }, happened.Actor),
        _ => [],
    };

    private static IEnumerable<Notice> OfMessage(MessageAdded message, Actor author, Notice template, NoticeRecipients recipients)
    {
        if (message.WithStatusChange || message.Number == 1 || message.Origin is not null)
        {
            return [];
        }

        if (!message.Public)
        {
            Notice mention = template with { Reason = NoticeReason.Mention, Message = message.Number };
            return recipients.Agents((message.Mentions ?? []).Where(agent => agent != author.Id), mention);
        }

        Notice reply = template with { Reason = NoticeReason.RequesterReply, Message = message.Number };
        return author.Kind == ActorKind.Agent
            ? recipients.RequesterAndWatchers(template with { Reason = NoticeReason.PublicReply, Message = message.Number }, author)
            : recipients.Assignee(reply).Concat(recipients.WatchingAgents(reply, author));
    }
}
