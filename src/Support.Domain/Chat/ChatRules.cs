using Support.Domain.Json;
using Support.Domain.Model;
using Support.Domain.Tickets;

namespace Support.Domain.Chat;

/// <summary>
/// The life of a chat beside the life of its ticket: it ends when the visitor says so, or when nobody has written for a
/// while, and goes on when the visitor writes again. None of it moves the ticket.
/// </summary>
internal static class ChatRules
{
    /// <summary>When the chat ends by itself; null when it does not.</summary>
    public static DateTimeOffset? IdleAt(Ticket ticket, SupportModel model) =>
        ticket is { IsOver: false, Chat: { EndedAt: null, LastAt: var last } } ? last + model.Intake.Chat.IdleAfter : null;

    /// <summary>Why it ends by itself.</summary>
    public static string IdleCause(SupportModel model) =>
        $"nobody wrote in the chat for {IsoDuration.Format(model.Intake.Chat.IdleAfter)}";

    public static string? End(TicketDraft draft, EndChat command)
    {
        if (draft.Ticket.Chat is not { } chat)
        {
            return "The ticket is held in no chat.";
        }

        // A chat that nobody answered is the visitor's words alone: mailing them to an address that anybody may have typed in
        // would let strangers send mails through us.
        bool transcript = command.Transcript && !chat.TranscriptSent && draft.Ticket.AnsweredAt is not null;
        if (chat.EndedAt is null || transcript)
        {
            draft.Emit(new ChatEnded(transcript), "the visitor ended the chat");
        }

        return null;
    }

    /// <summary>The chat of a ticket after an event; null while there is none.</summary>
    public static ChatState? After(ChatState? chat, TicketEvent next) => next.Data switch
    {
        ChatEnded ended when chat is not null =>
            chat with { EndedAt = next.At, TranscriptSent = chat.TranscriptSent || ended.Transcript },
        MessageAdded { Public: true, Origin: null } when next is { Channel: IntakeChannel.Chat, Actor.Kind: ActorKind.Requester } =>
            new ChatState(next.At, null),
        MessageAdded { Public: true } when chat is not null =>
            chat with { LastAt = next.At, TranscriptSent = false },
        _ => chat,
    };
}
