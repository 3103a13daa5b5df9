using Azure.Data.Tables;
using Microsoft.DurableTask.Client;
using Support.Local.Durable;
using Support.TestKit.Azurite;
using Xunit;

namespace Microsoft.DurableTask.Tests.Contracts;

public abstract class LifecycleContract : EngineContract
{
    [Fact]
    public async Task A_wait_for_the_start_ends_with_the_first_turn()
    {
        TestHub hub = await StartHubAsync(registry => registry
            .AddOrchestratorFunc<string>("Wait", context => context.WaitForExternalEvent<string>("e")));
        DateTimeOffset start = hub.Clock.GetUtcNow().AddHours(1);
        string id = await hub.Client.ScheduleNewOrchestrationInstanceAsync("Wait", new StartOrchestrationOptions("w", start));
        await hub.IdleAsync();
        Task<OrchestrationMetadata> started = hub.Client.WaitForInstanceStartAsync(id);
        Assert.False(started.IsCompleted);

        await hub.AdvanceAsync(TimeSpan.FromHours(1));

        Assert.Equal(OrchestrationRuntimeStatus.Running, (await started.WaitAsync(TestHub.Patience)).RuntimeStatus);
    }

    [Fact]
    public async Task A_terminated_instance_ends_with_the_output_given_and_wakes_no_more()
    {
        TestHub hub = await StartWaitersAsync();
        string id = await hub.ScheduleAsync("Wait");
        await hub.IdleAsync();

        await hub.Client.TerminateInstanceAsync(id, new TerminateInstanceOptions(new { Reason = "closed" }));
        OrchestrationMetadata done = await hub.CompletionAsync(id);
        await hub.Client.RaiseEventAsync(id, "e", "late");
        await hub.AdvanceAsync(TimeSpan.FromDays(2));

        Assert.Equal(OrchestrationRuntimeStatus.Terminated, done.RuntimeStatus);
        Assert.Equal("""{"Reason":"closed"}""", done.SerializedOutput);
        Assert.Equal(done.LastUpdatedAt, (await hub.GetAsync(id)).LastUpdatedAt);
        Assert.Empty((await hub.Store.ReadPendingAsync(CancellationToken.None)).Messages);
    }

    [Fact]
    public async Task A_suspended_instance_keeps_what_comes_until_it_is_resumed()
    {
        int ran = 0;
        TestHub hub = await StartHubAsync(registry => registry
            .AddOrchestratorFunc<string>("Wait", async context =>
            {
                Task timer = context.CreateTimer(TimeSpan.FromHours(1), CancellationToken.None);
                string first = await context.WaitForExternalEvent<string>("e");
                if (!context.IsReplaying)
                {
                    ran++;
                }

                await timer;
                return first + await context.WaitForExternalEvent<string>("e");
            }));
        string id = await hub.ScheduleAsync("Wait");
        await hub.IdleAsync();

        await hub.Client.SuspendInstanceAsync(id, "holiday");
        await hub.Client.RaiseEventAsync(id, "e", "1");
        await hub.AdvanceAsync(TimeSpan.FromHours(2));
        await hub.CrashAndRestartAsync();
        await hub.Client.RaiseEventAsync(id, "e", "2");
        await hub.IdleAsync();
        Assert.Equal(OrchestrationRuntimeStatus.Suspended, (await hub.GetAsync(id)).RuntimeStatus);
        Assert.Equal(0, ran);
        await hub.Client.ResumeInstanceAsync(id);

        Assert.Equal("12", (await hub.CompletionAsync(id)).ReadOutputAs<string>());
        Assert.Equal(1, ran);
    }

    [Fact]
    public async Task A_resumed_instance_replays_what_was_held()
    {
        TestHub hub = await StartHubAsync(registry => registry
            .AddOrchestratorFunc<string>("Work", async context =>
            {
                string word = await context.WaitForExternalEvent<string>("e");
                string echo = await context.CallActivityAsync<string>("Echo", word);
                return echo + await context.WaitForExternalEvent<string>("e");
            })
            .AddActivityFunc<string, string>("Echo", (_, text) => text));
        string id = await hub.ScheduleAsync("Work");
        await hub.Client.SuspendInstanceAsync(id);
        await hub.Client.SuspendInstanceAsync(id);
        await hub.Client.RaiseEventAsync(id, "e", "a");
        await hub.IdleAsync();
        await hub.Client.ResumeInstanceAsync(id);
        await hub.IdleAsync();
        await hub.CrashAndRestartAsync();

        await hub.Client.RaiseEventAsync(id, "e", "b");

        Assert.Equal("ab", (await hub.CompletionAsync(id)).ReadOutputAs<string>());
    }

    [Fact]
    public async Task A_suspended_instance_can_be_terminated()
    {
        TestHub hub = await StartWaitersAsync();
        string id = await hub.ScheduleAsync("Wait");
        await hub.Client.SuspendInstanceAsync(id);
        await hub.IdleAsync();

        await hub.Client.TerminateInstanceAsync(id);

        Assert.Equal(OrchestrationRuntimeStatus.Terminated, (await hub.CompletionAsync(id)).RuntimeStatus);
    }

    [Fact]
    public async Task The_id_of_a_living_instance_is_taken()
    {
        TestHub hub = await StartWaitersAsync();
        await hub.ScheduleAsync("Wait", instanceId: "one");
        await Assert.ThrowsAsync<InvalidOperationException>(() => hub.ScheduleAsync("Wait", instanceId: "one"));
        await hub.IdleAsync();
        await Assert.ThrowsAsync<InvalidOperationException>(() => hub.ScheduleAsync("Wait", instanceId: "one"));
    }

    [Fact]
    public async Task The_id_of_an_instance_that_has_ended_can_be_used_again()
    {
        TestHub hub = await StartWaitersAsync();
        await hub.ScheduleAsync("Wait", "first", "one");
        await hub.Client.RaiseEventAsync("one", "e", "1");
        Assert.Equal("1", (await hub.CompletionAsync("one")).ReadOutputAs<string>());

        await hub.ScheduleAsync("Wait", "second", "one");
        OrchestrationMetadata begun = await hub.Client.WaitForInstanceStartAsync("one", getInputsAndOutputs: true).WaitAsync(TestHub.Patience);
        await hub.Client.RaiseEventAsync("one", "e", "2");

        Assert.Equal("second", begun.ReadInputAs<string>());
        Assert.Null(begun.SerializedOutput);
        Assert.Equal("2", (await hub.CompletionAsync("one")).ReadOutputAs<string>());
    }

    [Fact]
    public async Task A_purged_instance_is_gone_and_a_living_one_stays()
    {
        TestHub hub = await StartWaitersAsync();
        await hub.ScheduleAsync("Wait", instanceId: "done");
        await hub.ScheduleAsync("Wait", instanceId: "alive");
        await hub.Client.RaiseEventAsync("done", "e", "1");
        await hub.CompletionAsync("done");

        Assert.Equal(1, (await hub.Client.PurgeInstanceAsync("done")).PurgedInstanceCount);
        Assert.Equal(0, (await hub.Client.PurgeInstanceAsync("alive")).PurgedInstanceCount);
        Assert.Equal(0, (await hub.Client.PurgeInstanceAsync("nobody")).PurgedInstanceCount);

        Assert.Null(await hub.Client.GetInstanceAsync("done"));
        Assert.NotNull(await hub.Client.GetInstanceAsync("alive"));
    }

    [Fact]
    public async Task Instances_are_purged_by_status_and_age()
    {
        TestHub hub = await StartWaitersAsync();
        await hub.ScheduleAsync("Wait", instanceId: "old-done");
        await hub.ScheduleAsync("Wait", instanceId: "old-terminated");
        await hub.ScheduleAsync("Wait", instanceId: "old-alive");
        await hub.IdleAsync();
        hub.Clock.Advance(TimeSpan.FromMinutes(5));
        DateTimeOffset cut = hub.Clock.GetUtcNow();
        hub.Clock.Advance(TimeSpan.FromMinutes(5));
        await hub.ScheduleAsync("Wait", instanceId: "new-done");
        await hub.Client.RaiseEventAsync("old-done", "e", "1");
        await hub.Client.RaiseEventAsync("new-done", "e", "1");
        await hub.Client.TerminateInstanceAsync("old-terminated");
        await hub.IdleAsync();

        var filter = new PurgeInstancesFilter(CreatedTo: cut, Statuses: [OrchestrationRuntimeStatus.Completed]);
        Assert.Equal(1, (await hub.Client.PurgeAllInstancesAsync(filter)).PurgedInstanceCount);
        Assert.Equal(2, (await hub.Client.PurgeAllInstancesAsync(new PurgeInstancesFilter())).PurgedInstanceCount);

        Assert.Equal(["old-alive"], await IdsAsync(hub.Client.GetAllInstancesAsync()));
    }

    [Fact]
    public async Task Instances_are_found_by_status_age_and_prefix_page_by_page()
    {
        TestHub hub = await StartWaitersAsync();
        foreach (string id in new[] { "a/1", "a/2", "a/3", "b'1" })
        {
            await hub.ScheduleAsync("Wait", id, id);
        }

        await hub.Client.RaiseEventAsync("a/2", "e", "out");
        await hub.CompletionAsync("a/2");
        hub.Clock.Advance(TimeSpan.FromHours(1));
        await hub.ScheduleAsync("Wait", instanceId: "c%1");
        await hub.IdleAsync();

        DateTimeOffset now = hub.Clock.GetUtcNow();
        Assert.Equal(["a/1", "a/3"], await IdsAsync(hub.Client.GetAllInstancesAsync(new OrchestrationQuery(
            Statuses: [OrchestrationRuntimeStatus.Running], InstanceIdPrefix: "a/"))));
        Assert.Equal(["c%1"], await IdsAsync(hub.Client.GetAllInstancesAsync(new OrchestrationQuery(CreatedFrom: now))));
        Assert.Equal(["a/1", "a/2", "a/3", "b'1"], await IdsAsync(hub.Client.GetAllInstancesAsync(
            new OrchestrationQuery(CreatedTo: now.AddMinutes(-1), PageSize: 3))));

        var pages = new List<int>();
        await foreach (Page<OrchestrationMetadata> page in hub.Client.GetAllInstancesAsync(new OrchestrationQuery(PageSize: 2)).AsPages())
        {
            pages.Add(page.Values.Count);
        }

        Assert.Equal([2, 2, 1], pages);
    }

    [Fact]
    public async Task Inputs_and_outputs_are_there_only_if_asked_for()
    {
        TestHub hub = await StartWaitersAsync();
        await hub.ScheduleAsync("Wait", "in", "one");
        await hub.Client.RaiseEventAsync("one", "e", "out");
        await hub.CompletionAsync("one");

        OrchestrationMetadata with = (await hub.Client.GetInstanceAsync("one", getInputsAndOutputs: true))!;
        OrchestrationMetadata without = (await hub.Client.GetInstanceAsync("one"))!;

        Assert.Equal("in", with.ReadInputAs<string>());
        Assert.Equal("out", with.ReadOutputAs<string>());
        Assert.Null(without.SerializedInput);
        Assert.Throws<InvalidOperationException>(() => without.ReadOutputAs<string>());
        Assert.True(without.IsCompleted);
    }

    [Fact]
    public async Task A_wait_for_completion_can_be_given_up()
    {
        TestHub hub = await StartWaitersAsync();
        string id = await hub.ScheduleAsync("Wait");
        using var cancel = new CancellationTokenSource();
        Task waiting = hub.Client.WaitForInstanceCompletionAsync(id, cancel.Token);

        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }

    [Fact]
    public async Task An_instance_that_does_not_exist_is_null() =>
        Assert.Null(await (await StartWaitersAsync()).Client.GetInstanceAsync("nobody"));

    private static async Task<List<string>> IdsAsync(AsyncPageable<OrchestrationMetadata> instances)
    {
        var ids = new List<string>();
        await foreach (OrchestrationMetadata instance in instances)
        {
            ids.Add(instance.InstanceId);
        }

        return ids;
    }

    private Task<TestHub> StartWaitersAsync() => StartHubAsync(registry => registry
        .AddOrchestratorFunc<string>("Wait", context => context.WaitForExternalEvent<string>("e", TimeSpan.FromDays(1))));
}

public sealed class Lifecycle_in_memory : LifecycleContract
{
    private protected override IDurableStore NewStore() => new MemoryDurableStore();
}

[Collection(AzuriteTests.Name)]
public sealed class Lifecycle_on_Azurite(AzuriteFixture azurite) : LifecycleContract
{
    [Fact]
    public async Task Storage_that_comes_back_empty_is_begun_anew()
    {
        var tables = new TableServiceClient(azurite.ConnectionString);
        string hubName = "Hub" + Guid.NewGuid().ToString("N");
        TestHub hub = NewHub(registry => registry
            .AddOrchestratorFunc<string>("Wait", context => context.WaitForExternalEvent<string>("e", TimeSpan.FromDays(1))));
        hub.Store = new TableDurableStore(tables, new DurableTaskEngineOptions { HubName = hubName });
        await hub.StartAsync();
        await hub.ScheduleAsync("Wait", instanceId: "lost");
        await hub.IdleAsync();

        await tables.DeleteTableAsync(hubName + "Instances");
        await tables.DeleteTableAsync(hubName + "Timers");
        await hub.Client.RaiseEventAsync("lost", "e", "nobody hears it");
        await hub.IdleAsync();
        await hub.ScheduleAsync("Wait", instanceId: "new");
        await hub.Client.RaiseEventAsync("new", "e", "heard");

        Assert.Equal("heard", (await hub.CompletionAsync("new")).ReadOutputAs<string>());
        Assert.Null(await hub.Client.GetInstanceAsync("lost"));
    }

    private protected override IDurableStore NewStore() => AzuriteTests.NewStore(azurite);
}
