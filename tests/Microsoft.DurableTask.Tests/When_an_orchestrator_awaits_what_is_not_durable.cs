using Microsoft.DurableTask.Client;
using Support.Local.Durable;
using Xunit;

namespace Microsoft.DurableTask.Tests;

public sealed class When_an_orchestrator_awaits_what_is_not_durable : EngineContract
{
    private protected override IDurableStore NewStore() => new MemoryDurableStore();

    [Fact]
    public async Task A_task_that_never_ends_fails_the_instance()
    {
        var never = new TaskCompletionSource();

        OrchestrationMetadata done = await RunAsync(_ => never.Task);

        AssertFailed(done);
    }

    [Fact]
    public async Task A_task_of_the_pool_fails_the_instance()
    {
        OrchestrationMetadata done = await RunAsync(async context =>
        {
            await Task.Run(() => { });
            await context.CallActivityAsync("Nothing");
        });

        AssertFailed(done);
    }

    [Fact]
    public async Task A_task_that_ends_after_the_turn_fails_the_instance_though_others_are_open()
    {
        var later = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        TestHub hub = await StartAsync(async context =>
        {
            Task timer = context.CreateTimer(TimeSpan.FromDays(1), CancellationToken.None);
            await later.Task;
            await timer;
        });
        string id = await hub.ScheduleAsync("Bad");
        await hub.IdleAsync();
        Assert.Equal(OrchestrationRuntimeStatus.Running, (await hub.GetAsync(id)).RuntimeStatus);

        later.SetResult();

        AssertFailed(await hub.CompletionAsync(id));
    }

    [Fact]
    public async Task Leaving_the_orchestrators_thread_fails_the_instance()
    {
        OrchestrationMetadata done = await RunAsync(async context =>
        {
            await context.CallActivityAsync("Nothing").ConfigureAwait(false);
            await context.CallActivityAsync("Nothing");
        });

        Assert.Equal(OrchestrationRuntimeStatus.Failed, done.RuntimeStatus);
    }

    [Fact]
    public async Task Yielding_is_harmless()
    {
        OrchestrationMetadata done = await RunAsync(async context =>
        {
            await Task.Yield();
            await context.CallActivityAsync("Nothing");
        });

        Assert.Equal(OrchestrationRuntimeStatus.Completed, done.RuntimeStatus);
    }

    private static void AssertFailed(OrchestrationMetadata done)
    {
        Assert.Equal(OrchestrationRuntimeStatus.Failed, done.RuntimeStatus);
        Assert.True(done.FailureDetails!.IsCausedBy<NonDurableAwaitException>(), done.FailureDetails.ToString());
    }

    private async Task<OrchestrationMetadata> RunAsync(Func<TaskOrchestrationContext, Task> orchestrator) =>
        await (await StartAsync(orchestrator)).RunAsync("Bad");

    private Task<TestHub> StartAsync(Func<TaskOrchestrationContext, Task> orchestrator) => StartHubAsync(registry => registry
        .AddOrchestratorFunc("Bad", orchestrator)
        .AddActivityFunc("Nothing", _ => { }));
}
