using Azure.Data.Tables;
using Support.Domain.Tickets;
using Support.Local.Storage;
using Support.Platform.Assignment;
using Support.Platform.Storage;
using Support.Platform.Tests.Fakes;
using Support.TestKit.Azurite;
using Xunit;

namespace Support.Platform.Tests.Assignment;

/// <summary>What the roster promises, wherever it lies.</summary>
public abstract class RosterContract : IAsyncLifetime
{
    private static readonly string[] People = ["ben", "chloe"];
    private RosterStore _rosters = null!;

    public async Task InitializeAsync() => _rosters = new RosterStore(await EmptyAsync());

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Knows_nothing_at_first()
    {
        StoredRoster roster = await ReadAsync();

        Assert.Null(roster.TeamTag);
        Assert.Equal((0, 0L), (roster.Roster.LoadOf("ben"), roster.Roster.TurnOf("ben")));
        Assert.Null(await FindAsync(Some.Id()));
        Assert.Empty(await _rosters.LoadsAsync(CancellationToken.None));
    }

    [Fact]
    public async Task Takes_a_choice_down_with_its_turn_and_its_weight()
    {
        Holding chosen = Holding("ben", weight: 3);

        Assert.True(await ReserveAsync(await ReadAsync(), null, chosen));

        Assert.Equal(chosen, (await FindAsync(chosen.TicketId))?.Holding);
        StoredRoster roster = await ReadAsync();
        Assert.Equal((3, 1L, 0L), (roster.Roster.LoadOf("ben"), roster.Roster.TurnOf("ben"), roster.Roster.TurnOf("chloe")));
        Assert.True(await ReserveAsync(roster, null, Holding("chloe")));
        Assert.Equal(2L, (await ReadAsync()).Roster.TurnOf("chloe"));
    }

    [Fact]
    public async Task Takes_no_choice_down_that_was_made_from_an_older_roster()
    {
        StoredRoster before = await ReadAsync();
        Assert.True(await ReserveAsync(before, null, Holding("ben")));

        Holding late = Holding("chloe");
        Assert.False(await ReserveAsync(before, null, late));

        Assert.Null(await FindAsync(late.TicketId));
        Assert.Equal(["ben 1/1"], await LoadsAsync());
    }

    [Fact]
    public async Task Moves_what_a_ticket_adds_from_one_to_another_and_away()
    {
        Holding ben = Holding("ben", weight: 2);
        Assert.True(await MoveAsync(ben.TicketId, null, ben));
        Assert.True(await MoveAsync(ben.TicketId, await FindAsync(ben.TicketId), ben with { Agent = "chloe", Weight = 3 }));
        Assert.Equal(["ben 0/0", "chloe 3/1"], await LoadsAsync());

        Assert.True(await MoveAsync(ben.TicketId, await FindAsync(ben.TicketId), ben with { Agent = "chloe", Weight = 1 }));
        Assert.Equal(["ben 0/0", "chloe 1/1"], await LoadsAsync());

        Assert.True(await MoveAsync(ben.TicketId, await FindAsync(ben.TicketId), null));
        Assert.Equal(["ben 0/0", "chloe 0/0"], await LoadsAsync());
        Assert.Null(await FindAsync(ben.TicketId));
    }

    [Fact]
    public async Task Moves_nothing_that_another_has_moved_since()
    {
        Holding ben = Holding("ben");
        Assert.True(await MoveAsync(ben.TicketId, null, ben));
        StoredHolding? seen = await FindAsync(ben.TicketId);
        Assert.True(await MoveAsync(ben.TicketId, seen, ben with { Agent = "chloe" }));

        Assert.False(await MoveAsync(ben.TicketId, seen, null));
        Assert.False(await MoveAsync(ben.TicketId, seen, ben with { Weight = 5 }));
        Assert.False(await MoveAsync(ben.TicketId, null, ben));
        Assert.Equal(["ben 0/0", "chloe 1/1"], await LoadsAsync());
    }

    private protected abstract Task<TableServiceClient> EmptyAsync();

    private static Holding Holding(string agent, int weight = 1) => new()
    {
        TicketId = Some.Id(), Agent = agent, Weight = weight, ChosenFor = 1, ChosenAt = Some.At("2026-03-02T09:00Z"), Cause = "round robin: the first → …",
    };

    private Task<StoredRoster> ReadAsync() => _rosters.ReadAsync("service-desk", People, CancellationToken.None);

    private Task<StoredHolding?> FindAsync(TicketId id) => _rosters.FindAsync(id, CancellationToken.None);

    private Task<bool> ReserveAsync(StoredRoster roster, StoredHolding? before, Holding chosen) =>
        _rosters.TryReserveAsync("service-desk", roster, before, chosen, CancellationToken.None);

    private Task<bool> MoveAsync(TicketId id, StoredHolding? before, Holding? after) =>
        _rosters.TryMoveAsync(id, before, after, CancellationToken.None);

    private async Task<IEnumerable<string>> LoadsAsync() =>
        (await _rosters.LoadsAsync(CancellationToken.None)).Select(static load => $"{load.Key} {load.Value.Load}/{load.Value.Tickets}");
}

/// <summary>In memory.</summary>
public sealed class Rosters_in_memory : RosterContract
{
    private protected override async Task<TableServiceClient> EmptyAsync()
    {
        var storage = new MemoryStorage(TimeProvider.System);
        var tables = new TableServiceClient(MemoryStorage.ConnectionString, new TableClientOptions { Transport = storage.CreateTransport() });
        await tables.CreateTableAsync(TableNames.Rosters);
        return tables;
    }
}

/// <summary>On Azurite.</summary>
[Collection(SharedAzurite.Name)]
public sealed class Rosters_on_Azurite(AzuriteFixture azurite) : RosterContract
{
    private protected override async Task<TableServiceClient> EmptyAsync() => (await TestStorage.EmptyAsync(azurite)).Tables;
}
