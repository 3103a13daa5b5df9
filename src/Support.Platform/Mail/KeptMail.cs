using System.Text.Json;
using Azure.Messaging.ServiceBus;
using Support.Domain.Json;
using Support.Platform.Bus;

namespace Support.Platform.Mail;

/// <summary>A mail whose bytes are kept: what is needed to take it later, or once more.</summary>
public sealed record KeptMail
{
    /// <summary>The content that holds it as it came.</summary>
    public required string Content { get; init; }

    /// <summary>What that is.</summary>
    public required string ContentType { get; init; }

    /// <summary>Who delivered it.</summary>
    public required string Provider { get; init; }

    /// <summary>The id that the provider gave it; null for none.</summary>
    public string? ProviderId { get; init; }

    /// <summary>The reverse path of the SMTP conversation; null when nobody said.</summary>
    public string? EnvelopeFrom { get; init; }

    /// <summary>To whom it was delivered, as far as somebody said.</summary>
    public IReadOnlyList<string> EnvelopeTo { get; init; } = [];

    /// <summary>What the provider found out of the sender; null for nothing.</summary>
    public string? AuthenticationResults { get; init; }

    /// <summary>Whether it has waited its turn.</summary>
    public bool Paced { get; init; }

    /// <summary>How often it was taken out of the quarantine; 0 for a mail that was not.</summary>
    public int Replay { get; init; }

    /// <summary>Whether it opens a ticket where the rules would put it into the quarantine again: somebody looked at it.</summary>
    public bool Release { get; init; }
}

/// <summary>Brings mails back: those that wait, and those that are taken out of the quarantine.</summary>
public sealed class KeptMails(ServiceBusClient bus)
{
    private readonly ServiceBusSender _queue = bus.CreateSender(BusNames.Mail);

    /// <summary>The mail of a message.</summary>
    /// <exception cref="JsonException">It is none.</exception>
    public static KeptMail Read(ServiceBusReceivedMessage message) =>
        JsonSerializer.Deserialize<KeptMail>(message.Body.ToMemory().Span, SupportJson.Options)
        ?? throw new JsonException("The message is empty.");

    /// <summary>Takes it again then. The same mail scheduled twice is one.</summary>
    /// <param name="mail">The mail.</param>
    /// <param name="at">When; null for at once.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task ScheduleAsync(KeptMail mail, DateTimeOffset? at, CancellationToken cancellationToken)
    {
        var message = new ServiceBusMessage(BinaryData.FromBytes(JsonSerializer.SerializeToUtf8Bytes(mail, SupportJson.Options)))
        {
            MessageId = $"{mail.Content}-{mail.Replay}",
            Subject = "keptMail",
            ContentType = "application/json",
        };
        if (at is { } then)
        {
            message.ScheduledEnqueueTime = then;
        }

        return _queue.SendMessageAsync(message, cancellationToken);
    }
}
