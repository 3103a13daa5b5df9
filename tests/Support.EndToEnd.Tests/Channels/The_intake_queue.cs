using Azure.Messaging.ServiceBus;
using Support.EndToEnd.Tests.Backend;
using Support.EndToEnd.Tests.Http;
using Xunit;

namespace Support.EndToEnd.Tests.Channels;

[Collection(RunningBackendTests.Name)]
public sealed class The_intake_queue(RunningBackend backend)
{
    private const string Queue = "intake";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Opens_a_ticket_for_an_event()
    {
        string email = Some.Address();

        await SendAsync(CloudEvent(Some.Key(), Some.Ticket(email)));

        string id = Assert.Single(await backend.ListAsync($"requester={email}", 1));
        Answer shown = await backend.Api.GetAsAsync("nadia", $"api/desk/tickets/{id}");
        Assert.Equal(("queue", "Checkout is slow"), (shown["ticket", "channel"], shown["ticket", "subject"]));
    }

    [Fact]
    public async Task Opens_one_ticket_for_an_event_that_comes_twice_and_one_for_the_next()
    {
        (string twice, string next) = (Some.Address(), Some.Address());
        BinaryData body = CloudEvent(Some.Key(), Some.Ticket(twice));

        // Two messages of the bus, so that it is the event's own id by which they are known.
        await SendAsync(body);
        await backend.ListAsync($"requester={twice}", 1);
        await SendAsync(body);
        await SendAsync(CloudEvent(Some.Key(), Some.Ticket(next)));

        await backend.ListAsync($"requester={next}", 1);
        await EmptyAsync();
        await backend.ListAsync($"requester={twice}", 1);
    }

    [Theory]
    [InlineData("hello", "The message is not valid JSON.")]
    [InlineData("{}", "specversion must be \"1.0\"")]
    [InlineData("""{"specversion":"1.0","id":"1","source":"test","type":"t"}""", "The envelope has no data.")]
    [InlineData("""{"specversion":"1.0","id":"1","source":"test","type":"t","data":{"subject":"S","description":"D","requester":{"email":"ann"}}}""", "#/requester/email: ")]
    public async Task Puts_aside_what_is_no_ticket_with_the_reason(string body, string reason)
    {
        IReadOnlyList<string> before = await backend.StoredTicketsAsync();
        await using var bus = new ServiceBusClient(backend.Process.Storage.BusConnectionString);
        await using ServiceBusReceiver deadLetters = bus.CreateReceiver(Queue, new ServiceBusReceiverOptions { SubQueue = SubQueue.DeadLetter });

        await SendAsync(BinaryData.FromString(body));
        ServiceBusReceivedMessage? dead = await deadLetters.ReceiveMessageAsync(Patience);
        Assert.NotNull(dead);
        await deadLetters.CompleteMessageAsync(dead);

        Assert.Equal(("InvalidTicket", body), (dead.DeadLetterReason, dead.Body.ToString()));
        Assert.Contains(reason, dead.DeadLetterErrorDescription, StringComparison.Ordinal);
        Assert.Equal(before, await backend.StoredTicketsAsync());
    }

    private async Task SendAsync(BinaryData body)
    {
        await using var bus = new ServiceBusClient(backend.Process.Storage.BusConnectionString);
        await using ServiceBusSender sender = bus.CreateSender(Queue);
        await sender.SendMessageAsync(new ServiceBusMessage(body));
    }

    // Every message that was sent before is settled: none is there, and none is held.
    private async Task EmptyAsync()
    {
        await using var bus = new ServiceBusClient(backend.Process.Storage.BusConnectionString);
        await using ServiceBusReceiver receiver = bus.CreateReceiver(Queue);
        await Eventually.GetAsync(() => receiver.PeekMessageAsync(), static message => message is null, Patience, "an empty queue");
    }

    private static BinaryData CloudEvent(string id, object ticket) => BinaryData.FromObjectAsJson(new
    {
        specversion = "1.0",
        id,
        source = "https://erp.example/orders",
        type = "example.ticket.requested",
        data = ticket,
    });
}
