using System.Globalization;
using Support.Local;
using Support.Local.Storage;
using Xunit;

namespace Azure.Messaging.ServiceBus.Tests;

/// <summary>Faults, deaths and seeds, which only a simulation can bring about at will.</summary>
public sealed class When_something_goes_wrong_on_the_bus
{
    [Fact]
    public void A_message_whose_sender_was_told_that_it_failed_is_received_at_once()
    {
        var faults = new StorageFaults(1) { Only = call => call is { Service: "queue", Method: "POST" } };
        var bus = new SimulatedBus(1, faults);
        bus.Simulation.Run(async () =>
        {
            var options = new ServiceBusClientOptions { RetryOptions = new ServiceBusRetryOptions { MaxRetries = 0 } };
            await using var client = new ServiceBusClient(bus.ConnectionString, options);
            ServiceBusReceiver receiver = client.CreateReceiver("orders");
            ServiceBusSender sender = client.CreateSender("orders");
            await sender.SendMessageAsync(new ServiceBusMessage("makes the queue"));
            await receiver.CompleteMessageAsync(await receiver.NextAsync());
            Task<ServiceBusReceivedMessage?> receiving = receiver.ReceiveMessageAsync(TimeSpan.FromHours(1));
            await Task.Delay(TimeSpan.FromMinutes(10), Simulation.Current!.Time);

            faults.FailAt(faults.Requests + 1, FaultMoment.AfterEffect, once: true);
            DateTimeOffset sent = LocalClock.Transport.GetUtcNow();
            ServiceBusException failure = await Assert.ThrowsAsync<ServiceBusException>(() => sender.SendMessageAsync(new ServiceBusMessage("sent all the same")));
            ServiceBusReceivedMessage? received = await receiving;

            Assert.True(failure.IsTransient);
            Assert.Equal("sent all the same", received?.Body.ToString());
            Assert.Equal(sent, LocalClock.Transport.GetUtcNow());
        });
    }

    [Fact]
    public void What_a_killed_process_held_is_received_as_soon_as_the_storage_shows_it()
    {
        var bus = new SimulatedBus(1);
        bus.Simulation.Run(async () =>
        {
            SimulatedProcess victim = bus.Simulation.NewProcess("victim");
            await using var client = new ServiceBusClient(bus.ConnectionString);
            ServiceBusReceiver survivor = client.CreateReceiver("orders");
            Task<ServiceBusReceivedMessage?> receiving = Task.FromResult<ServiceBusReceivedMessage?>(null);
            await client.CreateSender("orders").SendMessageAsync(new ServiceBusMessage("lost and found"));
            await victim.RunAsync(async () => await new ServiceBusClient(bus.ConnectionString).CreateReceiver("orders").NextAsync());
            receiving = survivor.ReceiveMessageAsync(TimeSpan.FromHours(1));
            await Task.Delay(TimeSpan.FromSeconds(20), Simulation.Current!.Time);
            Assert.False(receiving.IsCompleted, "It was renewed while its holder lived.");

            DateTimeOffset killed = LocalClock.Transport.GetUtcNow();
            victim.Kill();
            ServiceBusReceivedMessage? received = await receiving;

            Assert.Equal(("lost and found", 2), (received?.Body.ToString(), received?.DeliveryCount));
            Assert.InRange(LocalClock.Transport.GetUtcNow() - killed, TimeSpan.Zero, TimeSpan.FromSeconds(6.5));
        });
    }

    [Fact]
    public void An_idle_receiver_costs_a_request_a_minute()
    {
        var faults = new StorageFaults(1);
        var bus = new SimulatedBus(1, faults);
        bus.Simulation.Run(async () =>
        {
            await using var client = new ServiceBusClient(bus.ConnectionString);
            ServiceBusReceiver receiver = client.CreateReceiver("orders");
            Assert.Null(await receiver.ReceiveMessageAsync(TimeSpan.FromMinutes(10)));
            long before = faults.Requests;

            Assert.Null(await receiver.ReceiveMessageAsync(TimeSpan.FromHours(10)));

            Assert.InRange(faults.Requests - before, 1, 600);
        });
    }

    [Fact]
    public void The_same_seed_gives_the_same_run()
    {
        string[] runs = [Run(7), Run(7), Run(8)];

        Assert.Equal(runs[0], runs[1]);
        Assert.NotEqual(runs[0], runs[2]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public void Nothing_is_lost_on_a_storage_that_fails_half_of_the_time(int seed)
    {
        var faults = new StorageFaults(seed) { Refuse = 0.1, Busy = 0.1, FailAfterCommit = 0.2, Delay = 0.5, MaxDelay = TimeSpan.FromSeconds(3) };
        var bus = new SimulatedBus(seed, faults);
        bus.Simulation.Run(async () =>
        {
            var received = new HashSet<string>();
            await using var client = new ServiceBusClient(bus.ConnectionString);
            Task sending = SendAsync(client.CreateSender("orders"));
            Task receiving = ReceiveAsync(client.CreateReceiver("orders"), received);
            await sending;
            await receiving;

            Assert.Equal(Enumerable.Range(0, 20).Select(Text), received.Order(StringComparer.Ordinal));
        });

        static string Text(int number) => number.ToString("D2", CultureInfo.InvariantCulture);

        static async Task SendAsync(ServiceBusSender sender)
        {
            for (int number = 0; number < 20; number++)
            {
                while (!await SucceedsAsync(() => sender.SendMessageAsync(new ServiceBusMessage(Text(number)))))
                {
                    await Task.Delay(TimeSpan.FromSeconds(1), Simulation.Current!.Time);
                }
            }
        }

        static async Task ReceiveAsync(ServiceBusReceiver receiver, HashSet<string> received)
        {
            while (received.Count < 20)
            {
                await SucceedsAsync(async () =>
                {
                    if (await receiver.ReceiveMessageAsync(TimeSpan.FromMinutes(5)) is { } message)
                    {
                        received.Add(message.Body.ToString());
                        await receiver.CompleteMessageAsync(message);
                    }
                });
            }
        }
    }

    private static async Task<bool> SucceedsAsync(Func<Task> work)
    {
        try
        {
            await work();
            return true;
        }
        catch (ServiceBusException failure) when (failure.IsTransient || failure.Reason == ServiceBusFailureReason.MessageLockLost)
        {
            return false;
        }
    }

    /// <summary>What two receivers saw, and when, of messages that were sent side by side.</summary>
    private static string Run(int seed)
    {
        var bus = new SimulatedBus(seed, new StorageFaults(seed) { Delay = 1, MaxDelay = TimeSpan.FromMilliseconds(50) });
        var seen = new List<string>();
        bus.Simulation.Run(async () =>
        {
            await using var client = new ServiceBusClient(bus.ConnectionString);
            ServiceBusSender sender = client.CreateSender("orders");
            Task[] receiving = [ReceiveAsync(client.CreateReceiver("orders"), "one"), ReceiveAsync(client.CreateReceiver("orders"), "two")];
            await Task.WhenAll(Enumerable.Range(0, 10).Select(number => sender.SendMessageAsync(new ServiceBusMessage($"{number}"))));
            await Task.WhenAll(receiving);
        });
        return string.Join('\n', seen);

        async Task ReceiveAsync(ServiceBusReceiver receiver, string name)
        {
            while (await receiver.ReceiveMessageAsync(TimeSpan.FromMinutes(1)) is { } message)
            {
                seen.Add($"{LocalClock.Transport.GetUtcNow():O} {name} {message.Body} {message.SequenceNumber} {message.MessageId} {message.LockToken}");
                await receiver.CompleteMessageAsync(message);
            }
        }
    }
}
