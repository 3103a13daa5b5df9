using Azure;
using Support.Domain.Chat;
using Support.Domain.Tickets;

namespace Support.Platform.Chat;

/// <summary>A visitor's chat: who they said they are, and which tickets hold what was said.</summary>
public sealed record ChatSession
{
    /// <summary>32 hexadecimal digits. No secret: whoever knows it needs the token too.</summary>
    public required string Id { get; init; }

    /// <summary>Mail address, as the visitor said, proven by nothing; null when they did not.</summary>
    public string? Email { get; init; }

    /// <summary>What the visitor is called; null when they did not say.</summary>
    public string? Name { get; init; }

    /// <summary>Application id; null for what the model says.</summary>
    public string? Application { get; init; }

    /// <summary>The page that the chat stands on; null when nobody said.</summary>
    public string? Page { get; init; }

    /// <summary>When it began.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Until when the visitor can come back.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>
    /// The tickets, in order. The reference of the last one is chosen before it is opened, so that whoever delivers the first
    /// message, and how often, opens the same.
    /// </summary>
    public required IReadOnlyList<ChatTicket> Tickets { get; init; }

    /// <summary>The position up to which the visitor has certainly seen everything.</summary>
    public long Seen { get; init; }

    /// <summary>How many messages the visitor sent, repetitions among them.</summary>
    public int Sent { get; init; }

    /// <summary>When the minute began in which <see cref="SentInMinute"/> counts.</summary>
    public DateTimeOffset MinuteBeganAt { get; init; }

    /// <summary>How many the visitor sent in that minute.</summary>
    public int SentInMinute { get; init; }

    /// <summary>Guards the next write.</summary>
    public ETag ETag { get; init; }

    /// <summary>The visitor as a requester.</summary>
    public Requester Requester => new(Email ?? ChatVisitor.Address(Id), Name ?? (Email is null ? "Visitor" : null));

    /// <summary>The visitor as who does something.</summary>
    public Actor Actor => new(ActorKind.Requester, Requester.Email, Requester.Name);
}

/// <summary>A ticket that holds a part of a chat.</summary>
/// <param name="Id">Reference.</param>
/// <param name="From">Number of the first message that is the visitor's to see.</param>
public sealed record ChatTicket(TicketId Id, int From);

/// <summary>A place in a chat: grows with every message, across the tickets that hold it.</summary>
public static class ChatPosition
{
    // Message numbers have six digits.
    private const long TicketStride = 1_000_000;

    /// <summary>The place of a message.</summary>
    /// <param name="ticket">Which of the chat's tickets, from 0.</param>
    /// <param name="message">Number of the message in it.</param>
    public static long Of(int ticket, int message) => (ticket * TicketStride) + message;

    /// <summary>Which of the chat's tickets, from 0, and which message.</summary>
    public static (int Ticket, int Message) Parse(long position) =>
        ((int)Math.Min(position / TicketStride, int.MaxValue), (int)(position % TicketStride));
}
