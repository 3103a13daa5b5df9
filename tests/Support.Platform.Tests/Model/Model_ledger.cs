using Support.Domain.Model;
using Support.Domain.Tickets;
using Support.Platform.Model;
using Support.Platform.Tests.Fakes;
using Support.TestKit.Azurite;
using Support.TestKit.Time;
using Xunit;

namespace Support.Platform.Tests.Model;

[Collection(SharedAzurite.Name)]
public sealed class Model_ledger(AzuriteFixture azurite) : IAsyncLifetime
{
    private readonly ManualTimeProvider _time = new();
    private readonly string _path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.json");
    private ModelLedger _ledger = null!;

    public async Task InitializeAsync() => _ledger = new ModelLedger((await TestStorage.EmptyAsync(azurite)).Tables, _time);

    public Task DisposeAsync()
    {
        File.Delete(_path);
        return Task.CompletedTask;
    }

    [Fact]
    public async Task Counts_each_change_also_one_back_to_an_older_model()
    {
        SupportModelSource first = Source("one");
        SupportModelSource second = Source("two");
        DateTimeOffset since = _time.GetUtcNow();

        Assert.Equal(1, (await PutInForceAsync(first)).Number);
        _time.Advance(TimeSpan.FromHours(1));
        Assert.Equal((1, since), ((await PutInForceAsync(first)).Number, (await PutInForceAsync(first)).Since));
        Assert.Equal(2, (await PutInForceAsync(second)).Number);

        ModelInForce back = await PutInForceAsync(first);
        Assert.Equal((3, since.AddHours(1), first.Current.Revision), (back.Number, back.Since, back.Revision));
    }

    [Fact]
    public async Task Puts_one_model_in_force_where_eight_hosts_start_with_it()
    {
        SupportModelSource source = Source("one");

        ModelInForce[] found = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => PutInForceAsync(source)));

        Assert.All(found, static inForce => Assert.Equal(1, inForce.Number));
    }

    [Fact]
    public async Task Looks_up_every_model_that_was()
    {
        SupportModelSource first = Source("one: a/b#c?");
        await PutInForceAsync(first);
        await PutInForceAsync(Source("two"));

        SupportModel? found = await _ledger.LookUpAsync(first.Current.Revision, CancellationToken.None);

        Assert.Equal(first.Current.Revision, found?.Revision);
        Assert.Null(await _ledger.LookUpAsync("three+000000000000", CancellationToken.None));
    }

    [Fact]
    public async Task Notes_progress_of_the_change_that_is_under_way_and_of_no_other()
    {
        await PutInForceAsync(Source("one"));
        await PutInForceAsync(Source("two"));

        await _ledger.ReportAsync(1, 5, 9, isLast: true, CancellationToken.None);
        Assert.Equal((0, null), ((await FindAsync()).Done, (await FindAsync()).AppliedAt));

        await _ledger.ReportAsync(2, 5, 9, isLast: false, CancellationToken.None);
        Assert.Equal((5, 9, null), ((await FindAsync()).Done, (await FindAsync()).Total, (await FindAsync()).AppliedAt));

        await _ledger.ReportAsync(2, 9, 9, isLast: true, CancellationToken.None);
        Assert.Equal(_time.GetUtcNow(), (await FindAsync()).AppliedAt);
    }

    [Fact]
    public async Task Leaves_tickets_where_they_are_once_another_app_has_put_another_model_in_force()
    {
        SupportModelSource first = Source("one");
        SupportModelSource second = Source("two");
        var early = new ModelChanges(first, _ledger, _time);
        var late = new ModelChanges(second, _ledger, _time);
        Ticket ofFirst = TicketDecision.Open(Some.Id(), Some.Submission(), Some.Context(_time.GetUtcNow()) with { Model = first.Current }).Ticket!;
        Ticket ofSecond = ofFirst with { ModelRevision = second.Current.Revision };
        Assert.Null(await early.OfAsync(ofFirst, CancellationToken.None));
        await early.InForceAsync(CancellationToken.None);

        ModelChange? change = await late.OfAsync(ofFirst, CancellationToken.None);
        _time.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(first.Current.Revision, change?.Before?.Revision);
        Assert.Null(await early.OfAsync(ofSecond, CancellationToken.None));
    }

    private async Task<ModelInForce> FindAsync() => (await _ledger.FindAsync(CancellationToken.None))!;

    private Task<ModelInForce> PutInForceAsync(SupportModelSource source) => _ledger.PutInForceAsync(source, CancellationToken.None);

    private SupportModelSource Source(string version)
    {
        string json = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, SupportModelSource.FileName));
        File.WriteAllText(_path, json.Replace("\"default-1\"", $"\"{version}\"", StringComparison.Ordinal));
        return new SupportModelSource(Some.Configuration(("Support:ModelPath", _path)));
    }
}
