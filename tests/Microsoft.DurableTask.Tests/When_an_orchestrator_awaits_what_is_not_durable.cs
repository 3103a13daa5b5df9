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
    public void A_continuation_from_another_thread_is_noticed_and_not_run()
    {
        int ran = 0;
        int late = 0;
        var turn = new TurnSynchronizationContext(() => late++);

        turn.Run(() => OnAnotherThread(() => turn.Post(_ => ran++, null)));
        bool wasNoticed = turn.Close();
        OnAnotherThread(() => turn.Post(_ => ran++, null));

        Assert.True(wasNoticed);
        Assert.Equal(1, late);
        Assert.Equal(0, ran);
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

    private static void OnAnotherThread(Action action)
    {
        var thread = new Thread(() => action());
        thread.Start();
        thread.Join();
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
