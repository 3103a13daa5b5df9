using Support.TestKit;
using Xunit;

namespace Azure.Messaging.ServiceBus.Tests;

public abstract class TopicContract(IBusStorage storage)
{
    [Fact]
    public async Task Every_subscription_gets_its_own_copy()
    {
        await using var bus = new TestBus(storage, subscriptions: [new { Name = "clock" }, new { Name = "views" }]);
        await bus.Client.CreateSender(bus.Topic).SendMessageAsync(new ServiceBusMessage("created") { MessageId = "m-1" });
        ServiceBusReceiver clock = bus.Client.CreateReceiver(bus.Topic, "clock");
        ServiceBusReceiver views = bus.Client.CreateReceiver(bus.Topic, "views");

        ServiceBusReceivedMessage first = await clock.NextAsync();
        await clock.CompleteMessageAsync(first);
        ServiceBusReceivedMessage second = await views.NextAsync();

        Assert.Equal(("m-1", "m-1"), (first.MessageId, second.MessageId));
        Assert.Equal(first.SequenceNumber, second.SequenceNumber);
        await clock.AssertNothingComesAsync();
    }

    [Fact]
    public async Task A_subscription_takes_what_one_of_its_rules_takes()
    {
        object Rule(object filter) => new { Name = "rule", Properties = new { FilterType = "Correlation", CorrelationFilter = filter } };
        await using var bus = new TestBus(
            storage,
            subscriptions:
            [
                new { Name = "created", Rules = new[] { Rule(new { Label = "created" }) } },
                new { Name = "urgent", Rules = new[] { Rule(new { Properties = new { priority = "P1" } }), Rule(new { Label = "breached" }) } },
                new { Name = "nothing", Rules = new[] { new { Name = "none", Properties = new { FilterType = "Sql", SqlFilter = new { SqlExpression = "1=0" } } } } },
            ]);

        await bus.Client.CreateSender(bus.Topic).SendMessagesAsync(
        [
            new ServiceBusMessage("1") { Subject = "created", ApplicationProperties = { ["priority"] = "P1" } },
            new ServiceBusMessage("2") { Subject = "created", ApplicationProperties = { ["priority"] = "P3" } },
            new ServiceBusMessage("3") { Subject = "breached" },
        ]);

        Assert.Equal(["1", "2"], await BodiesAsync(bus, "created"));
        Assert.Equal(["1", "3"], await BodiesAsync(bus, "urgent"));
        Assert.Empty(await BodiesAsync(bus, "nothing"));
    }

    [Fact]
    public async Task A_subscription_has_dead_letters_of_its_own()
    {
        await using var bus = new TestBus(storage, subscriptions: [new { Name = "clock" }, new { Name = "views" }]);
        await bus.Client.CreateSender(bus.Topic).SendMessageAsync(new ServiceBusMessage("odd"));
        ServiceBusReceiver clock = bus.Client.CreateReceiver(bus.Topic, "clock");

        await clock.DeadLetterMessageAsync(await clock.NextAsync(), "Odd");

        var deadLetters = new ServiceBusReceiverOptions { SubQueue = SubQueue.DeadLetter };
        ServiceBusReceivedMessage dead = await bus.Client.CreateReceiver(bus.Topic, "clock", deadLetters).NextAsync();
        Assert.Equal(("Odd", $"{bus.Topic}/Subscriptions/clock"), (dead.DeadLetterReason, dead.DeadLetterSource));
        await bus.Client.CreateReceiver(bus.Topic, "views", deadLetters).AssertNothingComesAsync();
    }

    [Fact]
    public async Task The_project_s_own_topology_is_read()
    {
        string topology = Path.Combine(RepositoryRoot.Path, "local", "servicebus.json");
        await using var client = new ServiceBusClient(storage.ConnectionString + $"ServiceBusTopology={topology}");

        await client.CreateSender("intake").SendMessageAsync(new ServiceBusMessage("ticket") { MessageId = "t-1" });
        await client.CreateSender("notices").SendMessageAsync(new ServiceBusMessage("notice"));
        await client.CreateSender("ticket-events").SendMessageAsync(new ServiceBusMessage("event"));

        Assert.Equal("ticket", (await client.CreateReceiver("intake").NextAsync()).Body.ToString());
        Assert.Equal("notice", (await client.CreateReceiver("notices").NextAsync()).Body.ToString());
        foreach (string subscription in new[] { "clock", "views", "notices" })
        {
            Assert.Equal("event", (await client.CreateReceiver("ticket-events", subscription).NextAsync()).Body.ToString());
        }
    }

    private static async Task<IEnumerable<string>> BodiesAsync(TestBus bus, string subscription) =>
        (await bus.Client.CreateReceiver(bus.Topic, subscription).PeekMessagesAsync(10)).Select(message => message.Body.ToString()).Order();

    [Fact]
    public async Task What_no_subscription_takes_is_gone()
    {
        object created = new { Name = "rule", Properties = new { FilterType = "Correlation", CorrelationFilter = new { Label = "created" } } };
        await using var bus = new TestBus(storage, subscriptions: new { Name = "created", Rules = new[] { created } });

        await bus.Client.CreateSender(bus.Topic).SendMessageAsync(new ServiceBusMessage("?") { Subject = "closed" });

        Assert.Empty(await BodiesAsync(bus, "created"));
    }

    [Fact]
    public async Task A_topic_that_detects_duplicates_delivers_an_id_once_to_each_subscription()
    {
        await using var bus = new TestBus(
            storage, topic: new { RequiresDuplicateDetection = true }, subscriptions: [new { Name = "clock" }, new { Name = "views" }]);
        ServiceBusSender sender = bus.Client.CreateSender(bus.Topic);
        await sender.SendMessageAsync(new ServiceBusMessage("first") { MessageId = "same" });
        await sender.SendMessageAsync(new ServiceBusMessage("second") { MessageId = "same" });

        foreach (string subscription in new[] { "clock", "views" })
        {
            ServiceBusReceiver receiver = bus.Client.CreateReceiver(bus.Topic, subscription);
            ServiceBusReceivedMessage message = await receiver.NextAsync();
            Assert.Equal("first", message.Body.ToString());
            await receiver.CompleteMessageAsync(message);
            await receiver.AssertNothingComesAsync();
        }
    }
}
