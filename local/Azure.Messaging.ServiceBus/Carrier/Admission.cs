using Azure.Messaging.ServiceBus;

namespace Support.Local.ServiceBus;

/// <summary>
/// Decides, for each message that the storage handed out, whether a receiver may see it. What it may not see is dealt
/// with here: dropped, put aside or put back.
/// </summary>
internal sealed class Admission(MessageQueue queue)
{
    /// <summary>A message that is due within this time is kept at hand instead of being put back.</summary>
    private static readonly TimeSpan KeepAtHand = TimeSpan.FromSeconds(1);

    /// <summary>The message, held; or null when it is not for a receiver. It may not be due for a moment yet.</summary>
    public async Task<HeldMessage?> AdmitAsync(
        StoredMessage stored, DateTimeOffset lockedUntil, DateTimeOffset hiddenUntil, CancellationToken cancellationToken)
    {
        Envelope? envelope = await queue.UnpackAsync(stored, cancellationToken);
        var held = new HeldMessage(queue, stored, envelope ?? Foreign(stored), lockedUntil, hiddenUntil);
        queue.Signal.PulseAt(hiddenUntil);
        try
        {
            bool admitted = queue.DeadLetters is null || await IsDeliverableAsync(held, envelope is not null, cancellationToken);
            return admitted ? queue.Hold(held) : null;
        }
        catch (ServiceBusException lost) when (lost.Reason == ServiceBusFailureReason.MessageLockLost)
        {
            // It came too late, and another receiver has the message by now.
            return null;
        }
    }

    private async Task<bool> IsDeliverableAsync(HeldMessage held, bool isReadable, CancellationToken cancellationToken)
    {
        Envelope envelope = held.Envelope;
        if (!isReadable)
        {
            await queue.DeadLetterAsync(held, DeadLetter.Unreadable, cancellationToken);
            return false;
        }

        if (queue.Duplicates is { } duplicates
            && envelope.MessageId is { } id
            && !await duplicates.OwnsAsync(id, held.StorageId, LocalClock.Transport.GetUtcNow(), cancellationToken))
        {
            await queue.CompleteAsync(held, cancellationToken);
            return false;
        }

        if (envelope.ScheduledEnqueueTime != default && !await IsDueAsync(held, cancellationToken))
        {
            return false;
        }

        if (envelope.ExpiresAt <= LocalClock.Business.GetUtcNow())
        {
            await (queue.Properties.DeadLetteringOnMessageExpiration
                ? queue.DeadLetterAsync(held, DeadLetter.Expired, cancellationToken)
                : queue.CompleteAsync(held, cancellationToken));
            return false;
        }

        if (held.DeliveryCount > queue.Properties.MaxDeliveryCount)
        {
            // Its last receiver neither settled it nor lived to do so.
            await queue.DeadLetterAsync(held, DeadLetter.TooManyDeliveries(queue.Properties), cancellationToken);
            return false;
        }

        return true;
    }

    private async Task<bool> IsDueAsync(HeldMessage held, CancellationToken cancellationToken)
    {
        Envelope envelope = held.Envelope;
        TimeSpan wait = BusinessPace.RealTimeUntil(envelope.ScheduledEnqueueTime, out bool isCertain);
        if (wait > KeepAtHand || (wait > TimeSpan.Zero && !isCertain))
        {
            await queue.ReleaseAsync(held, wait, cancellationToken);
            return false;
        }

        if (envelope.Cancellable && await queue.Cancelled.ContainsAsync(envelope.SequenceNumber, cancellationToken))
        {
            await queue.CompleteAsync(held, cancellationToken);
            await queue.Cancelled.RemoveAsync(envelope.SequenceNumber, cancellationToken);
            return false;
        }

        return true;
    }

    private static Envelope Foreign(StoredMessage stored) => new() { MessageId = stored.Id, Text = stored.Text };
}
