using Azure.Data.Tables;
using Support.Domain.Model;
using Support.Domain.Tickets;
using Support.Local.Storage;
using Support.Platform.Storage;
using Support.Platform.Tests.Fakes;
using Support.Platform.Tickets;
using Support.Platform.Views;
using Xunit;

namespace Support.Platform.Tests.Views;

/// <summary>
/// Changes of one ticket come twice, late, out of order and at the same moment, to workers that die at any request; a change
/// whose worker died comes again. In the end the index says what the ticket says, and holds no other row.
/// </summary>
public sealed class When_changes_race
{
    private const int Versions = 6;

    private static readonly DateTimeOffset Nine = Some.At("2026-03-02T09:00:00Z");

    [Fact]
    public async Task The_index_says_what_the_ticket_says()
    {
        // Who goes on after a request must do so on this thread, or the seed would not decide the order.
        SynchronizationContext.SetSynchronizationContext(null);
        for (int seed = 1; seed <= 60; seed++)
        {
            await new Race(seed).RunAsync();
        }
    }

    private sealed class Race
    {
        private readonly MemoryStorage _storage = new(TimeProvider.System);
        private readonly Gate _gate = new();
        private readonly Random _random;
        private readonly int _seed;
        private readonly TableServiceClient _sound;
        private readonly List<Ticket> _versions = [];
        private readonly Dictionary<int, (Ticket Ticket, Task Work)> _workers = [];
        private int _born;

        public Race(int seed)
        {
            (_seed, _random) = (seed, new Random(seed));
            _sound = Client(null);
        }

        public async Task RunAsync()
        {
            foreach (string name in TableNames.All)
            {
                await _sound.CreateTableAsync(name);
            }

            await CommitVersionsAsync();
            foreach (Ticket ticket in _versions.Concat(_versions).OrderBy(_ => _random.Next()))
            {
                Deliver(ticket);
                Step(_random.Next(12));
            }

            while (_gate.Waiting > 0)
            {
                Step(1);
            }

            await Task.WhenAll(_workers.Values.Select(worker => worker.Work)).WaitAsync(TimeSpan.FromSeconds(10));
            await CheckAsync();
        }

        private void Deliver(Ticket ticket)
        {
            int worker = _born++;
            var projection = new TicketViewProjection(Client(worker), new TicketStore(Client(worker), Some.Random));
            _workers[worker] = (ticket, projection.ApplyAsync(ticket, opened: ticket.Version == 1, CancellationToken.None));
        }

        // One request is let go, or its worker dies before it or after it; then the change is delivered again.
        private void Step(int times)
        {
            for (int i = 0; i < times && _gate.Waiting > 0; i++)
            {
                int index = _random.Next(_gate.Waiting);
                int worker = _gate.WorkerOf(index);
                bool dies = _born < 60 && _random.Next(12) == 0;
                if (!dies || _random.Next(2) == 0)
                {
                    _gate.Open(index);
                }

                if (dies && !_workers[worker].Work.IsCompleted)
                {
                    _gate.Kill(worker);
                    Ticket ticket = _workers[worker].Ticket;
                    _workers.Remove(worker);
                    Deliver(ticket);
                }
            }
        }

        private async Task CommitVersionsAsync()
        {
            var store = new TicketStore(_sound, Some.Random);
            var id = TicketId.FromEntropy([1, 2, 3, 4, 5]);
            for (int version = 1; version <= Versions; version++)
            {
                _versions.Add(AnyVersion(id, version, isLast: version == Versions));
                StoredTicket? before = await store.FindAsync(id, CancellationToken.None);
                Assert.True(await store.CommitAsync(
                    new TicketCommit { Ticket = _versions[^1], ETag = before?.ETag, Events = [], Messages = [] }, CancellationToken.None));
            }
        }

        private Ticket AnyVersion(TicketId id, int version, bool isLast) => new()
        {
            Id = id,
            Version = version,
            Subject = $"version {version}",
            Requester = Some.Ann,
            Application = "shop",
            Kind = TicketKind.Incident,
            Impact = Grade.Low,
            Urgency = Grade.Low,
            Priority = (Priority)_random.Next(4),
            Status = isLast && _random.Next(2) == 0 ? TicketStatus.Closed : (TicketStatus)_random.Next(4),
            Tier = Tier.L1,
            TierSince = Nine,
            Team = $"team-{_random.Next(2)}",
            Assignee = _random.Next(3) switch { 0 => null, var agent => $"agent-{agent}" },
            Channel = IntakeChannel.Api,
            OpenedAt = Nine,
            UpdatedAt = Nine.AddMinutes(version),
            Clocks =
            [
                new ClockState
                {
                    Clock = ClockKind.Resolution,
                    Cycle = 1,
                    Policy = "p",
                    Calendar = "c",
                    Target = TimeSpan.FromHours(1),
                    DueAt = _random.Next(3) switch { 0 => null, var hours => Nine.AddHours(hours) },
                },
            ],
        };

        private async Task CheckAsync()
        {
            var found = new List<(string, string, int)>();
            await foreach (TableEntity row in _sound.GetTableClient(TableNames.TicketViews).QueryAsync<TableEntity>())
            {
                if (!row.PartitionKey.StartsWith("line-", StringComparison.Ordinal))
                {
                    found.Add((row.PartitionKey, row.RowKey, row.GetInt32("Version") ?? Versions));
                }
            }

            IEnumerable<(string, string, int)> expected =
                TicketViewLists.Of(TicketView.Of(_versions[^1])).Select(key => (key.Partition, key.Row, Versions));
            Assert.True(
                expected.Order().SequenceEqual(found.Order()),
                $"Seed {_seed}: found {string.Join(", ", found.Order())}, expected {string.Join(", ", expected.Order())}.");
        }

        private TableServiceClient Client(int? worker)
        {
            var options = new TableClientOptions
            {
                Transport = worker is { } w ? new GatedTransport(_storage.CreateTransport(), _gate, w) : _storage.CreateTransport(),
            };
            return new TableServiceClient(MemoryStorage.ConnectionString, options);
        }
    }
}
