using Azure.Messaging.ServiceBus;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace Support.Local.ServiceBus;

/// <summary>Keeps a message locked while a function works on it, up to a limit.</summary>
internal sealed partial class LockRenewal(ServiceBusReceiver receiver, TimeSpan limit, ILogger logger)
{
    // A storage that is down is not asked ever more often as the end of the lock comes nearer.
    private static readonly TimeSpan ShortestPause = TimeSpan.FromSeconds(1);

    /// <summary>Renews the lock whenever half of it has passed. Never throws; ends when it is cancelled, the message is settled, the lock is lost or the limit is reached.</summary>
    public async Task KeepAsync(ServiceBusReceivedMessage message, ServiceBusMessageActions actions, CancellationToken cancellationToken)
    {
        DateTimeOffset since = LocalClock.Transport.GetUtcNow();
        try
        {
            while (true)
            {
                DateTimeOffset now = LocalClock.Transport.GetUtcNow();
                TimeSpan half = (message.LockedUntil - now) / 2;
                TimeSpan pause = half > ShortestPause ? half : ShortestPause;
                if (now + pause - since >= limit)
                {
                    return;
                }

                await Task.Delay(pause, LocalClock.Transport, cancellationToken);
                if (actions.IsSettled(message) || !await RenewAsync(message, cancellationToken))
                {
                    return;
                }
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The function has ended.
        }
    }

    /// <summary>False when the lock is lost.</summary>
    private async Task<bool> RenewAsync(ServiceBusReceivedMessage message, CancellationToken cancellationToken)
    {
        try
        {
            await receiver.RenewMessageLockAsync(message, cancellationToken);
            return true;
        }
        catch (ServiceBusException exception) when (exception.Reason == ServiceBusFailureReason.MessageLockLost)
        {
            // The function is told when its message is settled; here the lock is only not asked for again.
            if (!cancellationToken.IsCancellationRequested)
            {
                NotRenewed(message.MessageId, exception.Message);
            }

            return false;
        }
#pragma warning disable CA1031 // A storage that fails now may renew the lock in a moment.
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            NotRenewed(message.MessageId, exception.Message);
            return true;
        }
#pragma warning disable CA1031 // The function has ended: whether this renewal succeeded is of no interest.
        catch (Exception)
#pragma warning restore CA1031
        {
            return false;
        }
    }

    [LoggerMessage(9304, LogLevel.Warning, "The lock of message {MessageId} could not be renewed: {Reason}")]
    private partial void NotRenewed(string? messageId, string reason);
}
