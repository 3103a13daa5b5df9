using Azure.Core;
using Support.Local;
using Support.Local.ServiceBus;

namespace Azure.Messaging.ServiceBus;

/// <summary>
/// The way to queues and topics. In the Local flavour they lie in the queues of a storage account, whose connection
/// string this takes.
/// </summary>
public class ServiceBusClient : IAsyncDisposable
{
    private readonly BusConnection? _connection;

    /// <summary>For mocking.</summary>
    protected ServiceBusClient()
    {
        Identifier = "";
    }

    public ServiceBusClient(string connectionString)
        : this(connectionString, new ServiceBusClientOptions())
    {
    }

    public ServiceBusClient(string connectionString, ServiceBusClientOptions? options)
    {
        options ??= new ServiceBusClientOptions();
        _connection = new BusConnection(connectionString, options.RetryOptions);
        Identifier = options.Identifier ?? NewIdentifier(_connection.Namespace);
    }

    public ServiceBusClient(string fullyQualifiedNamespace, TokenCredential credential)
        : this(fullyQualifiedNamespace, credential, new ServiceBusClientOptions())
    {
    }

    public ServiceBusClient(string fullyQualifiedNamespace, TokenCredential credential, ServiceBusClientOptions? options) =>
        throw new NotSupportedException(
            $"The Local flavour has no Service Bus namespace, so it cannot reach '{fullyQualifiedNamespace}'. " +
            "Give it the connection string of a storage account (Azurite), or build with -p:AzureSdk=Packages.");

    public virtual string FullyQualifiedNamespace => Connection.Namespace;

    public virtual string Identifier { get; }

    public virtual bool IsClosed => _connection?.IsClosed ?? false;

    internal BusConnection Connection => _connection
        ?? throw new InvalidOperationException("A client made without a connection string is there to be mocked.");

    public virtual ServiceBusSender CreateSender(string queueOrTopicName) => new(this, queueOrTopicName, options: null);

    public virtual ServiceBusSender CreateSender(string queueOrTopicName, ServiceBusSenderOptions? options) =>
        new(this, queueOrTopicName, options);

    public virtual ServiceBusReceiver CreateReceiver(string queueName) => new(this, queueName, options: null);

    public virtual ServiceBusReceiver CreateReceiver(string queueName, ServiceBusReceiverOptions? options) =>
        new(this, queueName, options);

    public virtual ServiceBusReceiver CreateReceiver(string topicName, string subscriptionName) =>
        new(this, topicName, subscriptionName, options: null);

    public virtual ServiceBusReceiver CreateReceiver(
        string topicName, string subscriptionName, ServiceBusReceiverOptions? options) =>
        new(this, topicName, subscriptionName, options);

    /// <summary>Lets go of the locks that are still held; their messages come back by themselves.</summary>
    public virtual async ValueTask DisposeAsync()
    {
        if (_connection is { IsClosed: false } connection)
        {
            await connection.DisposeAsync();
        }

        GC.SuppressFinalize(this);
    }

    internal static string NewIdentifier(string name) => $"{name}-{LocalIdentity.NewGuid()}";
}
