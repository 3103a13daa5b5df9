using Azure.Messaging.ServiceBus;

namespace Support.Local.ServiceBus;

/// <summary>A queue, a subscription or the dead letters of one, on the storage queue that carries it.</summary>
internal sealed class MessageQueue
{
    private readonly EnvelopeStore _envelopes;
    private readonly LockKeeper _locks;

    public MessageQueue(
        StorageClient client, LockKeeper locks, string entityPath, string storageName, EntityProperties properties, MessageQueue? deadLetters)
    {
        EntityPath = entityPath;
        Properties = properties;
        DeadLetters = deadLetters;
        Storage = new StorageQueue(client, storageName, entityPath);
        Signal = SharedBus.Current.Signal(new Uri(client.Account.Queues, storageName));
        Cancelled = new CancelledMessages(client, storageName, entityPath);
        Duplicates = properties.RequiresDuplicateDetection && deadLetters is not null
            ? new DuplicateHistory(client, storageName, entityPath, properties.DuplicateDetectionHistoryTimeWindow)
            : null;
        _locks = locks;
        _envelopes = new EnvelopeStore(new StorageContainer(client, EnvelopeStore.ContainerName), storageName, entityPath);
    }

    public string EntityPath { get; }

    public EntityProperties Properties { get; }

    public StorageQueue Storage { get; }

    public QueueSignal Signal { get; }

    public CancelledMessages Cancelled { get; }

    public DuplicateHistory? Duplicates { get; }

    /// <summary>Where what cannot be delivered goes; null when this is that place.</summary>
    public MessageQueue? DeadLetters { get; }

    public async Task PutAsync(Envelope envelope, CancellationToken cancellationToken)
    {
        // Whole seconds, rounded down: early is put right by the receiver, late is not.
        int hidden = envelope.ScheduledEnqueueTime == default
            ? 0
            : WholeSeconds(BusinessPace.RealTimeUntil(envelope.ScheduledEnqueueTime, out _));
        (string text, _) = await _envelopes.PackAsync(envelope, cancellationToken);
        try
        {
            await Storage.PutAsync(text, hidden, cancellationToken);
        }
        finally
        {
            // A put that failed may have been carried out all the same.
            PulseAfter(hidden);
        }
    }

    /// <summary>What the stored text says, or null when it says nothing that makes sense.</summary>
    public ValueTask<Envelope?> UnpackAsync(StoredMessage stored, CancellationToken cancellationToken) =>
        _envelopes.UnpackAsync(stored.Text, cancellationToken);

    public HeldMessage Hold(HeldMessage message)
    {
        _locks.Hold(message);
        return message;
    }

    public Task CompleteAsync(HeldMessage message, CancellationToken cancellationToken) =>
        SettleAsync(message, held => DeleteAsync(held, cancellationToken));

    public async Task AbandonAsync(
        HeldMessage message, IDictionary<string, object>? propertiesToModify, CancellationToken cancellationToken)
    {
        if (DeadLetters is not null && message.DeliveryCount >= Properties.MaxDeliveryCount)
        {
            await DeadLetterAsync(message, DeadLetter.TooManyDeliveries(Properties) with { Properties = propertiesToModify }, cancellationToken);
            return;
        }

        await SettleAsync(message, async held =>
        {
            if (propertiesToModify is not { Count: > 0 })
            {
                await ShowAsync(held, text: null, cancellationToken);
                return;
            }

            Envelope changed = DeadLetter.WithProperties(held.Envelope, propertiesToModify) with { Blob = null };
            (string text, _) = await _envelopes.PackAsync(changed, cancellationToken);
            await ShowAsync(held, text, cancellationToken);
            await _envelopes.DropAsync(held.Envelope, cancellationToken);
        });
    }

    public Task DeadLetterAsync(HeldMessage message, DeadLetter deadLetter, CancellationToken cancellationToken) =>
        SettleAsync(message, async held =>
        {
            // First there, then not here: a crash between the two leaves a second letter, never none.
            MessageQueue destination = DeadLetters ?? throw new InvalidOperationException($"{EntityPath} holds dead letters already.");
            await destination.PutAsync(deadLetter.Address(held.Envelope, EntityPath), cancellationToken);
            await DeleteAsync(held, cancellationToken);
        });

    /// <summary>Gives back a message that nobody was handed, so that it does not count as delivered.</summary>
    public Task ReleaseAsync(HeldMessage message, TimeSpan hiddenFor, CancellationToken cancellationToken) =>
        SettleAsync(message, async held =>
        {
            Envelope undelivered = held.Envelope with { UndeliveredDequeues = held.Envelope.UndeliveredDequeues + 1 };
            (string text, _) = await _envelopes.PackAsync(undelivered, cancellationToken);
            await ShowAsync(held, text, cancellationToken, WholeSeconds(hiddenFor));
        });

    private static int WholeSeconds(TimeSpan time) =>
        (int)Math.Min(time.TotalSeconds, StorageQueue.MaxVisibilityTimeout.TotalSeconds);

    private async Task ShowAsync(HeldMessage held, string? text, CancellationToken cancellationToken, int hiddenSeconds = 0)
    {
        try
        {
            await Storage.UpdateAsync(held.StorageId, held.PopReceipt, hiddenSeconds, text, cancellationToken);
        }
        finally
        {
            PulseAfter(hiddenSeconds);
        }
    }

    private void PulseAfter(int seconds) => Signal.PulseAt(LocalClock.Transport.GetUtcNow().AddSeconds(seconds));

    private async Task DeleteAsync(HeldMessage held, CancellationToken cancellationToken)
    {
        await Storage.DeleteAsync(held.StorageId, held.PopReceipt, cancellationToken);
        await _envelopes.DropAsync(held.Envelope, cancellationToken);
    }

    private async Task SettleAsync(HeldMessage message, Func<HeldMessage, Task> settlement)
    {
        try
        {
            await message.SettleAsync(settlement);
            _locks.LetGo(message);
        }
        catch (ServiceBusException lost) when (lost.Reason == ServiceBusFailureReason.MessageLockLost)
        {
            _locks.LetGo(message);
            throw;
        }
    }
}
