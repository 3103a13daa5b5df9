using Azure;
using Azure.Data.Tables;
using Azure.Messaging.ServiceBus;
using Microsoft.Extensions.Logging.Abstractions;
using Support.Domain.Model;
using Support.Domain.Tickets;
using Support.Local.Hosting.Simulation;
using Support.Local.Storage;
using Support.Platform.Assignment;
using Support.Platform.Links;
using Support.Platform.Model;
using Support.Platform.Outbox;
using Support.Platform.Storage;
using Support.Platform.Tickets;

namespace Support.Simulation.Tests;

/// <summary>
/// Several hosts that assign tickets from the same tables at the same time. Every change of a ticket comes to two of them,
/// in any order, and comes again where storage failed them.
/// </summary>
internal sealed class AssigningHosts
{
    private const int DeliveriesMax = 200;
    private readonly Local.Simulation _simulation;
    private readonly TicketStore _tickets;
    private readonly TicketDesk _desk;
    private readonly AutomaticAssignment[] _hosts;
    private readonly Random _chance;

    private AssigningHosts(Local.Simulation simulation, SupportModel model, int hosts, int seed)
    {
        _simulation = simulation;
        _chance = new Random(seed);
        var source = new SupportModelSource(model);
        var random = System.Security.Cryptography.RandomNumberGenerator.Create();
        var tables = new TableServiceClient(MemoryStorage.ConnectionString);
        var bus = new ServiceBusClient($"{MemoryStorage.ConnectionString}ServiceBusTopology={Path.Combine(AppContext.BaseDirectory, "servicebus.json")}");
        _tickets = new TicketStore(tables, random);
        var intents = new OutboxIntents(tables, simulation.Time, random, NullLogger<OutboxIntents>.Instance);
        var publisher = new OutboxPublisher(bus, intents, NullLogger<OutboxPublisher>.Instance);
        _desk = new TicketDesk(_tickets, intents, publisher, new KeyRing(tables, random), source, new ModelChanges(source, new ModelLedger(tables, simulation.Time), simulation.Time), simulation.Time, random);
        Rosters = new RosterStore(tables);
        _hosts = [.. Enumerable.Range(0, hosts).Select(_ =>
            new AutomaticAssignment(_tickets, new RosterStore(new TableServiceClient(MemoryStorage.ConnectionString)), _desk, source, simulation.Time))];
    }

    public RosterStore Rosters { get; }

    /// <summary>Runs a story among that many hosts; storage answers late, twice, or not at all.</summary>
    public static void Run(int seed, SupportModel model, Func<AssigningHosts, Task> story)
    {
        var simulation = new Local.Simulation(seed, new DateTimeOffset(2026, 3, 2, 14, 30, 0, TimeSpan.Zero));
        var faults = new StorageFaults(seed) { Delay = 0.7, MaxDelay = TimeSpan.FromMilliseconds(200), Refuse = 0.02, Busy = 0.02, FailAfterCommit = 0.03, Duplicate = 0.02 };
        _ = new SimulatedWorld(simulation, faults);
        simulation.Run(async () =>
        {
            var hosts = new AssigningHosts(simulation, model, 3, seed);
            foreach (string table in TableNames.All)
            {
                await hosts.AgainAsync(() => new TableServiceClient(MemoryStorage.ConnectionString).CreateTableIfNotExistsAsync(table));
            }

            await story(hosts);
        });
    }

    /// <summary>Tickets come in, all at the same moment, and find somebody.</summary>
    public async Task<Ticket[]> OpenAsync(int count)
    {
        Ticket[] opened = await Task.WhenAll(Enumerable.Range(0, count).Select(_ => OpenAsync()));
        await DeliverAsync(opened);
        return await Task.WhenAll(opened.Select(ticket => ReadAsync(ticket.Id)));
    }

    /// <summary>An agent does something to tickets, and the changes come to the hosts.</summary>
    public async Task DoAsync(IEnumerable<Ticket> tickets, TicketCommand command)
    {
        var request = new CommandRequest { Actor = new Actor(ActorKind.Agent, "nadia"), Channel = IntakeChannel.Desk };
        CommandResult[] done = await Task.WhenAll(tickets.Select(ticket =>
            AgainAsync(() => _desk.ExecuteAsync(ticket.Id, command, request, CancellationToken.None))));
        await DeliverAsync([.. done.Select(static result => ((CommandResult.Done)result).Ticket)]);
    }

    public async Task<Ticket> ReadAsync(TicketId id) => (await AgainAsync(() => _tickets.FindAsync(id, CancellationToken.None)))!.Ticket;

    public async Task<IReadOnlyList<TicketEvent>> HistoryAsync(TicketId id) => await AgainAsync(() => _tickets.EventsAsync(id));

    public Task<IReadOnlyDictionary<string, AgentLoad>> LoadsAsync() => AgainAsync(() => Rosters.LoadsAsync(CancellationToken.None));

    /// <summary>Brings all that happened to the tickets so far, to two hosts each, in any order.</summary>
    public async Task DeliverAsync(params Ticket[] tickets)
    {
        var changes = new List<TicketChange>();
        foreach (Ticket ticket in tickets)
        {
            IReadOnlyList<TicketEvent> events = await HistoryAsync(ticket.Id);
            changes.AddRange(Enumerable.Repeat(
                new TicketChange { TicketId = ticket.Id, Version = ticket.Version, Events = events, Ticket = await ReadAsync(ticket.Id) }, 2));
        }

        TicketChange[] shuffled = [.. changes];
        _chance.Shuffle(shuffled);
        await Task.WhenAll(shuffled.Select((change, turn) => AgainAsync(async () =>
        {
            await _hosts[turn % _hosts.Length].ReactAsync(change, CancellationToken.None);
            return true;
        })));
    }

    private async Task<Ticket> OpenAsync()
    {
        var request = new CommandRequest { Actor = new Actor(ActorKind.Requester, "rita@customer.test"), Channel = IntakeChannel.Api };
        var command = new OpenTicket
        {
            Subject = "Cannot pay", Description = "It stays white.", Requester = new Requester("rita@customer.test"), Application = "payroll",
        };
        return ((CommandResult.Done)await AgainAsync(() => _desk.OpenAsync(command, request, CancellationToken.None))).Ticket;
    }

    // As the bus does: again until it is done.
    private async Task<T> AgainAsync<T>(Func<Task<T>> what)
    {
        for (int delivery = 1; ; delivery++)
        {
            try
            {
                return await what();
            }
            catch (Exception failed) when (delivery < DeliveriesMax && failed is RequestFailedException or AggregateException or InvalidOperationException)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(_chance.Next(1, 500)), _simulation.Time);
            }
        }
    }
}
