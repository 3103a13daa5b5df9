using Microsoft.Extensions.Logging.Abstractions;
using Support.Domain.Tickets;
using Support.Platform.Links;
using Support.Platform.Model;
using Support.Platform.Outbox;
using Support.Platform.Tickets;
using Support.TestKit.Azurite;
using Support.TestKit.Time;
using Xunit;

namespace Support.Platform.Tests.Fakes;

/// <summary>The door with everything behind it, on Azurite, with a clock and a bus of the test's own.</summary>
internal sealed class TestDesk : IAsyncDisposable
{
    private bool _publishing;

    private TestDesk(TestStorage storage)
    {
        Storage = storage;
        Store = new TicketStore(storage.NewClient(StoreTransport), Some.Random);
        Intents = new OutboxIntents(storage.NewClient(OutboxTransport), Time, Some.Random, NullLogger<OutboxIntents>.Instance);
        Publisher = new OutboxPublisher(Bus, Intents, NullLogger<OutboxPublisher>.Instance);
        Sweep = new OutboxSweep(
            storage.Tables, new TicketStore(storage.Tables, Some.Random), Bus, Time, NullLogger<OutboxSweep>.Instance);
        Desk = new TicketDesk(Store, Intents, Publisher, new KeyRing(storage.Tables, Some.Random), new SupportModelSource(Some.Model), new ModelChanges(new SupportModelSource(Some.Model), new ModelLedger(storage.Tables, Time), Time), Time, Some.Random);
    }

    public TestStorage Storage { get; }

    /// <summary>The way of the tickets; apart from the outbox's, so that either can fail alone.</summary>
    public TestTransport StoreTransport { get; } = new();

    /// <summary>The way of the intents.</summary>
    public TestTransport OutboxTransport { get; } = new();

    public ManualTimeProvider Time { get; } = new();

    public RecordingBus Bus { get; } = new();

    public TicketStore Store { get; }

    public OutboxIntents Intents { get; }

    public OutboxPublisher Publisher { get; }

    public OutboxSweep Sweep { get; }

    public TicketDesk Desk { get; }

    /// <summary>A desk that commits and does not publish, as one that is about to crash.</summary>
    public static async Task<TestDesk> MuteAsync(AzuriteFixture azurite) => new(await TestStorage.EmptyAsync(azurite));

    /// <summary>A desk that publishes.</summary>
    public static async Task<TestDesk> PublishingAsync(AzuriteFixture azurite)
    {
        TestDesk desk = await MuteAsync(azurite);
        await desk.Publisher.StartAsync(CancellationToken.None);
        desk._publishing = true;
        return desk;
    }

    /// <summary>Opens a ticket, which must work.</summary>
    public async Task<Ticket> OpenAsync(string? key = null)
    {
        CommandResult result = await Desk.OpenAsync(Some.Submission(), Some.FromAnn(key), CancellationToken.None);
        return Assert.IsType<CommandResult.Done>(result).Ticket;
    }

    public Task<CommandResult> DoAsync(TicketId id, TicketCommand command, CommandRequest? request = null) =>
        Desk.ExecuteAsync(id, command, request ?? Some.FromBen(), CancellationToken.None);

    public async Task<Ticket> ReadAsync(TicketId id)
    {
        StoredTicket? stored = await Store.FindAsync(id, CancellationToken.None);
        Assert.NotNull(stored);
        return stored.Ticket;
    }

    public Task<IReadOnlyList<TicketMessage>> MessagesAsync(TicketId id) => Store.MessagesAsync(id, CancellationToken.None);

    /// <summary>Stops the desk in good order: what it committed is published, what it published is deleted from the outbox.</summary>
    public async Task StopAsync()
    {
        if (_publishing)
        {
            _publishing = false;
            await Publisher.StopAsync(CancellationToken.None);
        }

        await Intents.DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        await Publisher.DisposeAsync();
    }
}
