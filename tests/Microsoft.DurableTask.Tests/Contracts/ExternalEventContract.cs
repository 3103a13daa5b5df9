using Microsoft.DurableTask.Client;
using Support.Local.Durable;
using Support.TestKit.Azurite;
using Xunit;

namespace Microsoft.DurableTask.Tests.Contracts;

public abstract class ExternalEventContract : EngineContract
{
    [Fact]
    public async Task An_event_brings_its_payload_and_its_name_has_no_case()
    {
        TestHub hub = await StartHubAsync(registry => registry
            .AddOrchestratorFunc<Note>("Wait", context => context.WaitForExternalEvent<Note>("note")));
        string id = await hub.ScheduleAsync("Wait");
        await hub.IdleAsync();

        await hub.Client.RaiseEventAsync(id, "NOTE", new Note("hi", 2));

        Assert.Equal(new Note("hi", 2), (await hub.CompletionAsync(id)).ReadOutputAs<Note>());
    }

    [Fact]
    public async Task Events_that_come_early_are_kept_in_order()
    {
        TestHub hub = await StartHubAsync(registry => registry
            .AddOrchestratorFunc<string>("Wait", async context =>
            {
                await context.CreateTimer(TimeSpan.FromMinutes(1), CancellationToken.None);
                string first = await context.WaitForExternalEvent<string>("a");
                string other = await context.WaitForExternalEvent<string>("b");
                return first + await context.WaitForExternalEvent<string>("a") + other;
            }));
        string id = await hub.ScheduleAsync("Wait");
        await hub.Client.RaiseEventAsync(id, "a", "1");
        await hub.Client.RaiseEventAsync(id, "b", "x");
        await hub.Client.RaiseEventAsync(id, "a", "2");

        await hub.AdvanceAsync(TimeSpan.FromMinutes(1));

        Assert.Equal("12x", (await hub.GetAsync(id)).ReadOutputAs<string>());
    }

    [Fact]
    public async Task Of_several_waiters_the_last_is_served_first()
    {
        TestHub hub = await StartHubAsync(registry => registry
            .AddOrchestratorFunc<string>("Wait", async context =>
            {
                Task<string> first = context.WaitForExternalEvent<string>("e");
                Task<string> second = context.WaitForExternalEvent<string>("e");
                return $"{await second} {await first}";
            }));
        string id = await hub.ScheduleAsync("Wait");
        await hub.IdleAsync();

        await hub.Client.RaiseEventAsync(id, "e", "one");
        await hub.Client.RaiseEventAsync(id, "e", "two");

        Assert.Equal("one two", (await hub.CompletionAsync(id)).ReadOutputAs<string>());
    }

    [Fact]
    public async Task A_wait_that_times_out_throws_and_does_not_swallow_the_next_event()
    {
        TestHub hub = await StartHubAsync(registry => registry
            .AddOrchestratorFunc<string>("Wait", async context =>
            {
                await Assert.ThrowsAsync<TaskCanceledException>(() => context.WaitForExternalEvent<string>("e", TimeSpan.FromMinutes(5)));
                return await context.WaitForExternalEvent<string>("e");
            }));
        string id = await hub.ScheduleAsync("Wait");
        await hub.AdvanceAsync(TimeSpan.FromMinutes(5));

        await hub.Client.RaiseEventAsync(id, "e", "late");

        Assert.Equal("late", (await hub.CompletionAsync(id)).ReadOutputAs<string>());
    }

    [Fact]
    public async Task A_wait_that_is_served_in_time_leaves_no_timer_behind()
    {
        TestHub hub = await StartHubAsync(registry => registry
            .AddOrchestratorFunc("Wait", async context =>
            {
                await context.WaitForExternalEvent<object>("e", TimeSpan.FromMinutes(5));
                await context.WaitForExternalEvent<object>("end");
            }));
        string id = await hub.ScheduleAsync("Wait");
        await hub.Client.RaiseEventAsync(id, "e");
        await hub.IdleAsync();
        DateTimeOffset settled = (await hub.GetAsync(id)).LastUpdatedAt;

        await hub.AdvanceAsync(TimeSpan.FromHours(1));

        Assert.Equal(settled, (await hub.GetAsync(id)).LastUpdatedAt);
    }

    [Fact]
    public async Task A_wait_can_be_cancelled()
    {
        TestHub hub = await StartHubAsync(registry => registry
            .AddOrchestratorFunc("Wait", async context =>
            {
                using var cancel = new CancellationTokenSource();
                Task<string> waiting = context.WaitForExternalEvent<string>("e", cancel.Token);
                cancel.Cancel();
                await Assert.ThrowsAsync<TaskCanceledException>(() => waiting);
            }));

        Assert.Equal(OrchestrationRuntimeStatus.Completed, (await hub.RunAsync("Wait")).RuntimeStatus);
    }

    [Fact]
    public async Task An_event_for_nobody_is_thrown_away()
    {
        TestHub hub = await StartHubAsync(registry => registry
            .AddOrchestratorFunc<string>("Wait", context => context.WaitForExternalEvent<string>("e")));

        await hub.Client.RaiseEventAsync("later", "e", "too early");
        await hub.IdleAsync();
        await hub.ScheduleAsync("Wait", instanceId: "later");
        await hub.CrashAndRestartAsync();
        await hub.Client.RaiseEventAsync("later", "e", "in time");

        Assert.Equal("in time", (await hub.CompletionAsync("later")).ReadOutputAs<string>());
    }

    [Fact]
    public async Task Events_written_while_no_engine_runs_are_found_at_the_start()
    {
        TestHub hub = NewHub(registry => registry
            .AddOrchestratorFunc<string>("Wait", async context =>
                await context.WaitForExternalEvent<string>("e") + await context.WaitForExternalEvent<string>("e")));
        string id = await hub.ScheduleAsync("Wait");
        await hub.Client.RaiseEventAsync(id, "e", "1");
        await hub.Client.RaiseEventAsync(id, "e", "2");

        await hub.StartAsync();

        Assert.Equal("12", (await hub.CompletionAsync(id)).ReadOutputAs<string>());
    }

    [Fact]
    public async Task An_orchestrator_sends_events_to_another()
    {
        TestHub hub = await StartHubAsync(registry => registry
            .AddOrchestratorFunc<string>("Wait", async context =>
                await context.WaitForExternalEvent<string>("e") + await context.WaitForExternalEvent<string>("e"))
            .AddOrchestratorFunc<string>("Send", (context, target) =>
            {
                context.SendEvent(target, "e", "1");
                context.SendEvent(target, "e", "2");
            }));
        string id = await hub.ScheduleAsync("Wait");

        await hub.RunAsync("Send", id);

        Assert.Equal("12", (await hub.CompletionAsync(id)).ReadOutputAs<string>());
    }

    [Fact]
    public async Task Many_events_at_once_are_all_taken_in()
    {
        TestHub hub = await StartHubAsync(registry => registry
            .AddOrchestratorFunc<int>("Count", async context =>
            {
                int sum = 0;
                for (int i = 0; i < 300; i++)
                {
                    sum += await context.WaitForExternalEvent<int>("add");
                }

                return sum;
            }));
        string id = await hub.ScheduleAsync("Count");

        await Task.WhenAll(Enumerable.Range(1, 300).Select(i => hub.Client.RaiseEventAsync(id, "add", i)));

        Assert.Equal(45_150, (await hub.CompletionAsync(id)).ReadOutputAs<int>());
    }

    private sealed record Note(string Text, int Count);
}

public sealed class External_events_in_memory : ExternalEventContract
{
    private protected override IDurableStore NewStore() => new MemoryDurableStore();
}

[Collection(AzuriteTests.Name)]
public sealed class External_events_on_Azurite(AzuriteFixture azurite) : ExternalEventContract
{
    private protected override IDurableStore NewStore() => AzuriteTests.NewStore(azurite);
}
