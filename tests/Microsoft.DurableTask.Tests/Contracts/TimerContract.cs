using Microsoft.DurableTask.Client;
using Support.Local.Durable;
using Support.TestKit.Azurite;
using Xunit;

namespace Microsoft.DurableTask.Tests.Contracts;

public abstract class TimerContract : EngineContract
{
    [Fact]
    public async Task A_timer_fires_when_it_is_due_and_not_before()
    {
        TestHub hub = await StartHubAsync(registry => registry
            .AddOrchestratorFunc<DateTime>("Sleep", async context =>
            {
                await context.CreateTimer(TimeSpan.FromHours(2), CancellationToken.None);
                return context.CurrentUtcDateTime;
            }));
        DateTime due = hub.Clock.GetUtcNow().UtcDateTime.AddHours(2);
        string id = await hub.ScheduleAsync("Sleep");

        await hub.AdvanceAsync(TimeSpan.FromHours(2) - TimeSpan.FromTicks(1));
        Assert.Equal(OrchestrationRuntimeStatus.Running, (await hub.GetAsync(id)).RuntimeStatus);
        await hub.AdvanceAsync(TimeSpan.FromTicks(1));

        Assert.Equal(due, (await hub.GetAsync(id)).ReadOutputAs<DateTime>());
    }

    [Fact]
    public async Task A_timer_may_be_years_away()
    {
        TestHub hub = await StartHubAsync(registry => registry
            .AddOrchestratorFunc("Sleep", context => context.CreateTimer(context.CurrentUtcDateTime.AddYears(3), CancellationToken.None)));
        string id = await hub.ScheduleAsync("Sleep");

        await hub.AdvanceAsync(TimeSpan.FromDays(2 * 365));
        await hub.CrashAndRestartAsync();
        await hub.AdvanceAsync(TimeSpan.FromDays(2 * 365));

        Assert.Equal(OrchestrationRuntimeStatus.Completed, (await hub.GetAsync(id)).RuntimeStatus);
    }

    [Fact]
    public async Task A_timer_in_the_past_fires_at_once()
    {
        TestHub hub = await StartHubAsync(registry => registry
            .AddOrchestratorFunc("Sleep", context => context.CreateTimer(context.CurrentUtcDateTime.AddDays(-1), CancellationToken.None)));

        OrchestrationMetadata done = await hub.RunAsync("Sleep");

        Assert.Equal(OrchestrationRuntimeStatus.Completed, done.RuntimeStatus);
    }

    [Fact]
    public async Task A_cancelled_timer_throws_and_never_wakes_the_instance()
    {
        TestHub hub = await StartHubAsync(registry => registry
            .AddOrchestratorFunc("Sleep", async context =>
            {
                using var cancel = new CancellationTokenSource();
                Task timer = context.CreateTimer(TimeSpan.FromMinutes(1), cancel.Token);
                await context.WaitForExternalEvent<object>("go");
                cancel.Cancel();
                await Assert.ThrowsAsync<TaskCanceledException>(() => timer);
                await context.WaitForExternalEvent<object>("end");
            }));
        string id = await hub.ScheduleAsync("Sleep");
        await hub.Client.RaiseEventAsync(id, "go");
        await hub.IdleAsync();
        DateTimeOffset settled = (await hub.GetAsync(id)).LastUpdatedAt;

        await hub.AdvanceAsync(TimeSpan.FromHours(1));
        Assert.Equal(settled, (await hub.GetAsync(id)).LastUpdatedAt);
        await hub.Client.RaiseEventAsync(id, "end");

        Assert.Equal(OrchestrationRuntimeStatus.Completed, (await hub.CompletionAsync(id)).RuntimeStatus);
    }

    [Fact]
    public async Task Timers_fire_in_the_order_in_which_they_are_due()
    {
        TestHub hub = await StartHubAsync(registry => registry
            .AddOrchestratorFunc<List<int>>("Sleep", async context =>
            {
                var fired = new List<int>();
                await Task.WhenAll(new[] { 3, 1, 2 }.Select(async minutes =>
                {
                    await context.CreateTimer(TimeSpan.FromMinutes(minutes), CancellationToken.None);
                    fired.Add(minutes);
                }));
                return fired;
            }));
        string id = await hub.ScheduleAsync("Sleep");
        await hub.IdleAsync();

        // All at once, as after a night in which the machine was off.
        await hub.CrashAsync();
        hub.Clock.Advance(TimeSpan.FromHours(1));
        await hub.StartAsync();

        Assert.Equal([1, 2, 3], (await hub.CompletionAsync(id)).ReadOutputAs<List<int>>()!);
    }

    [Fact]
    public async Task Timers_of_a_thousand_instances_fire()
    {
        int fired = 0;
        TestHub hub = await StartHubAsync(registry => registry
            .AddOrchestratorFunc<int>("Sleep", async (context, minutes) =>
            {
                await context.CreateTimer(TimeSpan.FromMinutes(minutes), CancellationToken.None);
                Interlocked.Increment(ref fired);
            }));
        hub.CachedInstancesMax = 10;
        await Task.WhenAll(Enumerable.Range(0, 1_000).Select(i => hub.ScheduleAsync("Sleep", 1 + (i % 5))));

        await hub.AdvanceAsync(TimeSpan.FromMinutes(3));
        Assert.Equal(600, fired);
        await hub.CrashAndRestartAsync();
        await hub.AdvanceAsync(TimeSpan.FromMinutes(3));

        Assert.Equal(1_000, fired);
    }

    [Fact]
    public async Task An_instance_is_scheduled_for_later()
    {
        TestHub hub = await StartHubAsync(registry => registry
            .AddOrchestratorFunc<string>("Late", context => context.WaitForExternalEvent<string>("word")));
        DateTimeOffset start = hub.Clock.GetUtcNow().AddDays(1);
        string id = await hub.Client.ScheduleNewOrchestrationInstanceAsync("Late", new StartOrchestrationOptions("late-1", start));
        await hub.Client.RaiseEventAsync(id, "word", "early");
        await hub.AdvanceAsync(TimeSpan.FromHours(23));
        await hub.CrashAndRestartAsync();

        Assert.Equal(OrchestrationRuntimeStatus.Pending, (await hub.GetAsync(id)).RuntimeStatus);
        await hub.AdvanceAsync(TimeSpan.FromHours(1));

        Assert.Equal("early", (await hub.GetAsync(id)).ReadOutputAs<string>());
    }
}

public sealed class Timers_in_memory : TimerContract
{
    private protected override IDurableStore NewStore() => new MemoryDurableStore();
}

[Collection(AzuriteTests.Name)]
public sealed class Timers_on_Azurite(AzuriteFixture azurite) : TimerContract
{
    private protected override IDurableStore NewStore() => AzuriteTests.NewStore(azurite);
}
