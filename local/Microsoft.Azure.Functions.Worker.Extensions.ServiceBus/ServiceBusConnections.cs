using System.Collections.Concurrent;
using Azure.Messaging.ServiceBus;
using Support.Local.Hosting;

namespace Support.Local.ServiceBus;

/// <summary>One client a connection string, for all triggers and outputs of an app.</summary>
internal sealed class ServiceBusConnections(AppSettings settings, ServiceBusTriggerOptions options) : IAsyncDisposable
{
    private const string DefaultConnection = "ServiceBus";

    private readonly ConcurrentDictionary<string, ServiceBusClient> _clients = new();
    private readonly ConcurrentDictionary<(string Connection, string Entity), ServiceBusSender> _senders = new();

    public ServiceBusClient Client(string? connection) =>
        _clients.GetOrAdd(
            settings.Connection(connection, DefaultConnection),
            connectionString => new ServiceBusClient(connectionString, options.ClientOptions()));

    public ServiceBusSender Sender(string? connection, string entity) =>
        _senders.GetOrAdd((connection ?? string.Empty, entity), key => Client(key.Connection).CreateSender(settings.Resolve(key.Entity)));

    public async ValueTask DisposeAsync()
    {
        foreach (ServiceBusSender sender in _senders.OrderBy(entry => entry.Key).Select(entry => entry.Value))
        {
            await sender.DisposeAsync();
        }

        foreach (ServiceBusClient client in _clients.OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => entry.Value))
        {
            await client.DisposeAsync();
        }
    }
}
