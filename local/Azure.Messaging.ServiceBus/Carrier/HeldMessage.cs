using Azure.Messaging.ServiceBus;

namespace Support.Local.ServiceBus;

/// <summary>
/// A message that this process has taken and not yet settled. Its lock is two locks: the one that the receiver was
/// promised, kept here, and the shorter one that the storage keeps, renewed while the first one lasts.
/// </summary>
internal sealed class HeldMessage(
    MessageQueue queue, StoredMessage stored, Envelope envelope, DateTimeOffset lockedUntil, DateTimeOffset hiddenUntil)
{
    private readonly Lock _gate = new();
    private Task _renewal = Task.CompletedTask;
    private bool _settling;

    public Guid LockToken { get; } = LocalIdentity.NewGuid();

    public MessageQueue Queue => queue;

    public Envelope Envelope => envelope;

    public string StorageId => stored.Id;

    public string PopReceipt { get; private set; } = stored.PopReceipt;

    public int DequeueCount => stored.DequeueCount;

    public int DeliveryCount => DequeueCount - envelope.UndeliveredDequeues;

    public DateTimeOffset LockedUntil { get; private set; } = lockedUntil;

    public DateTimeOffset HiddenUntil { get; private set; } = hiddenUntil;

    /// <summary>Prolongs what the receiver was promised; the storage's lock follows by itself.</summary>
    public DateTimeOffset ProlongLock(DateTimeOffset now)
    {
        lock (_gate)
        {
            if (_settling || now >= LockedUntil)
            {
                throw LockLost();
            }

            return LockedUntil = now + queue.Properties.LockDuration;
        }
    }

    /// <summary>Keeps the storage from showing the message to others for a while longer.</summary>
    /// <returns>False when the message is no longer this process's.</returns>
    public async Task<bool> KeepHiddenAsync(CancellationToken cancellationToken)
    {
        Task<string> update;
        DateTimeOffset now = LocalClock.Transport.GetUtcNow();
        int seconds = LockKeeper.HiddenSeconds(LockedUntil - now);
        lock (_gate)
        {
            if (_settling)
            {
                return true;
            }

            _renewal = update = queue.Storage.UpdateAsync(StorageId, PopReceipt, seconds, text: null, cancellationToken);
        }

        try
        {
            PopReceipt = await update;
            queue.Signal.Forget(HiddenUntil);
            HiddenUntil = now.AddSeconds(seconds);
            queue.Signal.PulseAt(HiddenUntil);
            return true;
        }
        catch (ServiceBusException lost) when (lost.Reason == ServiceBusFailureReason.MessageLockLost)
        {
            return false;
        }
    }

    /// <summary>
    /// Does the one thing that ends the hold. When it fails for a passing reason the message is held as before, so
    /// that the caller may try again.
    /// </summary>
    public async Task SettleAsync(Func<HeldMessage, Task> settlement)
    {
        Task renewal;
        lock (_gate)
        {
            if (_settling || LocalClock.Transport.GetUtcNow() >= LockedUntil)
            {
                throw LockLost();
            }

            _settling = true;
            renewal = _renewal;
        }

        // A renewal under way changes the pop receipt; settling with the old one would be refused.
        await renewal.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        if (renewal is Task<string> { IsCompletedSuccessfully: true } renewed)
        {
            PopReceipt = await renewed;
        }

        try
        {
            await settlement(this);
            queue.Signal.Forget(HiddenUntil);
        }
        catch (Exception failure) when (failure is not ServiceBusException { Reason: ServiceBusFailureReason.MessageLockLost })
        {
            lock (_gate)
            {
                _settling = false;
            }

            throw;
        }
    }

    public ServiceBusException LockLost() => LockLost(queue.EntityPath);

    public static ServiceBusException LockLost(string entityPath) => new(
        "The lock supplied is invalid. Either the lock expired, or the message has already been removed from the queue.",
        ServiceBusFailureReason.MessageLockLost,
        entityPath);
}
