using System.Text.Json;
using Support.Domain.Json;
using Support.Domain.Model;
using Support.Domain.Notices;
using Support.Domain.Tickets;

namespace Support.Platform.Webhooks;

/// <summary>
/// The body of a vendor's webhook: what the vendor may know and no more, so no team, no agent, no cause and no note but
/// the one that was written to them. Other systems read it: members may be added, never renamed or taken away.
/// </summary>
public sealed record VendorPayload
{
    /// <summary><c>ticket.vendorHandOff</c> or <c>ticket.vendorRelease</c>.</summary>
    public required string Type { get; init; }

    /// <summary>When it happened.</summary>
    public required DateTimeOffset Timestamp { get; init; }

    /// <summary>What the vendor may know.</summary>
    public required VendorData Data { get; init; }

    /// <summary>The body that tells of a notice to a vendor.</summary>
    public static byte[] Of(NoticeContent content) => JsonSerializer.SerializeToUtf8Bytes(
        new VendorPayload
        {
            Type = $"ticket.{JsonNamingPolicy.CamelCase.ConvertName(content.Notice.Reason.ToString())}",
            Timestamp = content.Notice.At,
            Data = new VendorData
            {
                Id = content.Ticket.Id,
                Subject = content.Ticket.Subject,
                Application = content.Ticket.Application,
                Priority = content.Ticket.Priority,
                Question = content.Message?.Text,
                Conversation = [.. content.Conversation.Where(static message => message.Public).Select(VendorLine.Of)],
                Answer = content.Link,
            },
        },
        SupportJson.Options);
}

/// <summary>A ticket that a vendor is asked about.</summary>
public sealed record VendorData
{
    /// <summary>Our reference.</summary>
    public required TicketId Id { get; init; }

    /// <summary>One line.</summary>
    public required string Subject { get; init; }

    /// <summary>Application id.</summary>
    public required string Application { get; init; }

    /// <summary>How urgent.</summary>
    public required Priority Priority { get; init; }

    /// <summary>What is asked; null when the conversation alone is sent.</summary>
    public string? Question { get; init; }

    /// <summary>The public messages, where they were sent along.</summary>
    public required IReadOnlyList<VendorLine> Conversation { get; init; }

    /// <summary>Where to post the answer.</summary>
    public required Uri Answer { get; init; }
}

/// <summary>A public message.</summary>
/// <param name="At">When.</param>
/// <param name="From"><c>requester</c> or <c>support</c>.</param>
/// <param name="Text">Plain text.</param>
public sealed record VendorLine(DateTimeOffset At, string From, string Text)
{
    /// <summary>The view of a message.</summary>
    public static VendorLine Of(TicketMessage message) =>
        new(message.At, message.Author.Kind == ActorKind.Requester ? "requester" : "support", message.Text);
}
