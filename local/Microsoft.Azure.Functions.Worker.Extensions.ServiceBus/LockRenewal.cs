using System.Collections.Concurrent;
using Azure.Messaging.ServiceBus;
using Microsoft.Extensions.Logging;

namespace Support.Local.ServiceBus;

/// <summary>Keeps messages locked while functions work on them, up to a limit; one look a second for all of them.</summary>
internal sealed partial class LockRenewal(ServiceBusReceiver receiver, TimeSpan limit, ILogger logger)
{
    private static readonly TimeSpan LookInterval = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<string, Held> _held = new();

    public void Hold(ServiceBusReceivedMessage message)
    {
        DateTimeOffset now = LocalClock.Transport.GetUtcNow();
        _held[message.LockToken] = new Held(message, now, message.LockedUntil - now);
    }

    public void Release(ServiceBusReceivedMessage message) => _held.TryRemove(message.LockToken, out _);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(LookInterval, LocalClock.Transport);
        try
        {
            while (await timer.WaitForNextTickAsync(cancellationToken))
            {
                DateTimeOffset now = LocalClock.Transport.GetUtcNow();
                foreach (Held held in _held.Values.Where(held => IsDue(held, now)))
                {
                    await RenewAsync(held.Message, cancellationToken);
                }
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The listener stopped.
        }
    }

    private bool IsDue(Held held, DateTimeOffset now) =>
        now - held.Since < limit && held.Message.LockedUntil - now < held.LockDuration / 2;

    private async Task RenewAsync(ServiceBusReceivedMessage message, CancellationToken cancellationToken)
    {
        try
        {
            await receiver.RenewMessageLockAsync(message, cancellationToken);
        }
        catch (ServiceBusException exception) when (exception.Reason == ServiceBusFailureReason.MessageLockLost)
        {
            // The function is told when its message is settled; here the lock is only not asked for again.
            Release(message);
            NotRenewed(message.MessageId, exception.Message);
        }
#pragma warning disable CA1031 // One lock that cannot be renewed now must not keep the others from being renewed.
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            NotRenewed(message.MessageId, exception.Message);
        }
    }

    [LoggerMessage(9304, LogLevel.Warning, "The lock of message {MessageId} could not be renewed: {Reason}")]
    private partial void NotRenewed(string? messageId, string reason);

    private sealed record Held(ServiceBusReceivedMessage Message, DateTimeOffset Since, TimeSpan LockDuration);
}
