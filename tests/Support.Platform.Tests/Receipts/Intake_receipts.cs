using Azure.Data.Tables;
using Support.Local.Storage;
using Support.Platform.Receipts;
using Support.Platform.Storage;
using Support.TestKit.Time;
using Xunit;

namespace Support.Platform.Tests.Receipts;

public sealed class Intake_receipts
{
    private static readonly DeliveryKey Key = new("mail", "<odd/#? id@example.com>");
    private readonly IntakeReceipts _receipts;
    private readonly ManualTimeProvider _time = new(new DateTimeOffset(2026, 5, 4, 8, 0, 0, TimeSpan.Zero));

    public Intake_receipts()
    {
        var options = new TableClientOptions { Transport = new MemoryStorage(TimeProvider.System).CreateTransport() };
        var tables = new TableServiceClient(MemoryStorage.ConnectionString, options);
        tables.CreateTableIfNotExistsAsync(TableNames.Receipts).GetAwaiter().GetResult();
        _receipts = new IntakeReceipts(tables, _time);
    }

    [Fact]
    public async Task Of_what_never_came_are_not_there() => Assert.Null(await _receipts.FindAsync(Key, default));

    [Fact]
    public async Task Keep_the_plan_of_who_came_first()
    {
        IntakeReceipt first = await _receipts.BeginAsync(Key, "a", """{"open":"SUP-1"}""", default);
        _time.Advance(TimeSpan.FromHours(1));
        IntakeReceipt second = await _receipts.BeginAsync(Key, "b", """{"open":"SUP-2"}""", default);

        Assert.False(first.Known);
        Assert.Equal(first with { Known = true }, second);
        Assert.False(second.IsDone);
    }

    [Fact]
    public async Task Tell_the_second_what_came_of_the_first()
    {
        IntakeReceipt first = await _receipts.BeginAsync(Key, "a", "{}", default);
        await _receipts.CompleteAsync(first, """{"ticket":"SUP-1"}""", default);

        IntakeReceipt? again = await _receipts.FindAsync(Key, default);

        Assert.Equal("""{"ticket":"SUP-1"}""", again?.Outcome);
        Assert.Equal("{}", again?.Plan);
    }

    [Fact]
    public async Task Of_one_id_under_two_scopes_are_two()
    {
        await _receipts.BeginAsync(Key, "a", "{}", default);
        Assert.False((await _receipts.BeginAsync(Key with { Scope = "github acme/shop" }, "a", "{}", default)).Known);
    }

    [Fact]
    public async Task Let_one_of_eight_be_first()
    {
        IntakeReceipt[] all = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => _receipts.BeginAsync(Key, "a", $"{i}", default)));

        IntakeReceipt winner = Assert.Single(all, receipt => !receipt.Known);
        Assert.All(all, receipt => Assert.Equal(winner.Plan, receipt.Plan));
    }
}
