using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;
using Support.Local.Durable;
using Support.TestKit.Azurite;
using Xunit;

namespace Microsoft.DurableTask.Tests.Contracts;

public abstract class ActivityContract : EngineContract
{
    [Fact]
    public async Task A_thousand_activities_can_be_taken_as_they_end()
    {
        TestHub hub = await StartHubAsync(registry => registry
            .AddOrchestratorFunc<int>("Sum", async context =>
            {
                List<Task<int>> open = [.. Enumerable.Range(1, 1_000).Select(i => context.CallActivityAsync<int>("Same", i))];
                int sum = 0;
                while (open.Count > 0)
                {
                    Task<int> ended = await Task.WhenAny(open);
                    open.Remove(ended);
                    sum += await ended;
                }

                return sum;
            })
            .AddActivityFunc<int, int>("Same", (context, i) => i));

        OrchestrationMetadata done = await hub.RunAsync("Sum");

        Assert.Equal(500_500, done.ReadOutputAs<int>());
    }

    [Fact]
    public async Task An_activity_gets_its_input_and_gives_its_result()
    {
        TestHub hub = await StartHubAsync(registry => registry
            .AddOrchestratorFunc<Order, Receipt>("Sell", (context, order) => context.CallActivityAsync<Receipt>("charge", order))
            .AddActivityFunc<Order, Receipt>("Charge", (context, order) => new Receipt(order.Item, order.Count * 2)));

        OrchestrationMetadata done = await hub.RunAsync("Sell", new Order("lamp", 3));

        Assert.Equal(OrchestrationRuntimeStatus.Completed, done.RuntimeStatus);
        Assert.Equal(new Order("lamp", 3), done.ReadInputAs<Order>());
        Assert.Equal(new Receipt("lamp", 6), done.ReadOutputAs<Receipt>());
    }

    [Fact]
    public async Task An_activity_without_input_or_result_is_just_run()
    {
        string? called = null;
        TestHub hub = await StartHubAsync(registry => registry
            .AddOrchestratorFunc("Ring", context => context.CallActivityAsync("Bell"))
            .AddActivityFunc("Bell", context => called = $"{context.Name} for {context.InstanceId}"));

        OrchestrationMetadata done = await hub.CompletionAsync(await hub.ScheduleAsync("Ring", instanceId: "r-1"));

        Assert.Equal(OrchestrationRuntimeStatus.Completed, done.RuntimeStatus);
        Assert.Null(done.SerializedOutput);
        Assert.Equal("Bell for r-1", called);
    }

    [Fact]
    public async Task A_class_gets_its_services_in_a_scope_of_its_own()
    {
        TestHub hub = NewHub(registry => registry
            .AddOrchestratorFunc<string[]>("Twice", async context =>
                [await context.CallActivityAsync<string>(nameof(Counting), "a"), await context.CallActivityAsync<string>(nameof(Counting), "b")])
            .AddActivity<Counting>());
        hub.Services = new ServiceCollection().AddScoped<Counter>().BuildServiceProvider(validateScopes: true);
        await hub.StartAsync();

        OrchestrationMetadata done = await hub.RunAsync("Twice");

        Assert.Equal(["a1", "b1"], done.ReadOutputAs<string[]>()!);
    }

    [Fact]
    public async Task A_failure_reaches_the_caller_with_its_type_its_text_and_its_cause()
    {
        TaskFailedException? caught = null;
        TestHub hub = await StartHubAsync(registry => registry
            .AddOrchestratorFunc("Try", async context =>
            {
                caught = await Assert.ThrowsAsync<TaskFailedException>(() => context.CallActivityAsync("Break"));
            })
            .AddActivityFunc("Break", Break));

        await hub.RunAsync("Try");

        Assert.NotNull(caught);
        Assert.Equal("Break", caught.TaskName);
        Assert.Equal(typeof(InvalidOperationException).FullName, caught.FailureDetails.ErrorType);
        Assert.Equal("outer", caught.FailureDetails.ErrorMessage);
        Assert.Contains(nameof(Break), caught.FailureDetails.StackTrace, StringComparison.Ordinal);
        Assert.Equal("inner", caught.FailureDetails.InnerFailure!.ErrorMessage);
        Assert.True(caught.FailureDetails.IsCausedBy<InvalidOperationException>());
        Assert.True(caught.FailureDetails.IsCausedBy<SystemException>());
        Assert.False(caught.FailureDetails.IsCausedBy<ArgumentException>());
    }

    [Fact]
    public async Task A_failure_that_nobody_catches_fails_the_instance_with_the_whole_chain()
    {
        TestHub hub = await StartHubAsync(registry => registry
            .AddOrchestratorFunc("Try", context => context.CallActivityAsync("Break"))
            .AddActivityFunc("Break", Break));

        OrchestrationMetadata done = await hub.RunAsync("Try");

        Assert.Equal(OrchestrationRuntimeStatus.Failed, done.RuntimeStatus);
        TaskFailureDetails failure = done.FailureDetails!;
        Assert.True(failure.IsCausedBy<TaskFailedException>());
        Assert.Equal("outer", failure.InnerFailure!.ErrorMessage);
        Assert.Equal("inner", failure.InnerFailure.InnerFailure!.ErrorMessage);
    }

    [Fact]
    public async Task An_unknown_activity_fails_its_call_by_name()
    {
        TestHub hub = await StartHubAsync(registry => registry
            .AddOrchestratorFunc("Try", context => context.CallActivityAsync("Nobody")));

        OrchestrationMetadata done = await hub.RunAsync("Try");

        Assert.Equal("ActivityTaskNotFound", done.FailureDetails!.InnerFailure!.ErrorType);
        Assert.Contains("'Nobody'", done.FailureDetails.InnerFailure.ErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_thousand_activities_can_be_awaited_together()
    {
        TestHub hub = await StartHubAsync(registry => registry
            .AddOrchestratorFunc<int>("Sum", async context =>
            {
                int[] parts = await Task.WhenAll(Enumerable.Range(1, 1_000).Select(i => context.CallActivityAsync<int>("Same", i)));
                return parts.Sum();
            })
            .AddActivityFunc<int, int>("Same", (context, i) => i));

        OrchestrationMetadata done = await hub.RunAsync("Sum");

        Assert.Equal(500_500, done.ReadOutputAs<int>());
    }

    [Fact]
    public async Task The_first_of_several_can_be_awaited()
    {
        var slow = new TaskCompletionSource();
        TestHub hub = await StartHubAsync(registry => registry
            .AddOrchestratorFunc<string>("Race", async context =>
                await await Task.WhenAny(context.CallActivityAsync<string>("Slow"), context.CallActivityAsync<string>("Fast")))
            .AddActivityFunc<string>("Slow", async context =>
            {
                await slow.Task;
                return "slow";
            })
            .AddActivityFunc<string>("Fast", context => "fast"));

        OrchestrationMetadata done = await hub.RunAsync("Race");
        slow.SetResult();

        Assert.Equal("fast", done.ReadOutputAs<string>());
        await hub.IdleAsync();
    }

    [Fact]
    public async Task No_more_activities_run_at_once_than_allowed()
    {
        int running = 0;
        var seen = new System.Collections.Concurrent.ConcurrentBag<int>();
        var gate = new SemaphoreSlim(0);
        TestHub hub = NewHub(registry => registry
            .AddOrchestratorFunc("All", context => Task.WhenAll(Enumerable.Range(0, 12).Select(_ => context.CallActivityAsync("One"))))
            .AddActivityFunc("One", async context =>
            {
                int now = Interlocked.Increment(ref running);
                seen.Add(now);
                if (now == 3)
                {
                    gate.Release(12);
                }

                await gate.WaitAsync();
                Interlocked.Decrement(ref running);
            }));
        hub.MaxConcurrentActivities = 3;
        await hub.StartAsync();

        OrchestrationMetadata done = await hub.RunAsync("All");

        Assert.Equal(OrchestrationRuntimeStatus.Completed, done.RuntimeStatus);
        Assert.Equal(3, seen.Max());
    }

    [Fact]
    public async Task A_result_too_large_for_the_store_fails_the_call_and_no_more()
    {
        TestHub hub = await StartHubAsync(registry => registry
            .AddOrchestratorFunc<string>("Try", async context =>
            {
                TaskFailedException failure = await Assert.ThrowsAsync<TaskFailedException>(() => context.CallActivityAsync<string>("Big", 5_000_000));
                string fits = await context.CallActivityAsync<string>("Big", 150_000);
                return $"{failure.FailureDetails.ErrorMessage.Contains("5000002", StringComparison.Ordinal)} {fits.Length}";
            })
            .AddActivityFunc<int, string>("Big", (context, chars) => new string('x', chars)));

        OrchestrationMetadata done = await hub.RunAsync("Try");

        Assert.Equal("True 150000", done.ReadOutputAs<string>());
    }

    private static void Break(TaskActivityContext context) =>
        throw new InvalidOperationException("outer", new FormatException("inner"));

    private sealed record Order(string Item, int Count);

    private sealed record Receipt(string Item, int Price);

    private sealed class Counter
    {
        public int Value { get; set; }
    }

    private sealed class Counting(Counter counter) : TaskActivity<string, string>
    {
        public override Task<string> RunAsync(TaskActivityContext context, string input) => Task.FromResult(input + ++counter.Value);
    }
}

public sealed class Activities_in_memory : ActivityContract
{
    private protected override IDurableStore NewStore() => new MemoryDurableStore();
}

[Collection(AzuriteTests.Name)]
public sealed class Activities_on_Azurite(AzuriteFixture azurite) : ActivityContract
{
    private protected override IDurableStore NewStore() => AzuriteTests.NewStore(azurite);
}
