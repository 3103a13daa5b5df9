using Support.Domain.Model;
using Support.Domain.Tickets;
using Support.Functions.Intake.Tickets;
using Support.Platform.Chat;

namespace Support.Functions.Intake.Chat;

/// <summary>A message that was taken.</summary>
/// <param name="Id">Its place in the chat.</param>
/// <param name="Ticket">The ticket that holds it.</param>
/// <param name="Next">What happens next, and by when.</param>
/// <param name="Link">The link that opens the ticket to whoever holds it.</param>
public sealed record ChatTaken(long Id, TicketId Ticket, NextForRequester Next, Uri Link);

/// <summary>What was said after a place in the chat.</summary>
/// <param name="Messages">The messages, in order.</param>
/// <param name="Next">The place to ask from the next time.</param>
/// <param name="Ended">Whether the chat has ended; it goes on when the visitor writes.</param>
/// <param name="Ticket">The ticket that holds the end of it; null while there is none.</param>
/// <param name="Status">Where the ticket stands; null while there is none.</param>
public sealed record ChatNews(IReadOnlyList<ChatLine> Messages, long Next, bool Ended, TicketId? Ticket, TicketStatus? Status)
{
    /// <summary>The view of a part of a chat.</summary>
    public static ChatNews Of(ChatPart part) =>
        new(part.Messages, part.Next, part.Ticket?.Chat?.EndedAt is not null, part.Ticket?.Id, part.Ticket?.Status);
}

/// <summary>A chat that was left.</summary>
/// <param name="Ended">That it is.</param>
/// <param name="Transcript">Whether what was said goes to the visitor by mail.</param>
public sealed record ChatEnd(bool Ended, bool Transcript);

/// <summary>What opens a chat's stream.</summary>
/// <param name="Ticket">For the parameter <c>ticket</c> of its address.</param>
/// <param name="ExpiresAt">From when on it opens nothing; a stream that is open stays open.</param>
public sealed record ChatStreamTicket(string Ticket, DateTimeOffset ExpiresAt);
