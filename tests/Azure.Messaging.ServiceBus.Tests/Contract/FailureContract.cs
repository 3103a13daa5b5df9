using System.Net;
using System.Net.Sockets;
using Azure.Core;
using Support.TestKit.Azurite;
using Xunit;

namespace Azure.Messaging.ServiceBus.Tests;

public abstract class FailureContract(IBusStorage storage)
{
    [Fact]
    public async Task An_entity_that_the_topology_does_not_name_is_not_found()
    {
        await using var bus = new TestBus(storage, subscriptions: new { Name = "clock" });
        Func<Task>[] attempts =
        [
            () => bus.Client.CreateSender("nowhere").SendMessageAsync(new ServiceBusMessage("?")),
            () => bus.Client.CreateReceiver("nowhere").ReceiveMessageAsync(),
            () => bus.Client.CreateReceiver(bus.Topic, "nobody").ReceiveMessageAsync(),
            () => bus.Client.CreateReceiver(bus.Topic).ReceiveMessageAsync(),
        ];

        foreach (Func<Task> attempt in attempts)
        {
            ServiceBusException failure = await Assert.ThrowsAsync<ServiceBusException>(attempt);
            Assert.Equal((ServiceBusFailureReason.MessagingEntityNotFound, false), (failure.Reason, failure.IsTransient));
        }
    }

    [Fact]
    public async Task Without_a_topology_every_name_is_a_queue_and_none_a_topic()
    {
        await using var client = new ServiceBusClient(storage.ConnectionString);
        string name = $"q{Guid.NewGuid():N}";
        await client.CreateSender(name).SendMessageAsync(new ServiceBusMessage("there"));

        Assert.Equal("there", (await client.CreateReceiver(name).NextAsync()).Body.ToString());
        ServiceBusException failure = await Assert.ThrowsAsync<ServiceBusException>(
            () => client.CreateReceiver(name, "subscription").ReceiveMessageAsync());
        Assert.Equal(ServiceBusFailureReason.MessagingEntityNotFound, failure.Reason);
    }

    [Fact]
    public async Task A_storage_that_cannot_be_reached_is_a_passing_communication_problem()
    {
        int port = ClosedPort();
        string down = $"AccountName={AzuriteFixture.AccountName};AccountKey={AzuriteFixture.AccountKey};" +
            $"QueueEndpoint=http://127.0.0.1:{port}/a;BlobEndpoint=http://127.0.0.1:{port}/a;TableEndpoint=http://127.0.0.1:{port}/t";
        await using var client = new ServiceBusClient(
            down, new ServiceBusClientOptions { RetryOptions = new ServiceBusRetryOptions { MaxRetries = 1, Delay = TimeSpan.FromMilliseconds(1) } });

        foreach (Func<Task> attempt in new Func<Task>[]
        {
            () => client.CreateSender("q").SendMessageAsync(new ServiceBusMessage("?")),
            () => client.CreateReceiver("q").ReceiveMessageAsync(),
        })
        {
            ServiceBusException failure = await Assert.ThrowsAsync<ServiceBusException>(attempt);
            Assert.Equal((ServiceBusFailureReason.ServiceCommunicationProblem, true), (failure.Reason, failure.IsTransient));
        }
    }

    [Fact]
    public async Task A_wrong_key_is_unauthorized()
    {
        string wrong = storage.ConnectionString.Replace(AzuriteFixture.AccountKey, Convert.ToBase64String(new byte[64]), StringComparison.Ordinal);
        await using var client = new ServiceBusClient(wrong);

        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => client.CreateSender("q").SendMessageAsync(new ServiceBusMessage("?")));
    }

    [Fact]
    public void A_namespace_says_that_the_local_flavour_has_none()
    {
        NotSupportedException byName = Assert.Throws<NotSupportedException>(
            () => new ServiceBusClient("support.servicebus.windows.net", new NoCredential()));
        NotSupportedException byConnectionString = Assert.Throws<NotSupportedException>(
            () => new ServiceBusClient("Endpoint=sb://support.servicebus.windows.net/;SharedAccessKeyName=k;SharedAccessKey=v"));

        Assert.Contains("Local flavour", byName.Message, StringComparison.Ordinal);
        Assert.Contains("Local flavour", byConnectionString.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("{}")]
    [InlineData("""{"UserConfig":{"Namespaces":[{"Queues":[{}]}]}}""")]
    [InlineData("""{"UserConfig":{"Namespaces":[{"Queues":[{"Name":"q"},{"Name":"Q"}]}]}}""")]
    [InlineData("""{"UserConfig":{"Namespaces":[{"Queues":[{"Name":"q","Properties":{"LockDuration":"a minute"}}]}]}}""")]
    public void A_topology_that_makes_no_sense_is_refused_with_its_path(string topology)
    {
        string path = Path.Combine(Directory.CreateTempSubdirectory("bus-").FullName, "servicebus.json");
        File.WriteAllText(path, topology);

        FormatException mistake = Assert.Throws<FormatException>(
            () => new ServiceBusClient(storage.ConnectionString + $"ServiceBusTopology={path}"));

        Assert.Contains(path, mistake.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failed_completion_can_be_tried_again()
    {
        await using var bus = new TestBus(storage);
        await bus.SendAsync(new ServiceBusMessage("twice"));
        ServiceBusReceiver receiver = bus.Client.CreateReceiver(bus.Queue);
        ServiceBusReceivedMessage message = await receiver.NextAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => receiver.CompleteMessageAsync(message, new CancellationToken(canceled: true)));
        await receiver.CompleteMessageAsync(message);

        await receiver.AssertNothingComesAsync();
    }

    private static int ClosedPort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private sealed class NoCredential : TokenCredential
    {
        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) => default;

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) => default;
    }

    [Theory]
    [InlineData("Disabled", true, true)]
    [InlineData("SendDisabled", true, false)]
    [InlineData("ReceiveDisabled", false, true)]
    public async Task An_entity_that_is_disabled_says_so(string status, bool sendFails, bool receiveFails)
    {
        await using var bus = new TestBus(storage, queue: new { Status = status });

        Assert.Equal(sendFails ? ServiceBusFailureReason.MessagingEntityDisabled : null, await FailureAsync(
            () => bus.SendAsync(new ServiceBusMessage("?"))));
        Assert.Equal(receiveFails ? ServiceBusFailureReason.MessagingEntityDisabled : null, await FailureAsync(
            () => bus.Client.CreateReceiver(bus.Queue).ReceiveMessageAsync(TestBus.Moment)));
        await bus.DeadLetters().AssertNothingComesAsync();
    }

    [Fact]
    public void Retry_options_are_those_of_the_package()
    {
        var options = new ServiceBusRetryOptions();

        Assert.Equal(
            (ServiceBusRetryMode.Exponential, 3, TimeSpan.FromSeconds(0.8), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1)),
            (options.Mode, options.MaxRetries, options.Delay, options.MaxDelay, options.TryTimeout));
        Assert.Throws<ArgumentOutOfRangeException>(() => options.MaxRetries = 101);
        Assert.Throws<ArgumentOutOfRangeException>(() => options.Delay = TimeSpan.FromMinutes(6));
        Assert.Throws<ArgumentOutOfRangeException>(() => options.TryTimeout = TimeSpan.Zero);
    }

    private static async Task<ServiceBusFailureReason?> FailureAsync(Func<Task> work)
    {
        try
        {
            await work();
            return null;
        }
        catch (ServiceBusException failure) when (!failure.IsTransient)
        {
            return failure.Reason;
        }
    }
}
