using Support.Domain.Tickets;
using Support.Platform.Tickets;

namespace Support.Platform.Chat;

/// <summary>What was said in a chat, for the visitor to see.</summary>
public sealed class ChatConversations(TicketStore store, ChatSessions sessions)
{
    /// <summary>What comes after a place in the chat.</summary>
    public async Task<ChatPart> AfterAsync(ChatSession session, long position, CancellationToken cancellationToken)
    {
        (int first, int seen) = ChatPosition.Parse(position);
        var lines = new List<ChatLine>();
        Ticket? ticket = null;
        for (int index = first; index < session.Tickets.Count; index++)
        {
            ChatTicket part = session.Tickets[index];
            if (await store.FindAsync(part.Id, cancellationToken) is not { Ticket: { } found })
            {
                break;
            }

            ticket = found;
            int after = Math.Max(index == first ? seen : 0, part.From - 1);
            IReadOnlyList<TicketMessage> messages = found.Messages > after
                ? await store.MessagesAfterAsync(part.Id, after, cancellationToken)
                : [];
            lines.AddRange(messages.Where(static message => message.Public).Select(message => ChatLine.Of(index, message)));

            // Past the notes too, which are not the visitor's to see.
            position = Math.Max(position, ChatPosition.Of(index, messages.Count > 0 ? messages[^1].Number : Math.Max(after, 0)));
        }

        return new ChatPart(lines, position, ticket);
    }

    /// <summary>
    /// Why an answer need not be mailed to a visitor, for a person to read: they have seen it in the chat. Null when they have
    /// not, as far as is known, or the ticket holds no chat.
    /// </summary>
    public async Task<string?> WhySeenAsync(TicketId ticket, int message, CancellationToken cancellationToken)
    {
        if (await sessions.OfTicketAsync(ticket, cancellationToken) is not { } session)
        {
            return null;
        }

        for (int index = 0; index < session.Tickets.Count; index++)
        {
            if (session.Tickets[index].Id == ticket && session.Seen >= ChatPosition.Of(index, message))
            {
                return "the requester has seen it in the chat";
            }
        }

        return null;
    }
}

/// <summary>A part of a chat.</summary>
/// <param name="Messages">The messages, in order.</param>
/// <param name="Next">The place after which the next part begins.</param>
/// <param name="Ticket">The last ticket that was looked at; null when none is open yet.</param>
public sealed record ChatPart(IReadOnlyList<ChatLine> Messages, long Next, Ticket? Ticket);

/// <summary>A message as the visitor sees it.</summary>
/// <param name="Id">Its place in the chat.</param>
/// <param name="At">When.</param>
/// <param name="From"><c>visitor</c> or <c>support</c>.</param>
/// <param name="Name">The name of who wrote it; null when they have none.</param>
/// <param name="Text">Plain text.</param>
/// <param name="ClientId">The id that the visitor's side gave it; null for one from the desk.</param>
public sealed record ChatLine(long Id, DateTimeOffset At, string From, string? Name, string Text, string? ClientId)
{
    /// <summary>The view of a message in that of the chat's tickets.</summary>
    public static ChatLine Of(int ticket, TicketMessage message)
    {
        bool isVisitor = message.Author.Kind == ActorKind.Requester;
        return new ChatLine(
            ChatPosition.Of(ticket, message.Number),
            message.At,
            isVisitor ? "visitor" : "support",
            message.Author.Name,
            message.Text,
            isVisitor ? message.Source?.Id : null);
    }
}
