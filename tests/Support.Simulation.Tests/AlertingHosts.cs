using Azure;
using Azure.Data.Tables;
using Azure.Messaging.ServiceBus;
using Microsoft.Extensions.Logging.Abstractions;
using Support.Domain.Alerts;
using Support.Domain.Model;
using Support.Domain.Tickets;
using Support.Local.Hosting.Simulation;
using Support.Local.Storage;
using Support.Platform.Correlations;
using Support.Platform.Links;
using Support.Platform.Model;
using Support.Platform.Outbox;
using Support.Platform.Storage;
using Support.Platform.Tickets;

namespace Support.Simulation.Tests;

/// <summary>Several hosts that take the same alerts in at the same time, on storage that fails; who gets no answer sends again.</summary>
internal sealed class AlertingHosts
{
    private const int DeliveriesMax = 200;
    private readonly Local.Simulation _simulation;
    private readonly TableServiceClient _tables = new(MemoryStorage.ConnectionString);
    private readonly TicketStore _tickets;
    private readonly TicketDesk _desk;
    private readonly AlertDesk[] _hosts;
    private readonly Random _chance;

    private AlertingHosts(Local.Simulation simulation, SupportModel model, int hosts, int seed)
    {
        (_simulation, _chance) = (simulation, new Random(seed));
        var source = new SupportModelSource(model);
        var random = System.Security.Cryptography.RandomNumberGenerator.Create();
        var bus = new ServiceBusClient($"{MemoryStorage.ConnectionString}ServiceBusTopology={Path.Combine(AppContext.BaseDirectory, "servicebus.json")}");
        _tickets = new TicketStore(_tables, random);
        var intents = new OutboxIntents(_tables, simulation.Time, random, NullLogger<OutboxIntents>.Instance);
        var publisher = new OutboxPublisher(bus, intents, NullLogger<OutboxPublisher>.Instance);
        _desk = new TicketDesk(_tickets, intents, publisher, new KeyRing(_tables, random), source, new ModelChanges(source, new ModelLedger(_tables, simulation.Time), simulation.Time), simulation.Time, random);
        _hosts = [.. Enumerable.Range(0, hosts).Select(_ => new AlertDesk(
            new AlertStore(new TableServiceClient(MemoryStorage.ConnectionString)), new AlertEffects(_desk, _tickets), source, simulation.Time, random))];
    }

    /// <summary>Runs a story among that many hosts; storage answers late, twice, or not at all.</summary>
    public static void Run(int seed, Func<AlertingHosts, Task> story, double faults = 1)
    {
        var simulation = new Local.Simulation(seed, new DateTimeOffset(2026, 3, 2, 14, 30, 0, TimeSpan.Zero));
        _ = new SimulatedWorld(simulation, new StorageFaults(seed)
        {
            Delay = 0.7, MaxDelay = TimeSpan.FromMilliseconds(100), Refuse = 0.02 * faults, Busy = 0.02 * faults, FailAfterCommit = 0.03 * faults, Duplicate = 0.02 * faults,
        });
        SupportModel model = SupportModelReader.Read(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "support-model.json"))).Model!;
        simulation.Run(async () =>
        {
            var hosts = new AlertingHosts(simulation, model, 3, seed);
            foreach (string table in TableNames.All)
            {
                await hosts.AgainAsync(() => hosts._tables.CreateTableIfNotExistsAsync(table));
            }

            await story(hosts);
        });
    }

    /// <summary>Alerts, each to any host, all at the same moment.</summary>
    public Task<AlertTaken[]> SendAsync(AlertSignal signal, IEnumerable<string> fingerprints) => Task.WhenAll(fingerprints.Select(fingerprint =>
    {
        Alert alert = Alert(fingerprint, signal);
        return AgainAsync(async () => (await _hosts[_chance.Next(_hosts.Length)].TakeAsync([alert], CancellationToken.None))[0]);
    }));

    /// <summary>Alerts as they are, to any host, all at the same moment.</summary>
    public Task<AlertTaken[]> SendAsync(IEnumerable<Alert> alerts) => Task.WhenAll(alerts.Select(alert =>
        AgainAsync(async () => (await _hosts[_chance.Next(_hosts.Length)].TakeAsync([alert], CancellationToken.None))[0])));

    /// <summary>Time passes, in which each host sweeps every half minute.</summary>
    public async Task PassAsync(TimeSpan time)
    {
        for (DateTimeOffset until = _simulation.Time.GetUtcNow() + time; _simulation.Time.GetUtcNow() < until;)
        {
            await Task.Delay(TimeSpan.FromSeconds(30), _simulation.Time);
            await Task.WhenAll(_hosts.Select(host => AgainAsync(async () =>
            {
                await host.SweepAsync(CancellationToken.None);
                return true;
            })));
        }
    }

    public Alert Alert(string fingerprint, AlertSignal signal, string? delivery = null) => new()
    {
        Source = "grafana",
        Fingerprint = fingerprint,
        Signal = signal,
        Subject = $"{fingerprint} burns",
        Text = $"{fingerprint}: {signal}",
        Labels = [KeyValuePair.Create("application", "shop")],
        Severity = "warning",
        Delivery = delivery ?? $"{fingerprint}-{signal}-{_chance.Next()}",
    };

    /// <summary>Every ticket that there is, the oldest first.</summary>
    public async Task<IReadOnlyList<Ticket>> TicketsAsync()
    {
        var found = new List<Ticket>();
        foreach (string id in await AgainAsync(IdsAsync))
        {
            found.Add((await AgainAsync(() => _tickets.FindAsync(TicketId.Parse(id), CancellationToken.None)))!.Ticket);
        }

        return [.. found.OrderBy(static ticket => ticket.OpenedAt)];
    }

    public Task<IReadOnlyList<TicketMessage>> MessagesAsync(TicketId id) => AgainAsync(() => _tickets.MessagesAsync(id, CancellationToken.None));

    /// <summary>Somebody does something to a ticket.</summary>
    public Task<CommandResult> DoAsync(TicketId id, TicketCommand command) => AgainAsync(() => _desk.ExecuteAsync(
        id, command, new CommandRequest { Actor = new Actor(ActorKind.Agent, "nadia"), Channel = IntakeChannel.Desk }, CancellationToken.None));

    private async Task<string[]> IdsAsync()
    {
        var ids = new List<string>();
        await foreach (TableEntity row in _tables.GetTableClient(TableNames.Tickets).QueryAsync<TableEntity>("RowKey eq 'head'"))
        {
            ids.Add(row.PartitionKey);
        }

        return [.. ids];
    }

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
