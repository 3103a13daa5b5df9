using Microsoft.DurableTask.Client;
using Support.Local.Durable;
using Xunit;

namespace Microsoft.DurableTask.Tests;

public sealed class When_time_runs_fast
{
    [Fact]
    public async Task Timers_far_shorter_than_a_step_of_the_clock_do_not_spin()
    {
        var clock = new FastClock(factor: 60_000);
        var registry = new DurableTaskRegistry()
            .AddOrchestratorFunc("Tick", async context =>
            {
                for (int i = 0; i < 50; i++)
                {
                    await context.CreateTimer(TimeSpan.FromSeconds(1), CancellationToken.None);
                }
            });
        await using var engine = new DurableTaskEngine(
            registry, new MemoryDurableStore(), EmptyServices.Instance, new DurableTaskEngineOptions { Time = clock });
        await engine.StartAsync();
        string id = await engine.Client.ScheduleNewOrchestrationInstanceAsync("Tick");

        OrchestrationMetadata done = await engine.Client.WaitForInstanceCompletionAsync(id).WaitAsync(TestHub.Patience);

        Assert.Equal(OrchestrationRuntimeStatus.Completed, done.RuntimeStatus);
        Assert.InRange(clock.Changes, 1, 50 * 10);
    }

    /// <summary>A clock that runs faster than the system's, and whose timers, like the system's, have steps of a millisecond.</summary>
    private sealed class FastClock(double factor) : TimeProvider
    {
        private readonly DateTimeOffset _origin = System.GetUtcNow();
        private int _changes;

        public int Changes => _changes;

        public override DateTimeOffset GetUtcNow() => _origin + ((System.GetUtcNow() - _origin) * factor);

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            new FastTimer(this, System.CreateTimer(callback, state, Scale(dueTime), Scale(period)));

        private TimeSpan Scale(TimeSpan time) =>
            time == Timeout.InfiniteTimeSpan ? time : TimeSpan.FromMilliseconds(Math.Floor((time / factor).TotalMilliseconds));

        private sealed class FastTimer(FastClock clock, ITimer inner) : ITimer
        {
            public bool Change(TimeSpan dueTime, TimeSpan period)
            {
                Interlocked.Increment(ref clock._changes);
                return inner.Change(clock.Scale(dueTime), clock.Scale(period));
            }

            public void Dispose() => inner.Dispose();

            public ValueTask DisposeAsync() => inner.DisposeAsync();
        }
    }

    private sealed class EmptyServices : IServiceProvider
    {
        public static EmptyServices Instance { get; } = new();

        public object? GetService(Type serviceType) => null;
    }
}
