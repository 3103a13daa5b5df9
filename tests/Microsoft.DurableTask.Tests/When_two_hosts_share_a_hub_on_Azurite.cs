using Azure.Data.Tables;
using Microsoft.Extensions.DependencyInjection;
using Support.Local.Durable;
using Support.TestKit.Azurite;
using Xunit;

namespace Microsoft.DurableTask.Tests;

[Collection(AzuriteTests.Name)]
public sealed class When_two_hosts_share_a_hub_on_Azurite(AzuriteFixture azurite)
{
    private readonly string _hub = "Hub" + Guid.NewGuid().ToString("N");

    [Fact]
    public async Task The_second_is_refused_until_the_first_has_ended()
    {
        await using DurableTaskEngine first = NewEngine();
        await first.StartAsync().WaitAsync(TestHub.Patience);
        await using (DurableTaskEngine second = NewEngine())
        {
            DurableTaskHubInUseException refused = await Assert.ThrowsAsync<DurableTaskHubInUseException>(
                () => second.StartAsync().WaitAsync(TestHub.Patience));
            Assert.Equal(Environment.ProcessId, refused.ProcessId);
        }

        await first.StopAsync().WaitAsync(TestHub.Patience);
        await using DurableTaskEngine third = NewEngine();
        await third.StartAsync().WaitAsync(TestHub.Patience);
    }

    [Fact]
    public async Task One_that_crashed_is_followed_at_once()
    {
        await using (DurableTaskEngine first = NewEngine())
        {
            await first.StartAsync().WaitAsync(TestHub.Patience);
        }

        await using DurableTaskEngine second = NewEngine();
        await second.StartAsync().WaitAsync(TestHub.Patience);
    }

    [Fact]
    public void A_process_that_is_no_more_is_known_to_be_gone_and_a_living_one_is_not()
    {
        HubOwner self = HubOwner.Current;

        Assert.True((self with { ProcessId = int.MaxValue }).IsKnownToBeGone(self));
        Assert.False((self with { Host = "another", ProcessId = int.MaxValue }).IsKnownToBeGone(self));
        Assert.False(self.IsKnownToBeGone(self with { ProcessId = int.MaxValue }));
        Assert.True((self with { ProcessStart = "another" }).IsKnownToBeGone(self with { ProcessId = int.MaxValue }));
    }

    private DurableTaskEngine NewEngine() => new(
        new DurableTaskRegistry(),
        new TableServiceClient(azurite.ConnectionString),
        new ServiceCollection().BuildServiceProvider(),
        new DurableTaskEngineOptions
        {
            HubName = _hub,
            LeaseTimes = HubLeaseTimes.Default with { RenewEvery = TimeSpan.FromMilliseconds(100), WatchEvery = TimeSpan.FromMilliseconds(50) },
        });
}
