using Microsoft.DurableTask.Client;
using Support.Local.Durable;
using Support.TestKit.Azurite;
using Xunit;

namespace Microsoft.DurableTask.Tests.Contracts;

public abstract class SubOrchestrationContract : EngineContract
{
    [Fact]
    public async Task A_child_knows_its_parent_and_its_result_reaches_it()
    {
        TestHub hub = await StartHubAsync(registry => registry
            .AddOrchestratorFunc<string>("Parent", context => context.CallSubOrchestratorAsync<string>(
                "Child", "x", new SubOrchestrationOptions(instanceId: "child-1")))
            .AddOrchestratorFunc<string, string>("Child", async (context, input) =>
                $"{input} of {context.Parent!.Name} {context.Parent.InstanceId}, {await context.CallActivityAsync<string>("Echo", "y")}")
            .AddActivityFunc<string, string>("Echo", (_, text) => text));

        OrchestrationMetadata done = await hub.CompletionAsync(await hub.ScheduleAsync("Parent", instanceId: "parent-1"));

        Assert.Equal("x of Parent parent-1, y", done.ReadOutputAs<string>());
        Assert.Equal(OrchestrationRuntimeStatus.Completed, (await hub.GetAsync("child-1")).RuntimeStatus);
    }

    [Fact]
    public async Task A_childs_failure_is_its_parents_to_catch()
    {
        TestHub hub = await StartHubAsync(registry => registry
            .AddOrchestratorFunc<string>("Parent", async context =>
            {
                TaskFailedException failure = await Assert.ThrowsAsync<TaskFailedException>(() => context.CallSubOrchestratorAsync("Child"));
                return $"{failure.TaskName}: {failure.FailureDetails.ErrorMessage}";
            })
            .AddOrchestratorFunc("Child", _ => throw new InvalidOperationException("broken")));

        OrchestrationMetadata done = await hub.RunAsync("Parent");

        Assert.Equal("Child: broken", done.ReadOutputAs<string>());
    }

    [Fact]
    public async Task Many_children_run_side_by_side()
    {
        TestHub hub = await StartHubAsync(registry => registry
            .AddOrchestratorFunc<int>("Parent", async context =>
                (await Task.WhenAll(Enumerable.Range(1, 50).Select(i => context.CallSubOrchestratorAsync<int>("Child", i)))).Sum())
            .AddOrchestratorFunc<int, int>("Child", async (context, input) =>
            {
                await context.CreateTimer(TimeSpan.FromMinutes(input % 3), CancellationToken.None);
                return input;
            }));
        string id = await hub.ScheduleAsync("Parent");

        await hub.AdvanceAsync(TimeSpan.FromMinutes(5));

        Assert.Equal(1_275, (await hub.GetAsync(id)).ReadOutputAs<int>());
    }

    [Fact]
    public async Task A_failed_child_is_tried_again_under_its_id()
    {
        int runs = 0;
        TestHub hub = await StartHubAsync(registry => registry
            .AddOrchestratorFunc<int>("Parent", context => context.CallSubOrchestratorAsync<int>(
                "Child", null, new SubOrchestrationOptions(new RetryPolicy(3, TimeSpan.FromMinutes(1)), "again")))
            .AddOrchestratorFunc<int>("Child", _ => ++runs < 3 ? throw new InvalidOperationException("no") : runs));
        string id = await hub.ScheduleAsync("Parent");

        await hub.AdvanceAsync(TimeSpan.FromMinutes(5));

        Assert.Equal(3, (await hub.GetAsync(id)).ReadOutputAs<int>());
    }

    [Fact]
    public async Task A_child_whose_id_is_taken_fails_its_call()
    {
        TestHub hub = await StartHubAsync(registry => registry
            .AddOrchestratorFunc("Parent", context => context.CallSubOrchestratorAsync(
                "Child", null, new SubOrchestrationOptions(instanceId: "taken")))
            .AddOrchestratorFunc("Child", context => context.WaitForExternalEvent<object>("end")));
        await hub.ScheduleAsync("Child", instanceId: "taken");
        await hub.IdleAsync();

        OrchestrationMetadata done = await hub.RunAsync("Parent");

        Assert.Equal("OrchestrationAlreadyExists", done.FailureDetails!.InnerFailure!.ErrorType);
        Assert.Equal(OrchestrationRuntimeStatus.Running, (await hub.GetAsync("taken")).RuntimeStatus);
    }

    [Fact]
    public async Task A_terminated_child_fails_its_parents_call()
    {
        TestHub hub = await StartHubAsync(registry => registry
            .AddOrchestratorFunc("Parent", context => context.CallSubOrchestratorAsync(
                "Child", null, new SubOrchestrationOptions(instanceId: "child")))
            .AddOrchestratorFunc("Child", context => context.WaitForExternalEvent<object>("end")));
        string id = await hub.ScheduleAsync("Parent");
        await hub.IdleAsync();

        await hub.Client.TerminateInstanceAsync("child");

        Assert.Equal("OrchestrationTerminated", (await hub.CompletionAsync(id)).FailureDetails!.InnerFailure!.ErrorType);
    }

    [Fact]
    public async Task A_recursive_termination_takes_the_children_along()
    {
        TestHub hub = await StartHubAsync(registry => registry
            .AddOrchestratorFunc("Parent", context => context.CallSubOrchestratorAsync(
                "Child", null, new SubOrchestrationOptions(instanceId: "child")))
            .AddOrchestratorFunc("Child", context => context.CallSubOrchestratorAsync(
                "Grandchild", null, new SubOrchestrationOptions(instanceId: "grandchild")))
            .AddOrchestratorFunc("Grandchild", context => context.WaitForExternalEvent<object>("end")));
        string id = await hub.ScheduleAsync("Parent");
        await hub.IdleAsync();

        await hub.Client.TerminateInstanceAsync(id, new TerminateInstanceOptions(Recursive: true));
        await hub.IdleAsync();

        Assert.Equal(OrchestrationRuntimeStatus.Terminated, (await hub.GetAsync(id)).RuntimeStatus);
        Assert.Equal(OrchestrationRuntimeStatus.Terminated, (await hub.GetAsync("child")).RuntimeStatus);
        Assert.Equal(OrchestrationRuntimeStatus.Terminated, (await hub.GetAsync("grandchild")).RuntimeStatus);
    }

    [Fact]
    public async Task A_recursive_purge_takes_the_children_along()
    {
        TestHub hub = await StartHubAsync(registry => registry
            .AddOrchestratorFunc("Parent", context => context.CallSubOrchestratorAsync(
                "Child", null, new SubOrchestrationOptions(instanceId: "child")))
            .AddOrchestratorFunc("Child", _ => { }));
        OrchestrationMetadata done = await hub.RunAsync("Parent");
        await hub.IdleAsync();

        PurgeResult purged = await hub.Client.PurgeInstanceAsync(done.InstanceId, new PurgeInstanceOptions(Recursive: true));

        Assert.Equal(2, purged.PurgedInstanceCount);
        Assert.Null(await hub.Client.GetInstanceAsync("child"));
    }

    [Fact]
    public async Task Children_go_on_after_a_crash()
    {
        TestHub hub = await StartHubAsync(registry => registry
            .AddOrchestratorFunc<int>("Parent", async context =>
                (await Task.WhenAll(Enumerable.Range(1, 3).Select(i => context.CallSubOrchestratorAsync<int>("Child", i)))).Sum())
            .AddOrchestratorFunc<int, int>("Child", async (context, input) =>
            {
                await context.CreateTimer(TimeSpan.FromMinutes(input), CancellationToken.None);
                return input;
            }));
        string id = await hub.ScheduleAsync("Parent");
        for (int minute = 0; minute < 3; minute++)
        {
            await hub.IdleAsync();
            await hub.CrashAndRestartAsync();
            await hub.AdvanceAsync(TimeSpan.FromMinutes(1));
        }

        Assert.Equal(6, (await hub.GetAsync(id)).ReadOutputAs<int>());
    }
}

public sealed class Sub_orchestrations_in_memory : SubOrchestrationContract
{
    private protected override IDurableStore NewStore() => new MemoryDurableStore();
}

[Collection(AzuriteTests.Name)]
public sealed class Sub_orchestrations_on_Azurite(AzuriteFixture azurite) : SubOrchestrationContract
{
    private protected override IDurableStore NewStore() => AzuriteTests.NewStore(azurite);
}
