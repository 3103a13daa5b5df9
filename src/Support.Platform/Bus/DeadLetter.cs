using System.Text;
using Azure.Messaging.ServiceBus;

namespace Support.Platform.Bus;

/// <summary>A message that nobody could handle.</summary>
public sealed record DeadLetter
{
    /// <summary>The most that is shown of a body, in bytes.</summary>
    public const int BodyMax = 64 * 1024;

    /// <summary>Its number among the dead letters of its place, by which it is asked for.</summary>
    public required string Id { get; init; }

    /// <summary>The id that its sender gave it.</summary>
    public required string? MessageId { get; init; }

    /// <summary>Why it is here, in a word: <c>InvalidTicket</c>, <c>MaxDeliveryCountExceeded</c>.</summary>
    public required string? Reason { get; init; }

    /// <summary>Why it is here, in a sentence.</summary>
    public required string? Description { get; init; }

    /// <summary>How often it was delivered.</summary>
    public required int Deliveries { get; init; }

    /// <summary>When it was sent.</summary>
    public required DateTimeOffset SentAt { get; init; }

    /// <summary>The dead letter that it was made of; null for a message that nobody replayed.</summary>
    public string? ReplayOf { get; init; }

    /// <summary>Its body, cut to <see cref="BodyMax"/> bytes; null in a list.</summary>
    public string? Body { get; init; }

    internal const string ReplayOfProperty = "replayOf";

    internal static DeadLetter Of(ServiceBusReceivedMessage message, bool withBody)
    {
        ReadOnlySpan<byte> body = message.Body.ToMemory().Span;
        return new DeadLetter
        {
            Id = IdOf(message),
            MessageId = message.MessageId,
            Reason = message.DeadLetterReason,
            Description = message.DeadLetterErrorDescription,
            Deliveries = message.DeliveryCount,
            SentAt = message.EnqueuedTime,
            ReplayOf = message.ApplicationProperties.TryGetValue(ReplayOfProperty, out object? of) ? of as string : null,
            Body = withBody ? Encoding.UTF8.GetString(body[..Math.Min(body.Length, BodyMax)]) : null,
        };
    }

    internal static string IdOf(ServiceBusReceivedMessage message) =>
        message.SequenceNumber.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
