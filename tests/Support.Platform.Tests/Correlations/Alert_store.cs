using Support.Domain.Alerts;
using Support.Platform.Correlations;
using Support.Platform.Tests.Fakes;
using Support.TestKit.Azurite;
using Xunit;

namespace Support.Platform.Tests.Correlations;

[Collection(SharedAzurite.Name)]
public sealed class Alert_store(AzuriteFixture azurite) : IAsyncLifetime
{
    private static readonly DateTimeOffset Now = new(2026, 1, 7, 10, 0, 0, TimeSpan.Zero);
    private static readonly AlertGroup Group = new() { Source = "grafana", Name = "payments" };
    private AlertStore _store = null!;

    public async Task InitializeAsync() => _store = new AlertStore((await TestStorage.EmptyAsync(azurite)).Tables);

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Lets_one_of_eight_say_where_an_alert_belongs()
    {
        Alert alert = Alert("a/b#c");
        Assert.Null(await _store.FindPlaceAsync(alert.Key, default));

        string[] placed = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => _store.PlaceAsync(alert, $"g-{i}", default)));

        Assert.Equal(await _store.FindPlaceAsync(alert.Key, default), Assert.Single(placed.Distinct()));
        Assert.Null(await _store.FindPlaceAsync(Alert("another").Key, default));
    }

    [Fact]
    public async Task Writes_a_group_and_its_alerts_at_once_or_not_at_all()
    {
        AlertState first = State("a") with { Repeats = 7, Pending = [new AlertEffect { Sequence = 1, Kind = AlertEffectKind.Open, Ticket = Some.Id(), Text = new string('x', 8000) }] };
        bool[] written = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => _store.CommitAsync("g-1", Group, null, [first], default)));
        Assert.Single(written, static done => done);

        StoredAlertGroup stored = (await _store.FindGroupAsync("g-1", default))!;
        Assert.True(await _store.CommitAsync("g-1", stored.Group with { Sequence = 2 }, stored.ETag, [State("b")], default));
        Assert.False(await _store.CommitAsync("g-1", stored.Group with { Sequence = 3 }, stored.ETag, [first with { Repeats = 8 }, State("c")], default));

        IReadOnlyList<AlertState> known = await _store.FindAsync("g-1", [first.Key, State("b").Key, State("c").Key], default);
        Assert.Equal(2, known.Count);
        Assert.Equal((7, 8000), (known[0].Repeats, known[0].Pending[0].Text.Length));
        Assert.Equal(2, (await _store.FindGroupAsync("g-1", default))!.Group.Sequence);
    }

    [Fact]
    public async Task Lists_the_groups_that_are_due_until_their_mark_is_taken_away()
    {
        await _store.MarkAsync("g-1", Now, default);
        await _store.MarkAsync("g-2", Now.AddMinutes(1), default);

        (string group, Azure.ETag mark) = Assert.Single(await _store.DueAsync(Now, default));
        Assert.Equal("g-1", group);

        await _store.MarkAsync("g-1", Now, default);
        await _store.UnmarkAsync("g-1", mark, default);
        (_, mark) = Assert.Single(await _store.DueAsync(Now, default));
        await _store.UnmarkAsync("g-1", mark, default);
        await _store.UnmarkAsync("g-1", mark, default);
        Assert.Empty(await _store.DueAsync(Now, default));
    }

    private static AlertState State(string fingerprint) =>
        new() { Key = Alert(fingerprint).Key, Fingerprint = fingerprint, Subject = fingerprint };

    private static Alert Alert(string fingerprint) =>
        new() { Source = "grafana", Fingerprint = fingerprint, Signal = AlertSignal.Firing, Text = "It burns." };
}
