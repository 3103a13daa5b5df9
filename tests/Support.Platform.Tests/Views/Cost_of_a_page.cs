using Azure.Data.Tables;
using Support.Domain.Access;
using Support.Domain.Model;
using Support.Domain.Tickets;
using Support.Local.Storage;
using Support.Platform.Storage;
using Support.Platform.Tests.Fakes;
using Support.Platform.Tickets;
using Support.Platform.Views;
using Xunit;

namespace Support.Platform.Tests.Views;

/// <summary>A page costs three requests at most, whatever is asked for, and no filter is longer than storage takes.</summary>
public sealed class Cost_of_a_page
{
    private static readonly DateTimeOffset Nine = Some.At("2026-03-02T09:00:00Z");

    [Fact]
    public async Task Is_three_requests_at_most_for_any_combination_of_filters()
    {
        (StorageFaults counter, TicketViewStore views, List<TicketView> all) = await FilledAsync(120);
        var random = new Random(7);
        for (int i = 0; i < 300; i++)
        {
            TicketViewQuery query = AnyQuery(random);
            Assert.All(TicketViewPlan.Of(query), filter => Assert.InRange(Comparisons(filter), 1, FilterClauses.ComparisonsMax));
            var read = new List<TicketView>();
            TicketViewCursor? after = null;
            do
            {
                long before = counter.Requests;
                TicketViewPage page = await views.ListAsync(query with { After = after }, CancellationToken.None);
                Assert.InRange(counter.Requests - before, 0, TicketViewStore.ReadsMax);
                Assert.InRange(page.Lines.Count, 0, query.Limit);
                read.AddRange(page.Lines);
                after = page.Next;
            }
            while (after is not null);

            Assert.Equal(
                all.Where(view => Matches(view, query)).Select(view => view.Id.Value).Order(StringComparer.Ordinal),
                read.Select(view => view.Id.Value).Order(StringComparer.Ordinal));
        }
    }

    [Fact]
    public void Is_one_range_where_a_list_of_its_own_answers()
    {
        Assert.StartsWith("PartitionKey eq 'open-agent-ben'", Filter(new TicketViewQuery { Assignee = "ben", Team = "t" }), StringComparison.Ordinal);
        Assert.StartsWith("PartitionKey eq 'open-free-t'", Filter(new TicketViewQuery { Assignee = string.Empty, Team = "t" }), StringComparison.Ordinal);
        Assert.StartsWith("PartitionKey eq 'open-from-a=0023b@example.com'", Filter(new TicketViewQuery { Requester = "A#b@example.com" }), StringComparison.Ordinal);
        Assert.Equal("PartitionKey eq 'open-team-t'", Filter(new TicketViewQuery { Scope = new TicketScope(["t"], []) }));
        Assert.Equal("PartitionKey ge 'open-all-' and PartitionKey lt 'open-all.'", Filter(new TicketViewQuery()));
    }

    [Fact]
    public async Task Is_one_request_for_the_references_and_the_counts()
    {
        (StorageFaults counter, TicketViewStore views, List<TicketView> all) = await FilledAsync(60);
        var walked = new List<TicketId>();
        string? continuation = null;
        do
        {
            long before = counter.Requests;
            OpenTicketPage page = await views.OpenTicketsAsync(continuation, 7, CancellationToken.None);
            Assert.Equal(1, counter.Requests - before);
            walked.AddRange(page.Ids);
            continuation = page.Continuation;
        }
        while (continuation is not null);

        Assert.Equal(all.Where(view => !view.IsOver).Select(view => view.Id.Value).Order(StringComparer.Ordinal), walked.Select(id => id.Value));
        Assert.Equal(
            all.Count(view => !view.IsOver && view.Assignee == "agent-1"), await views.CountOpenAsync("agent-1", CancellationToken.None));
    }

    private static int Comparisons(string filter) =>
        filter.Split(' ').Count(word => word is "eq" or "ne" or "lt" or "le" or "gt" or "ge");

    private static string Filter(TicketViewQuery query) => Assert.Single(TicketViewPlan.Of(query));

    private static async Task<(StorageFaults Counter, TicketViewStore Views, List<TicketView> All)> FilledAsync(int tickets)
    {
        var storage = new MemoryStorage(TimeProvider.System);
        TableServiceClient sound = Client(storage, null);
        await sound.CreateTableAsync(TableNames.TicketViews);
        var projection = new TicketViewProjection(sound, new TicketStore(sound, Some.Random));
        var random = new Random(1);
        var all = new List<TicketView>();
        for (int i = 0; i < tickets; i++)
        {
            Ticket ticket = AnyTicket(random);
            await projection.ApplyAsync(ticket, opened: true, CancellationToken.None);
            all.Add(TicketView.Of(ticket));
        }

        var counter = new StorageFaults(1);
        return (counter, new TicketViewStore(Client(storage, counter)), all);
    }

    private static TableServiceClient Client(MemoryStorage storage, StorageFaults? faults) =>
        new(MemoryStorage.ConnectionString, new TableClientOptions { Transport = storage.CreateTransport(faults) });

    private static Ticket AnyTicket(Random random) => new()
    {
        Id = Some.Id(),
        Version = 1,
        Subject = "Any",
        Requester = new Requester($"user{random.Next(4)}@example.com"),
        Organisation = random.Next(2) == 0 ? null : $"org-{random.Next(2)}",
        NeedsTriage = random.Next(3) == 0,
        Application = $"app-{random.Next(3)}",
        Kind = TicketKind.Incident,
        Impact = Grade.Low,
        Urgency = Grade.Low,
        Priority = (Priority)random.Next(4),
        Status = (TicketStatus)random.Next(8),
        Tier = (Tier)random.Next(3),
        TierSince = Nine,
        Team = $"team-{random.Next(3)}",
        Assignee = random.Next(3) switch { 0 => null, var agent => $"agent-{agent}" },
        Channel = IntakeChannel.Api,
        OpenedAt = Nine.AddDays(-random.Next(90)),
        UpdatedAt = Nine,
        Clocks =
        [
            new ClockState
            {
                Clock = ClockKind.Resolution,
                Cycle = 1,
                Policy = "p",
                Calendar = "c",
                Target = TimeSpan.FromHours(1),
                DueAt = random.Next(3) == 0 ? null : Nine.AddHours(random.Next(100)),
            },
        ],
    };

    private static TicketViewQuery AnyQuery(Random random) => new()
    {
        Team = Maybe(random, "team-", 3),
        Assignee = random.Next(6) == 0 ? string.Empty : Maybe(random, "agent-", 3),
        Application = Maybe(random, "app-", 3),
        Requester = random.Next(4) == 0 ? $"user{random.Next(4)}@example.com" : null,
        Organisation = Maybe(random, "org-", 2),
        NeedsTriage = random.Next(5) == 0,
        Priority = random.Next(4) == 0 ? (Priority)random.Next(4) : null,
        Tier = random.Next(4) == 0 ? (Tier)random.Next(3) : null,
        Statuses = random.Next(2) == 0 ? [] : [.. Enum.GetValues<TicketStatus>().Where(_ => random.Next(2) == 0)],
        DueBefore = random.Next(4) == 0 ? Nine.AddHours(random.Next(100)) : null,
        Scope = random.Next(3) switch
        {
            0 => new TicketScope(["team-0", "team-1"], []),
            1 => new TicketScope([.. Enumerable.Range(1, 20).Select(i => $"team-{i}")], ["app-0", "app-1"]),
            _ => TicketScope.Everything,
        },
        Limit = 1 + random.Next(40),
    };

    private static string? Maybe(Random random, string name, int count) => random.Next(4) == 0 ? $"{name}{random.Next(count)}" : null;

    private static bool Matches(TicketView view, TicketViewQuery query) =>
        (query.Team is null || view.Team == query.Team)
        && (query.Assignee is null || (view.Assignee ?? string.Empty) == query.Assignee)
        && (query.Application is null || view.Application == query.Application)
        && (query.Requester is null || view.Requester == query.Requester)
        && (query.Organisation is null || view.Organisation == query.Organisation)
        && (!query.NeedsTriage || (view.NeedsTriage && !view.IsOver))
        && (query.Priority is null || view.Priority == query.Priority)
        && (query.Tier is null || view.Tier == query.Tier)
        && (query.Statuses.Count == 0 ? !view.IsOver : query.Statuses.Contains(view.Status))
        && (query.DueBefore is null || (!view.IsOver && view.DueAt < query.DueBefore))
        && query.Scope.Covers(view.Team, view.Application);
}
