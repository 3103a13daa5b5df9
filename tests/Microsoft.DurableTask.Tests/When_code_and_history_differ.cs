using Microsoft.DurableTask.Client;
using Support.Local.Durable;
using Xunit;

namespace Microsoft.DurableTask.Tests;

public sealed class When_code_and_history_differ : EngineContract
{
    private Func<TaskOrchestrationContext, Task> _code = _ => Task.CompletedTask;

    private protected override IDurableStore NewStore() => new MemoryDurableStore();

    [Fact]
    public async Task Another_activity_fails_the_instance_and_both_are_named()
    {
        string failure = await FailureAfterChangeAsync(
            context => CallThenWaitAsync(context, "Old"), context => CallThenWaitAsync(context, "New"));

        Assert.Contains("the activity 'Old' (#0)", failure, StringComparison.Ordinal);
        Assert.Contains("the activity 'New' (#0)", failure, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_kind_of_task_fails_the_instance_and_both_are_named()
    {
        string failure = await FailureAfterChangeAsync(
            context => CallThenWaitAsync(context, "Old"),
            async context =>
            {
                await context.CreateTimer(TimeSpan.FromHours(1), CancellationToken.None);
                await context.WaitForExternalEvent<object>("go");
            });

        Assert.Contains("the activity 'Old' (#0)", failure, StringComparison.Ordinal);
        Assert.Contains("a timer (#0)", failure, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_task_that_is_no_longer_asked_for_fails_the_instance()
    {
        string failure = await FailureAfterChangeAsync(
            context => CallThenWaitAsync(context, "Old"), context => context.WaitForExternalEvent<object>("go"));

        Assert.Contains("has the activity 'Old' (#0) where the code now asks for nothing", failure, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_task_more_fails_the_instance()
    {
        string failure = await FailureAfterChangeAsync(
            context => CallThenWaitAsync(context, "Old"),
            async context =>
            {
                Task more = context.CallActivityAsync("Old");
                await context.CallActivityAsync("New");
                await context.WaitForExternalEvent<object>("go");
                await more;
            });

        Assert.Contains("has nothing where the code now asks for the activity 'New' (#1)", failure, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_catch_all_does_not_hide_it()
    {
        string failure = await FailureAfterChangeAsync(
            context => CallThenWaitAsync(context, "Old"),
            async context =>
            {
                try
                {
                    await CallThenWaitAsync(context, "New");
                }
                catch (Exception exception) when (exception is not null)
                {
                    // An orchestrator that swallows everything.
                }
            });

        Assert.Contains("not deterministic", failure, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_has_not_happened_yet_may_change()
    {
        TestHub hub = await StartWithAsync(context => CallThenWaitAsync(context, "Old"));
        _code = async context =>
        {
            await CallThenWaitAsync(context, "Old");
            await context.CallActivityAsync("New");
        };
        await hub.CrashAndRestartAsync();

        await hub.Client.RaiseEventAsync("i", "go");

        Assert.Equal(OrchestrationRuntimeStatus.Completed, (await hub.CompletionAsync("i")).RuntimeStatus);
    }

    private static async Task CallThenWaitAsync(TaskOrchestrationContext context, string activity)
    {
        await context.CallActivityAsync(activity);
        await context.WaitForExternalEvent<object>("go");
    }

    private async Task<TestHub> StartWithAsync(Func<TaskOrchestrationContext, Task> code)
    {
        _code = code;
        TestHub hub = await StartHubAsync(registry => registry
            .AddOrchestratorFunc("Changing", context => _code(context))
            .AddActivityFunc("Old", _ => { })
            .AddActivityFunc("New", _ => { }));
        await hub.ScheduleAsync("Changing", instanceId: "i");
        await hub.IdleAsync();
        return hub;
    }

    private async Task<string> FailureAfterChangeAsync(
        Func<TaskOrchestrationContext, Task> before, Func<TaskOrchestrationContext, Task> after)
    {
        TestHub hub = await StartWithAsync(before);
        _code = after;
        await hub.CrashAndRestartAsync();
        await hub.Client.RaiseEventAsync("i", "go");
        OrchestrationMetadata done = await hub.CompletionAsync("i");
        Assert.Equal(OrchestrationRuntimeStatus.Failed, done.RuntimeStatus);
        Assert.True(done.FailureDetails!.IsCausedBy<NonDeterministicOrchestrationException>());
        return done.FailureDetails.ErrorMessage;
    }
}
