using Support.Local;
using Support.Local.ServiceBus;

namespace Azure.Messaging.ServiceBus;

/// <summary>Sends to one queue or topic. A batch is sent message by message: a failure may leave a part of it sent.</summary>
public class ServiceBusSender : IAsyncDisposable
{
    private const int ConcurrentQueues = 8;

    private readonly BusConnection? _connection;

    /// <summary>For mocking.</summary>
    protected ServiceBusSender()
    {
        EntityPath = "";
        Identifier = "";
    }

    protected ServiceBusSender(ServiceBusClient client, string queueOrTopicName)
        : this(client, queueOrTopicName, options: null)
    {
    }

    protected internal ServiceBusSender(ServiceBusClient client, string queueOrTopicName, ServiceBusSenderOptions? options)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(queueOrTopicName);
        _connection = client.Connection;
        EntityPath = queueOrTopicName;
        Identifier = options?.Identifier ?? ServiceBusClient.NewIdentifier(queueOrTopicName);
    }

    public virtual string FullyQualifiedNamespace => Connection.Namespace;

    public virtual string EntityPath { get; }

    public virtual string Identifier { get; }

    public virtual bool IsClosed { get; private protected set; }

    private BusConnection Connection => _connection
        ?? throw new InvalidOperationException("A sender made without a client is there to be mocked.");

    public virtual Task SendMessageAsync(ServiceBusMessage message, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(message);
        return SendAsync([message], isCancellable: false, cancellationToken);
    }

    public virtual Task SendMessagesAsync(IEnumerable<ServiceBusMessage> messages, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(messages);
        return SendAsync([.. messages], isCancellable: false, cancellationToken);
    }

    public virtual Task SendMessagesAsync(ServiceBusMessageBatch messageBatch, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(messageBatch);
        return SendAsync([.. messageBatch.Messages], isCancellable: false, cancellationToken);
    }

    public virtual ValueTask<ServiceBusMessageBatch> CreateMessageBatchAsync(CancellationToken cancellationToken = default) =>
        CreateMessageBatchAsync(new CreateMessageBatchOptions(), cancellationToken);

    public virtual ValueTask<ServiceBusMessageBatch> CreateMessageBatchAsync(
        CreateMessageBatchOptions? options, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        long limit = options?.MaxSizeInBytes ?? MessageSize.Limit;
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, MessageSize.Limit, nameof(options));
        return ValueTask.FromResult(new ServiceBusMessageBatch([], limit, sizeInBytes: 0, mayAdd: null));
    }

    public virtual async Task<long> ScheduleMessageAsync(
        ServiceBusMessage message, DateTimeOffset scheduledEnqueueTime, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(message);
        return (await ScheduleMessagesAsync([message], scheduledEnqueueTime, cancellationToken))[0];
    }

    public virtual Task<IReadOnlyList<long>> ScheduleMessagesAsync(
        IEnumerable<ServiceBusMessage> messages, DateTimeOffset scheduledEnqueueTime, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(messages);
        ServiceBusMessage[] scheduled = [.. messages];
        foreach (ServiceBusMessage message in scheduled)
        {
            message.ScheduledEnqueueTime = scheduledEnqueueTime;
        }

        return SendAsync(scheduled, isCancellable: true, cancellationToken);
    }

    public virtual Task CancelScheduledMessageAsync(long sequenceNumber, CancellationToken cancellationToken = default) =>
        CancelScheduledMessagesAsync([sequenceNumber], cancellationToken);

    public virtual Task CancelScheduledMessagesAsync(IEnumerable<long> sequenceNumbers, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(sequenceNumbers);
        ThrowIfClosed();
        IReadOnlyList<MessageQueue> queues = Connection.AllDestinations(EntityPath);
        return Task.WhenAll(
            from number in sequenceNumbers
            from queue in queues
            select queue.Cancelled.AddAsync(number, cancellationToken));
    }

    public virtual Task CloseAsync(CancellationToken cancellationToken = default)
    {
        IsClosed = true;
        return Task.CompletedTask;
    }

    public virtual async ValueTask DisposeAsync()
    {
        await CloseAsync(CancellationToken.None);
        GC.SuppressFinalize(this);
    }

    private async Task<IReadOnlyList<long>> SendAsync(
        ServiceBusMessage[] messages, bool isCancellable, CancellationToken cancellationToken)
    {
        ThrowIfClosed();
        cancellationToken.ThrowIfCancellationRequested();
        Connection.ThrowIfNotSendable(EntityPath);
        MessageSize.ThrowIfOverLimit(messages.Sum(MessageSize.Of), EntityPath);
        var numbers = new List<long>(messages.Length);
        var puts = new List<(MessageQueue Queue, Envelope Envelope)>(messages.Length);
        DateTimeOffset now = LocalClock.Business.GetUtcNow();
        foreach (ServiceBusMessage message in messages)
        {
            Envelope envelope = Outgoing.Wrap(message, now, isCancellable);
            numbers.Add(envelope.SequenceNumber);
            puts.AddRange(Connection.Destinations(EntityPath, message)
                .Select(queue => (queue, Outgoing.ForEntity(envelope, queue.Properties))));
        }

        // Side by side into the queues of several subscriptions, and one after another into each: a batch keeps its order.
        await Concurrently.ForEachAsync([.. puts.GroupBy(put => put.Queue)], ConcurrentQueues, async queue =>
        {
            foreach ((MessageQueue destination, Envelope envelope) in queue)
            {
                await destination.PutAsync(envelope, cancellationToken);
            }
        });
        return numbers;
    }

    private void ThrowIfClosed() => ObjectDisposedException.ThrowIf(IsClosed || Connection.IsClosed, this);
}
