using System.Text.Json;
using Support.Local;
using Xunit;

namespace Azure.Messaging.ServiceBus.Tests;

/// <summary>A queue and a topic of a test's own, with the topology file that names them.</summary>
internal sealed class TestBus : IAsyncDisposable
{
    /// <summary>Long enough for a slow machine; no passing test waits that long.</summary>
    public static TimeSpan Patience => Simulation.Current is null ? TimeSpan.FromSeconds(20) : TimeSpan.FromHours(1);

    /// <summary>How long to look for a message that must not come.</summary>
    public static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(100);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("bus-");
    private readonly List<ServiceBusClient> _clients = [];

    public TestBus(IBusStorage storage, object? queue = null, object? topic = null, params object[] subscriptions)
    {
        string name = Guid.NewGuid().ToString("N")[..12];
        (Queue, Topic) = ($"q{name}", $"t{name}");
        string topology = Path.Combine(_folder.FullName, "servicebus.json");
        File.WriteAllText(topology, JsonSerializer.Serialize(new
        {
            UserConfig = new
            {
                Namespaces = new[]
                {
                    new
                    {
                        Name = "tests",
                        Queues = new[] { new { Name = Queue, Properties = queue ?? new { } } },
                        Topics = new[] { new { Name = Topic, Properties = topic ?? new { }, Subscriptions = subscriptions } },
                    },
                },
            },
        }));
        ConnectionString = storage.ConnectionString + $"ServiceBusTopology={topology}";
        Client = NewClient();
    }

    public string Queue { get; }

    public string Topic { get; }

    public string ConnectionString { get; }

    public ServiceBusClient Client { get; }

    public ServiceBusClient NewClient()
    {
        var client = new ServiceBusClient(ConnectionString);
        _clients.Add(client);
        return client;
    }

    public ServiceBusReceiver DeadLetters() =>
        Client.CreateReceiver(Queue, new ServiceBusReceiverOptions { SubQueue = SubQueue.DeadLetter });

    public Task SendAsync(params ServiceBusMessage[] messages) =>
        Client.CreateSender(Queue).SendMessagesAsync(messages);

    public async ValueTask DisposeAsync()
    {
        foreach (ServiceBusClient client in _clients)
        {
            await client.DisposeAsync();
        }

        _folder.Delete(recursive: true);
    }
}

internal static class Receiving
{
    /// <summary>The next message, which must come.</summary>
    public static async Task<ServiceBusReceivedMessage> NextAsync(this ServiceBusReceiver receiver)
    {
        ServiceBusReceivedMessage? message = await receiver.ReceiveMessageAsync(TestBus.Patience);
        Assert.NotNull(message);
        return message;
    }

    public static async Task AssertNothingComesAsync(this ServiceBusReceiver receiver) =>
        Assert.Null(await receiver.ReceiveMessageAsync(TestBus.Moment));
}
