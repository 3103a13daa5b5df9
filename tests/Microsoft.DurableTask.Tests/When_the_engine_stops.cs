using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Tests.Faults;
using Support.Local.Durable;
using Xunit;

namespace Microsoft.DurableTask.Tests;

public sealed class When_the_engine_stops : EngineContract
{
    private protected override IDurableStore NewStore() => new MemoryDurableStore();

    [Fact]
    public async Task An_activity_that_runs_is_finished_and_its_result_kept()
    {
        int runs = 0;
        var running = new TaskCompletionSource();
        var finish = new TaskCompletionSource();
        TestHub hub = await StartHubAsync(registry => registry
            .AddOrchestratorFunc<string>("One", async context =>
                await context.CallActivityAsync<string>("Slow") + await context.CallActivityAsync<string>("Next"))
            .AddActivityFunc<string>("Slow", async _ =>
            {
                runs++;
                running.SetResult();
                await finish.Task;
                return "slow";
            })
            .AddActivityFunc<string>("Next", _ => "next"));
        string id = await hub.ScheduleAsync("One");
        await running.Task.WaitAsync(TestHub.Patience);

        Task stopping = hub.Engine.StopAsync();
        Assert.False(stopping.IsCompleted);
        finish.SetResult();
        await stopping.WaitAsync(TestHub.Patience);
        await hub.CrashAndRestartAsync();

        Assert.Equal("slownext", (await hub.CompletionAsync(id)).ReadOutputAs<string>());
        Assert.Equal(1, runs);
    }

    [Fact]
    public async Task It_stops_when_its_time_is_up_and_the_activity_is_run_again()
    {
        int runs = 0;
        var running = new TaskCompletionSource();
        var never = new TaskCompletionSource<int>();
        TestHub hub = await StartHubAsync(registry => registry
            .AddOrchestratorFunc<int>("One", context => context.CallActivityAsync<int>("Slow"))
            .AddActivityFunc<int>("Slow", _ =>
            {
                if (Interlocked.Increment(ref runs) > 1)
                {
                    return Task.FromResult(runs);
                }

                running.SetResult();
                return never.Task;
            }));
        string id = await hub.ScheduleAsync("One");
        await running.Task.WaitAsync(TestHub.Patience);

        await hub.Engine.StopAsync(new CancellationToken(canceled: true)).WaitAsync(TestHub.Patience);
        await hub.CrashAndRestartAsync();

        Assert.Equal(2, (await hub.CompletionAsync(id)).ReadOutputAs<int>());
    }

    [Fact]
    public async Task What_clients_ask_for_afterwards_waits_for_the_next_start()
    {
        TestHub hub = await StartHubAsync(registry => registry
            .AddOrchestratorFunc<string>("Wait", context => context.WaitForExternalEvent<string>("e")));
        string early = await hub.ScheduleAsync("Wait");
        await hub.Engine.StopAsync();

        string late = await hub.ScheduleAsync("Wait");
        await hub.Client.RaiseEventAsync(early, "e", "1");
        await hub.Client.RaiseEventAsync(late, "e", "2");
        Assert.Equal(OrchestrationRuntimeStatus.Pending, (await hub.GetAsync(late)).RuntimeStatus);
        await hub.CrashAndRestartAsync();

        Assert.Equal("1", (await hub.CompletionAsync(early)).ReadOutputAs<string>());
        Assert.Equal("2", (await hub.CompletionAsync(late)).ReadOutputAs<string>());
    }

    [Fact]
    public async Task An_orderly_stop_leaves_no_dead_entries_in_the_timer_index()
    {
        TestHub hub = await StartHubAsync(registry => registry
            .AddOrchestratorFunc("Sleep", context => context.CreateTimer(TimeSpan.FromMinutes(1), CancellationToken.None)));
        await hub.ScheduleAsync("Sleep");
        await hub.AdvanceAsync(TimeSpan.FromMinutes(1));

        await hub.Engine.StopAsync();

        Assert.Empty(await hub.Store.ReadTimerPagesAsync(CancellationToken.None));
    }

    [Fact]
    public async Task It_cannot_be_started_twice()
    {
        TestHub hub = await StartHubAsync(_ => { });

        await Assert.ThrowsAsync<InvalidOperationException>(hub.StartAsync);
    }

    [Fact]
    public async Task A_start_waits_for_the_store_until_it_is_given_up()
    {
        TestHub hub = NewHub(_ => { });
        hub.Store = new FaultyStore(hub.Store, FaultPlan.One(1, Fault.BeforeEffect, isFatal: true));
        using var cancel = new CancellationTokenSource();
        Task starting = hub.Engine.StartAsync(cancel.Token);
        await ((FaultyStore)hub.Store).Struck.WaitAsync(TestHub.Patience);
        Assert.False(starting.IsCompleted);

        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => starting);
    }
}
