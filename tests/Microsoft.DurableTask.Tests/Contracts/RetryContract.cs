using Microsoft.DurableTask.Client;
using Support.Local.Durable;
using Support.TestKit.Azurite;
using Xunit;

namespace Microsoft.DurableTask.Tests.Contracts;

public abstract class RetryContract : EngineContract
{
    private readonly List<DateTimeOffset> _attempts = [];
    private TestHub _hub = null!;

    [Fact]
    public async Task Attempts_are_parted_by_growing_waits_up_to_the_longest()
    {
        var policy = new RetryPolicy(6, TimeSpan.FromSeconds(10), backoffCoefficient: 2, maxRetryInterval: TimeSpan.FromSeconds(30));
        string id = await StartAsync(failures: 5, policy);

        await _hub.AdvanceAsync(TimeSpan.FromMinutes(10));

        Assert.Equal(OrchestrationRuntimeStatus.Completed, (await _hub.GetAsync(id)).RuntimeStatus);
        Assert.Equal([10, 20, 30, 30, 30], Gaps());
    }

    [Fact]
    public async Task The_last_failure_is_the_callers_when_the_attempts_are_used_up()
    {
        string id = await StartAsync(failures: 99, new RetryPolicy(3, TimeSpan.FromSeconds(1)));

        await _hub.AdvanceAsync(TimeSpan.FromMinutes(1));

        OrchestrationMetadata done = await _hub.GetAsync(id);
        Assert.Equal(OrchestrationRuntimeStatus.Failed, done.RuntimeStatus);
        Assert.Equal("failure 3", done.FailureDetails!.InnerFailure!.ErrorMessage);
        Assert.Equal(3, _attempts.Count);
    }

    [Fact]
    public async Task No_attempt_is_made_after_the_retry_time_out()
    {
        var policy = new RetryPolicy(99, TimeSpan.FromSeconds(10), retryTimeout: TimeSpan.FromSeconds(35));
        string id = await StartAsync(failures: 99, policy);

        await _hub.AdvanceAsync(TimeSpan.FromHours(1));

        Assert.Equal(OrchestrationRuntimeStatus.Failed, (await _hub.GetAsync(id)).RuntimeStatus);
        Assert.Equal([10, 10, 10, 10], Gaps());
    }

    [Fact]
    public async Task A_failure_that_is_not_worth_it_is_not_retried()
    {
        var policy = new RetryPolicy(5, TimeSpan.FromSeconds(1)) { HandleFailure = failure => failure.ErrorMessage == "failure 1" };
        string id = await StartAsync(failures: 99, policy);

        await _hub.AdvanceAsync(TimeSpan.FromMinutes(1));

        Assert.Equal("failure 2", (await _hub.GetAsync(id)).FailureDetails!.InnerFailure!.ErrorMessage);
    }

    [Fact]
    public async Task A_handler_decides_and_may_wait_durably()
    {
        var seen = new List<(int Attempt, double Seconds)>();
        AsyncRetryHandler handler = async retry =>
        {
            if (!retry.OrchestrationContext.IsReplaying)
            {
                seen.Add((retry.LastAttemptNumber, retry.TotalRetryTime.TotalSeconds));
            }

            await retry.OrchestrationContext.CreateTimer(TimeSpan.FromSeconds(5), retry.CancellationToken);
            return retry.LastAttemptNumber < 3;
        };
        string id = await StartAsync(failures: 99, TaskOptions.FromRetryHandler(handler).Retry!);

        await _hub.AdvanceAsync(TimeSpan.FromMinutes(1));

        Assert.Equal("failure 3", (await _hub.GetAsync(id)).FailureDetails!.InnerFailure!.ErrorMessage);
        Assert.Equal([(1, 0.0), (2, 5.0), (3, 10.0)], seen);
    }

    [Fact]
    public async Task A_handler_that_says_yes_at_once_is_tried_at_once()
    {
        string id = await StartAsync(failures: 2, TaskOptions.FromRetryHandler(new RetryHandler(_ => true)).Retry!);

        OrchestrationMetadata done = await _hub.CompletionAsync(id);

        Assert.Equal(OrchestrationRuntimeStatus.Completed, done.RuntimeStatus);
        Assert.Equal([0, 0], Gaps());
    }

    [Fact]
    public async Task Retries_go_on_after_a_crash_between_two_attempts()
    {
        string id = await StartAsync(failures: 2, new RetryPolicy(3, TimeSpan.FromMinutes(10)));
        await _hub.AdvanceAsync(TimeSpan.FromMinutes(12));
        await _hub.CrashAndRestartAsync();

        await _hub.AdvanceAsync(TimeSpan.FromMinutes(10));

        Assert.Equal(OrchestrationRuntimeStatus.Completed, (await _hub.GetAsync(id)).RuntimeStatus);
        Assert.Equal(3, _attempts.Count);
    }

    private async Task<string> StartAsync(int failures, TaskRetryOptions retry)
    {
        _hub = await StartHubAsync(registry => registry
            .AddOrchestratorFunc("Try", context => context.CallActivityAsync("Fail", new TaskOptions(retry)))
            .AddActivityFunc("Fail", context =>
            {
                _attempts.Add(_hub.Clock.GetUtcNow());
                if (_attempts.Count <= failures)
                {
                    throw new InvalidOperationException($"failure {_attempts.Count}");
                }
            }));
        return await _hub.ScheduleAsync("Try");
    }

    private IEnumerable<double> Gaps() => _attempts.Zip(_attempts.Skip(1), (earlier, later) => (later - earlier).TotalSeconds);
}

public sealed class Retries_in_memory : RetryContract
{
    private protected override IDurableStore NewStore() => new MemoryDurableStore();
}

[Collection(AzuriteTests.Name)]
public sealed class Retries_on_Azurite(AzuriteFixture azurite) : RetryContract
{
    private protected override IDurableStore NewStore() => AzuriteTests.NewStore(azurite);
}
