using Microsoft.DurableTask.Client;
using Support.Local.Durable;
using Support.TestKit.Azurite;
using Xunit;

namespace Microsoft.DurableTask.Tests.Contracts;

public abstract class ContinueAsNewContract : EngineContract
{
    [Fact]
    public async Task The_next_generation_begins_with_its_own_input_and_an_empty_history()
    {
        int mostEntries = 0;
        TestHub hub = await StartHubAsync(registry => registry
            .AddOrchestratorFunc<int, int>("Count", async (context, count) =>
            {
                await context.CallActivityAsync("Nothing");
                if (count < 30)
                {
                    context.ContinueAsNew(count + 1);
                }

                return count;
            })
            .AddActivityFunc("Nothing", _ => { }));

        OrchestrationMetadata done = await hub.RunAsync("Count", 1);

        InstanceRecord record = (await hub.Store.ReadAsync(done.InstanceId, CancellationToken.None))!;
        mostEntries = HistoryText.Read(record.Tail.ToString()).Count;
        Assert.Equal(30, done.ReadOutputAs<int>());
        Assert.Equal(29, record.Generation);
        Assert.InRange(mostEntries, 1, 10);
    }

    [Fact]
    public async Task Events_that_nobody_awaited_go_to_the_next_generation()
    {
        TestHub hub = await StartHubAsync(registry => registry
            .AddOrchestratorFunc<string, string>("Collect", async (context, sofar) =>
            {
                sofar += await context.WaitForExternalEvent<string>("e");
                if (sofar.Length < 5)
                {
                    context.ContinueAsNew(sofar);
                }

                return sofar;
            }));
        string id = await hub.ScheduleAsync("Collect", string.Empty);
        foreach (string letter in new[] { "a", "b", "c", "d", "e" })
        {
            await hub.Client.RaiseEventAsync(id, "e", letter);
        }

        Assert.Equal("abcde", (await hub.CompletionAsync(id)).ReadOutputAs<string>());
    }

    [Fact]
    public async Task Events_that_nobody_awaited_are_dropped_on_request()
    {
        TestHub hub = await StartHubAsync(registry => registry
            .AddOrchestratorFunc<int, string>("Collect", async (context, generation) =>
            {
                if (generation == 0)
                {
                    await context.CreateTimer(TimeSpan.FromMinutes(1), CancellationToken.None);
                    context.ContinueAsNew(1, preserveUnprocessedEvents: false);
                    return string.Empty;
                }

                return await context.WaitForExternalEvent<string>("e");
            }));
        string id = await hub.ScheduleAsync("Collect", 0);
        await hub.Client.RaiseEventAsync(id, "e", "old");
        await hub.AdvanceAsync(TimeSpan.FromMinutes(1));
        await hub.Client.RaiseEventAsync(id, "e", "new");

        Assert.Equal("new", (await hub.CompletionAsync(id)).ReadOutputAs<string>());
    }

    [Fact]
    public async Task An_orchestrator_that_never_waits_can_be_terminated()
    {
        TestHub hub = await StartHubAsync(registry => registry
            .AddOrchestratorFunc("Spin", context => context.ContinueAsNew()));
        string id = await hub.ScheduleAsync("Spin");

        await hub.Client.TerminateInstanceAsync(id, (object)"enough");

        OrchestrationMetadata done = await hub.CompletionAsync(id);
        Assert.Equal(OrchestrationRuntimeStatus.Terminated, done.RuntimeStatus);
        Assert.Equal("enough", done.ReadOutputAs<string>());
    }

    [Fact]
    public async Task Timers_of_the_old_generation_are_nothing_to_the_new()
    {
        TestHub hub = await StartHubAsync(registry => registry
            .AddOrchestratorFunc<int>("Sleep", async (context, generation) =>
            {
                Task timer = context.CreateTimer(TimeSpan.FromMinutes(generation == 0 ? 1 : 60), CancellationToken.None);
                if (generation == 0)
                {
                    context.ContinueAsNew(1);
                    return;
                }

                await timer;
            }));
        string id = await hub.ScheduleAsync("Sleep", 0);

        await hub.AdvanceAsync(TimeSpan.FromMinutes(59));
        Assert.Equal(OrchestrationRuntimeStatus.Running, (await hub.GetAsync(id)).RuntimeStatus);
        await hub.AdvanceAsync(TimeSpan.FromMinutes(1));

        Assert.Equal(OrchestrationRuntimeStatus.Completed, (await hub.GetAsync(id)).RuntimeStatus);
    }

    [Fact]
    public async Task An_activity_that_nobody_waits_for_any_more_is_run_all_the_same()
    {
        var runs = new List<int>();
        TestHub hub = await StartHubAsync(registry => registry
            .AddOrchestratorFunc<int>("Leave", (context, generation) =>
            {
                _ = context.CallActivityAsync("Note", generation);
                if (generation < 3)
                {
                    context.ContinueAsNew(generation + 1);
                }
            })
            .AddActivityFunc<int>("Note", (_, generation) =>
            {
                lock (runs)
                {
                    runs.Add(generation);
                }
            }));

        await hub.RunAsync("Leave", 1);
        await hub.IdleAsync();

        Assert.Equal([1, 2, 3], runs.Order());
    }

    [Fact]
    public async Task An_abandoned_activity_is_run_again_after_a_crash()
    {
        int runs = 0;
        var begun = new TaskCompletionSource();
        var never = new TaskCompletionSource();
        TestHub hub = await StartHubAsync(registry => registry
            .AddOrchestratorFunc("Leave", async context =>
            {
                Task abandoned = context.CallActivityAsync("Note");
                await Task.WhenAny(abandoned, context.WaitForExternalEvent<object>("go"));
            })
            .AddActivityFunc("Note", async _ =>
            {
                if (Interlocked.Increment(ref runs) == 1)
                {
                    begun.SetResult();
                    await never.Task;
                }
            }));
        string id = await hub.ScheduleAsync("Leave");
        await hub.Client.RaiseEventAsync(id, "go");
        await hub.CompletionAsync(id);
        await begun.Task.WaitAsync(TestHub.Patience);

        await hub.CrashAndRestartAsync();
        await hub.IdleAsync();

        Assert.Equal(2, runs);
        await hub.CrashAndRestartAsync();
        await hub.IdleAsync();
        Assert.Equal(2, runs);
    }
}

public sealed class Continue_as_new_in_memory : ContinueAsNewContract
{
    private protected override IDurableStore NewStore() => new MemoryDurableStore();
}

[Collection(AzuriteTests.Name)]
public sealed class Continue_as_new_on_Azurite(AzuriteFixture azurite) : ContinueAsNewContract
{
    private protected override IDurableStore NewStore() => AzuriteTests.NewStore(azurite);
}
