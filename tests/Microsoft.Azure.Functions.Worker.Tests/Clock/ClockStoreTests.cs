using Support.Local.Hosting.Clock;
using Support.TestKit.Azurite;
using Xunit;

namespace Support.Local.Worker.Tests.Clock;

[Collection(SharedAzurite.Name)]
public sealed class ClockStoreTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task A_restart_goes_on_with_the_same_clock_and_another_speed_begins_where_it_was()
    {
        var start = new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
        ClockLine first = await ContinueAsync(start, 600);
        ClockLine second = await ContinueAsync(start.AddSeconds(10), 600);
        Assert.Equal(first, second);
        Assert.Equal(start.AddSeconds(6000), second.At(start.AddSeconds(10)));

        ClockLine third = await ContinueAsync(start.AddSeconds(20), 1);
        Assert.Equal(start.AddSeconds(12_000), third.At(start.AddSeconds(20)));
        Assert.Equal(third, await ContinueAsync(start.AddSeconds(30), 1));
    }

    private Task<ClockLine> ContinueAsync(DateTimeOffset realNow, double speed) =>
        new ClockStore(azurite.ConnectionString).ContinueAsync(realNow, speed, CancellationToken.None);
}
