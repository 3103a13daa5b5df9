using Support.Domain.Tickets;
using Support.Platform.Bus;
using Support.Platform.Outbox;
using Support.Platform.Tests.Fakes;
using Support.TestKit.Azurite;
using Xunit;

namespace Support.Platform.Tests.Outbox;

[Collection(SharedAzurite.Name)]
public sealed class Outbox_publisher(AzuriteFixture azurite)
{
    [Fact]
    public async Task Leaves_the_intents_while_the_bus_is_away_and_goes_on_when_it_is_back()
    {
        await using TestDesk desk = await TestDesk.PublishingAsync(azurite);
        int failures = 0;
        desk.Bus.Failing = _ =>
        {
            Interlocked.Increment(ref failures);
            return RecordingBus.Away;
        };
        Ticket unpublished = await desk.OpenAsync();
        await Eventually.TrueAsync(() => Volatile.Read(ref failures) == 1);

        desk.Bus.Failing = _ => null;
        Ticket published = await desk.OpenAsync();
        await desk.StopAsync();

        Assert.Equal(published.Id, Assert.Single(desk.Bus.Sent).TicketId);
        Assert.Equal(unpublished.Id.Value, Assert.Single(await desk.Storage.IntentsAsync()).GetString("TicketId"));
    }

    [Fact]
    public async Task Survives_a_failure_that_nobody_foresaw()
    {
        await using TestDesk desk = await TestDesk.PublishingAsync(azurite);
        int failures = 0;
        desk.Bus.Failing = _ => Interlocked.Increment(ref failures) <= 20 ? new InvalidOperationException("odd") : null;
        for (int i = 0; i < 20; i++)
        {
            await desk.OpenAsync();
            await Eventually.TrueAsync(() => Volatile.Read(ref failures) > i);
        }

        Ticket published = await desk.OpenAsync();
        await desk.StopAsync();

        Assert.Equal(published.Id, Assert.Single(desk.Bus.Sent).TicketId);
        Assert.Equal(20, (await desk.Storage.IntentsAsync()).Count);
    }

    [Fact]
    public async Task Publishes_the_changes_of_a_ticket_in_order()
    {
        await using TestDesk desk = await TestDesk.PublishingAsync(azurite);
        TicketChange[] changes = Changes(desk, tickets: 5, each: 60);

        foreach (TicketChange change in changes)
        {
            desk.Publisher.Enqueue(change, Intent(change));
        }

        await desk.StopAsync();

        Assert.Equal(300, desk.Bus.Sent.Count);
        Assert.All(desk.Bus.Sent.GroupBy(change => change.TicketId), ofTicket =>
            Assert.Equal(Enumerable.Range(1, 60), ofTicket.Select(change => change.Version)));
    }

    [Fact]
    public async Task Sends_no_more_at_once_than_one_send_may_carry()
    {
        await using TestDesk desk = await TestDesk.MuteAsync(azurite);
        TicketChange[] changes = Changes(desk, tickets: 1, each: 8);
        int size = ChangeMessage.Of(changes[^1], null).Body.ToMemory().Length;
        desk.Bus.SizeMax = (int)(size * 2.5);
        Array.ForEach(changes, change => desk.Publisher.Enqueue(change, Intent(change)));

        await desk.Publisher.StartAsync(CancellationToken.None);
        await desk.Publisher.StopAsync(CancellationToken.None);

        Assert.Equal(Enumerable.Range(1, 8), desk.Bus.Sent.Select(change => change.Version));
        Assert.All(desk.Bus.Sends, send => Assert.Equal(2, send.Count));
    }

    [Fact]
    public async Task Skips_a_change_that_no_send_can_carry()
    {
        await using TestDesk desk = await TestDesk.MuteAsync(azurite);
        TicketChange[] changes = Changes(desk, tickets: 1, each: 3);
        changes[1] = changes[1] with { Ticket = changes[1].Ticket with { Subject = new string('x', desk.Bus.SizeMax) } };
        Array.ForEach(changes, change => desk.Publisher.Enqueue(change, Intent(change)));

        await desk.Publisher.StartAsync(CancellationToken.None);
        await desk.Publisher.StopAsync(CancellationToken.None);

        Assert.Equal([1, 3], desk.Bus.Sent.Select(change => change.Version));
    }

    [Fact]
    public async Task Publishes_what_it_has_before_it_stops()
    {
        await using TestDesk desk = await TestDesk.PublishingAsync(azurite);
        Ticket[] tickets = await Task.WhenAll(Enumerable.Range(0, 30).Select(_ => desk.OpenAsync()));

        await desk.StopAsync();

        Assert.Equal(
            tickets.Select(ticket => ticket.Id.Value).Order(StringComparer.Ordinal),
            desk.Bus.Sent.Select(change => change.TicketId.Value).Order(StringComparer.Ordinal));
        Assert.Empty(await desk.Storage.IntentsAsync());
    }

    private static TicketChange[] Changes(TestDesk desk, int tickets, int each)
    {
        var opened = new List<Ticket>();
        for (int i = 0; i < tickets; i++)
        {
            opened.Add(TicketDecision.Open(Some.Id(), Some.Submission(), Some.Context(desk.Time.GetUtcNow())).Ticket!);
        }

        return [.. Enumerable.Range(1, each).SelectMany(version => opened.Select(ticket => new TicketChange
        {
            TicketId = ticket.Id,
            Version = version,
            Events = [],
            Ticket = ticket with { Version = version },
        }))];
    }

    private static OutboxIntent Intent(TicketChange change) => new()
    {
        Writer = "writer",
        Key = $"{change.TicketId}-{change.Version}",
        TicketId = change.TicketId,
        AfterVersion = change.Version - 1,
        At = change.Ticket.OpenedAt,
    };
}
