using Azure.Messaging.ServiceBus;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>Settles messages from inside a function that the message triggered.</summary>
public class ServiceBusMessageActions
{
    private readonly ServiceBusReceiver? _receiver;
    private readonly HashSet<string> _settled = [];
    private readonly Lock _gate = new();

    internal ServiceBusMessageActions(ServiceBusReceiver receiver)
    {
        _receiver = receiver;
    }

    // For the doubles of tests, which override what they need.
    protected ServiceBusMessageActions()
    {
    }

    private ServiceBusReceiver Receiver =>
        _receiver ?? throw new InvalidOperationException("These message actions do not belong to a trigger.");

    public virtual async Task CompleteMessageAsync(ServiceBusReceivedMessage message, CancellationToken cancellationToken = default)
    {
        await Receiver.CompleteMessageAsync(message, cancellationToken);
        Settle(message);
    }

    public virtual async Task AbandonMessageAsync(
        ServiceBusReceivedMessage message, IDictionary<string, object>? propertiesToModify = null, CancellationToken cancellationToken = default)
    {
        await Receiver.AbandonMessageAsync(message, propertiesToModify, cancellationToken);
        Settle(message);
    }

    public virtual async Task DeadLetterMessageAsync(
        ServiceBusReceivedMessage message,
        Dictionary<string, object>? propertiesToModify = null,
        string? deadLetterReason = null,
        string? deadLetterErrorDescription = null,
        CancellationToken cancellationToken = default)
    {
        await Receiver.DeadLetterMessageAsync(message, propertiesToModify, deadLetterReason!, deadLetterErrorDescription, cancellationToken);
        Settle(message);
    }

    public virtual Task RenewMessageLockAsync(ServiceBusReceivedMessage message, CancellationToken cancellationToken = default) =>
        Receiver.RenewMessageLockAsync(message, cancellationToken);

    internal bool IsSettled(ServiceBusReceivedMessage message)
    {
        lock (_gate)
        {
            return _settled.Contains(message.LockToken);
        }
    }

    private void Settle(ServiceBusReceivedMessage message)
    {
        lock (_gate)
        {
            _settled.Add(message.LockToken);
        }
    }
}
