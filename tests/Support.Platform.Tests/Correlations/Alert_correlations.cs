using Support.Domain.Tickets;
using Support.Platform.Correlations;
using Support.Platform.Tests.Fakes;
using Support.TestKit.Azurite;
using Xunit;

namespace Support.Platform.Tests.Correlations;

[Collection(SharedAzurite.Name)]
public sealed class Alert_correlations(AzuriteFixture azurite) : IAsyncLifetime
{
    private const string Source = "alertmanager";
    private AlertCorrelations _correlations = null!;

    public async Task InitializeAsync() =>
        _correlations = new AlertCorrelations((await TestStorage.EmptyAsync(azurite)).Tables, Some.Random);

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Remember_the_ticket_that_was_chosen()
    {
        Assert.Null(await FindAsync("a/b#c"));

        TicketId? chosen = await ChooseAsync("a/b#c", null);

        Assert.Equal(chosen, (await FindAsync("a/b#c"))?.TicketId);
        Assert.Null(await FindAsync("another"));
        Assert.Null(await _correlations.FindAsync("grafana", "a/b#c", CancellationToken.None));
    }

    [Fact]
    public async Task Let_one_of_eight_choose_first()
    {
        TicketId?[] chosen = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => ChooseAsync("f", null)));

        TicketId? winner = Assert.Single(chosen, id => id is not null);
        Assert.Equal(winner, (await FindAsync("f"))?.TicketId);
    }

    [Fact]
    public async Task Let_one_of_eight_choose_anew_after_the_same_look()
    {
        await ChooseAsync("f", null);
        AlertCorrelation? before = await FindAsync("f");

        TicketId?[] chosen = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => ChooseAsync("f", before)));

        TicketId? winner = Assert.Single(chosen, id => id is not null);
        Assert.NotEqual(before?.TicketId, winner);
        Assert.Equal(winner, (await FindAsync("f"))?.TicketId);
    }

    private Task<AlertCorrelation?> FindAsync(string fingerprint) =>
        _correlations.FindAsync(Source, fingerprint, CancellationToken.None);

    private Task<TicketId?> ChooseAsync(string fingerprint, AlertCorrelation? before) =>
        _correlations.ChooseAsync(Source, fingerprint, before, CancellationToken.None);
}
