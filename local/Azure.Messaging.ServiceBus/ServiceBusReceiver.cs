using System.Runtime.CompilerServices;
using Support.Local;
using Support.Local.ServiceBus;

namespace Azure.Messaging.ServiceBus;

/// <summary>Receives from one queue or subscription, or from the dead letters of one, and settles what it received.</summary>
public class ServiceBusReceiver : IAsyncDisposable
{
    private readonly BusConnection? _connection;
    private readonly Func<MessageQueue>? _findQueue;
    private readonly CancellationTokenSource _closed = new();
    private MessageReader? _reader;

    /// <summary>For mocking.</summary>
    protected ServiceBusReceiver()
    {
        EntityPath = "";
        Identifier = "";
    }

    protected internal ServiceBusReceiver(ServiceBusClient client, string queueName, ServiceBusReceiverOptions? options)
        : this(client, options, queueName)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(queueName);
        _findQueue = () => client.Connection.Queue(EntityPath);
    }

    protected internal ServiceBusReceiver(
        ServiceBusClient client, string topicName, string subscriptionName, ServiceBusReceiverOptions? options)
        : this(client, options, $"{topicName}/Subscriptions/{subscriptionName}")
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(topicName);
        ArgumentException.ThrowIfNullOrWhiteSpace(subscriptionName);
        string subscriptionPath = EntityPath[$"{topicName}/Subscriptions/".Length..];
        _findQueue = () => client.Connection.Subscription(topicName, subscriptionPath);
    }

    private ServiceBusReceiver(ServiceBusClient client, ServiceBusReceiverOptions? options, string path)
    {
        options ??= new ServiceBusReceiverOptions();
        _connection = client.Connection;
        EntityPath = options.SubQueue switch
        {
            SubQueue.None => path,
            SubQueue.DeadLetter => path + "/$DeadLetterQueue",
            _ => throw new NotSupportedException("The Local flavour has no transfer dead letters."),
        };
        ReceiveMode = options.ReceiveMode;
        PrefetchCount = options.PrefetchCount;
        Identifier = options.Identifier ?? ServiceBusClient.NewIdentifier(EntityPath);
    }

    public virtual string FullyQualifiedNamespace => Connection.Namespace;

    public virtual string EntityPath { get; }

    public virtual ServiceBusReceiveMode ReceiveMode { get; }

    public virtual int PrefetchCount { get; }

    public virtual string Identifier { get; }

    public virtual bool IsClosed => _closed.IsCancellationRequested;

    private BusConnection Connection => _connection
        ?? throw new InvalidOperationException("A receiver made without a client is there to be mocked.");

    public virtual async Task<ServiceBusReceivedMessage?> ReceiveMessageAsync(
        TimeSpan? maxWaitTime = default, CancellationToken cancellationToken = default) =>
        await ReceiveMessagesAsync(1, maxWaitTime, cancellationToken) is [var message, ..] ? message : null;

    public virtual async Task<IReadOnlyList<ServiceBusReceivedMessage>> ReceiveMessagesAsync(
        int maxMessages, TimeSpan? maxWaitTime = default, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxMessages, 1);
        TimeSpan wait = maxWaitTime ?? Connection.TryTimeout;
        ArgumentOutOfRangeException.ThrowIfLessThan(wait, TimeSpan.Zero, nameof(maxWaitTime));
        MessageQueue queue = OpenQueue();
        Connection.ThrowIfNotReceivable(queue);
        MessageReader reader = _reader ?? Interlocked.CompareExchange(ref _reader, new MessageReader(queue), null) ?? _reader;
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _closed.Token);
        IReadOnlyList<HeldMessage> messages;
        try
        {
            messages = await reader.ReadAsync(maxMessages, wait, either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return [];
        }

        if (ReceiveMode == ServiceBusReceiveMode.ReceiveAndDelete)
        {
            await Task.WhenAll(messages.Select(message => queue.CompleteAsync(message, CancellationToken.None)));
        }

        return [.. messages.Select(Received)];
    }

    public virtual async IAsyncEnumerable<ServiceBusReceivedMessage> ReceiveMessagesAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        while (!IsClosed)
        {
            if (await ReceiveMessageAsync(maxWaitTime: null, cancellationToken) is { } message)
            {
                yield return message;
            }
        }
    }

    public virtual async Task<ServiceBusReceivedMessage?> PeekMessageAsync(
        long? fromSequenceNumber = default, CancellationToken cancellationToken = default) =>
        await PeekMessagesAsync(1, fromSequenceNumber, cancellationToken) is [var message, ..] ? message : null;

    /// <summary>
    /// Shows messages without taking them: of the first 32 that can be received now, those from the given number on.
    /// Messages that are locked or not due yet cannot be seen in a storage queue.
    /// </summary>
    public virtual async Task<IReadOnlyList<ServiceBusReceivedMessage>> PeekMessagesAsync(
        int maxMessages, long? fromSequenceNumber = default, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxMessages, 1);
        MessageQueue queue = OpenQueue();
        var peeked = new List<ServiceBusReceivedMessage>();
        foreach (StoredMessage stored in await queue.Storage.PeekAsync(StorageQueue.MaxMessages, cancellationToken))
        {
            if (peeked.Count < maxMessages
                && await queue.UnpackAsync(stored, cancellationToken) is { } envelope
                && envelope.SequenceNumber >= (fromSequenceNumber ?? 0))
            {
                peeked.Add(new ServiceBusReceivedMessage(envelope)
                {
                    DeliveryCount = stored.DequeueCount - envelope.UndeliveredDequeues,
                    EnqueuedSequenceNumber = envelope.SequenceNumber,
                });
            }
        }

        return peeked;
    }

    public virtual Task CompleteMessageAsync(ServiceBusReceivedMessage message, CancellationToken cancellationToken = default)
    {
        HeldMessage held = Held(message);
        return held.Queue.CompleteAsync(held, cancellationToken);
    }

    public virtual Task AbandonMessageAsync(
        ServiceBusReceivedMessage message,
        IDictionary<string, object>? propertiesToModify = default,
        CancellationToken cancellationToken = default)
    {
        HeldMessage held = Held(message);
        return held.Queue.AbandonAsync(held, propertiesToModify, cancellationToken);
    }

    public virtual Task DeadLetterMessageAsync(
        ServiceBusReceivedMessage message,
        IDictionary<string, object>? propertiesToModify = default,
        CancellationToken cancellationToken = default) =>
        DeadLetterMessageAsync(message, propertiesToModify, null!, null, cancellationToken);

    public virtual Task DeadLetterMessageAsync(
        ServiceBusReceivedMessage message,
        string deadLetterReason,
        string? deadLetterErrorDescription = default,
        CancellationToken cancellationToken = default) =>
        DeadLetterMessageAsync(message, null, deadLetterReason, deadLetterErrorDescription, cancellationToken);

    public virtual Task DeadLetterMessageAsync(
        ServiceBusReceivedMessage message,
        IDictionary<string, object>? propertiesToModify,
        string deadLetterReason,
        string? deadLetterErrorDescription = default,
        CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(deadLetterReason?.Length ?? 0, DeadLetter.LongestReason, nameof(deadLetterReason));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(deadLetterErrorDescription?.Length ?? 0, DeadLetter.LongestReason, nameof(deadLetterErrorDescription));
        HeldMessage held = Held(message);
        var deadLetter = new DeadLetter(deadLetterReason, deadLetterErrorDescription) { Properties = propertiesToModify };
        return held.Queue.DeadLetterAsync(held, deadLetter, cancellationToken);
    }

    public virtual Task RenewMessageLockAsync(ServiceBusReceivedMessage message, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        message.LockedUntil = Held(message).ProlongLock(LocalClock.Transport.GetUtcNow());
        return Task.CompletedTask;
    }

    public virtual async Task CloseAsync(CancellationToken cancellationToken = default)
    {
        if (!IsClosed)
        {
            _closed.Cancel();
            await (_reader?.CloseAsync(cancellationToken) ?? Task.CompletedTask);
        }
    }

    public virtual async ValueTask DisposeAsync()
    {
        await CloseAsync(CancellationToken.None);
        GC.SuppressFinalize(this);
    }

    private static ServiceBusReceivedMessage Received(HeldMessage message) => new(message.Envelope)
    {
        LockTokenGuid = message.LockToken,
        LockedUntil = message.LockedUntil,
        DeliveryCount = message.DeliveryCount,
        EnqueuedSequenceNumber = message.Envelope.SequenceNumber,
    };

    private MessageQueue OpenQueue()
    {
        ObjectDisposedException.ThrowIf(IsClosed || Connection.IsClosed, this);
        return _findQueue!();
    }

    private HeldMessage Held(ServiceBusReceivedMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        ObjectDisposedException.ThrowIf(IsClosed || Connection.IsClosed, this);
        if (ReceiveMode == ServiceBusReceiveMode.ReceiveAndDelete)
        {
            throw new InvalidOperationException("A message received in the mode ReceiveAndDelete is settled already.");
        }

        return Connection.Locks.Find(message.LockTokenGuid) ?? throw HeldMessage.LockLost(EntityPath);
    }
}
