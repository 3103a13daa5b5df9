using Microsoft.Azure.Functions.Worker;
using Support.Local.Hosting;
using Support.Local.Timers;
using Support.Local.Worker.Tests.Clock;
using Support.TestKit.Azurite;
using Xunit;

namespace Support.Local.Worker.Tests.Timers;

[Collection(SharedAzurite.Name)]
public sealed class TimerTriggerTests(AzuriteFixture azurite)
{
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 9, 0, 30, TimeSpan.Zero);

    private readonly ManualClock _clock = new(Start);
    private readonly Events _events = new();
    private readonly string _app = $"app{Guid.NewGuid():N}";

    [Fact]
    public async Task A_timer_runs_at_its_occurrences_and_not_before()
    {
        await using FunctionAppHost host = await StartAsync(typeof(EveryMinute));
        _clock.Advance(TimeSpan.FromSeconds(29));
        Assert.Empty(_events.Told());
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("09:01:00 past due: False, last: none, next: 09:01:00", await _events.NextAsync());
        await WaitForTimerAsync();
        _clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal("09:02:00 past due: False, last: 09:01:00, next: 09:02:00", await _events.NextAsync());
    }

    [Fact]
    public async Task Occurrences_missed_while_the_app_was_down_are_made_up_for_by_one_run()
    {
        await using (FunctionAppHost host = await StartAsync(typeof(EveryMinute)))
        {
            // Up for a moment only: the schedule is kept at the start.
        }

        _clock.Advance(TimeSpan.FromMinutes(10));
        await using FunctionAppHost again = await StartAsync(typeof(EveryMinute));
        Assert.Equal("09:10:30 past due: True, last: none, next: 09:01:00", await _events.NextAsync());
        await WaitForTimerAsync();
        Assert.Empty(_events.Told());
        _clock.Advance(TimeSpan.FromSeconds(30));
        Assert.StartsWith("09:11:00 past due: False", await _events.NextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_is_made_up_for_when_nothing_was_missed()
    {
        await using (FunctionAppHost host = await StartAsync(typeof(EveryMinute)))
        {
            _clock.Advance(TimeSpan.FromSeconds(30));
            await _events.NextAsync();
            await WaitForTimerAsync();
        }

        await using FunctionAppHost again = await StartAsync(typeof(EveryMinute));
        await WaitForTimerAsync();
        Assert.Empty(_events.Told());
    }

    [Fact]
    public async Task A_timer_that_keeps_no_schedule_makes_up_for_nothing()
    {
        await using (FunctionAppHost host = await StartAsync(typeof(Unmonitored)))
        {
            // Up for a moment only.
        }

        _clock.Advance(TimeSpan.FromMinutes(10));
        await using FunctionAppHost again = await StartAsync(typeof(Unmonitored));
        await WaitForTimerAsync();
        Assert.Empty(_events.Told());
    }

    [Fact]
    public async Task A_timer_may_run_when_the_app_starts()
    {
        await using FunctionAppHost host = await StartAsync(typeof(OnStartup));
        Assert.Equal("started, past due: False", await _events.NextAsync());
    }

    [Fact]
    public async Task A_timer_never_runs_twice_at_once_and_makes_one_run_of_what_it_missed()
    {
        await using FunctionAppHost host = await StartAsync(typeof(Slow));
        _clock.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal("begin", await _events.NextAsync());
        _clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Empty(_events.Told());
        Slow.Continue.Release(2);
        Assert.Equal(["end", "begin", "end"], await _events.NextAsync(3));
        await WaitForTimerAsync();
        Assert.Empty(_events.Told());
    }

    [Fact]
    public async Task A_failed_run_is_repeated_as_its_attribute_says_and_the_schedule_goes_on()
    {
        await using FunctionAppHost host = await StartAsync(typeof(Failing));
        _clock.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal(["try 0 of 2", "try 1 of 2", "try 2 of 2"], await _events.NextAsync(3));
        await WaitForTimerAsync();
        _clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal("try 0 of 2", await _events.NextAsync());
    }

    [Fact]
    public async Task A_timer_goes_on_while_its_schedule_cannot_be_kept()
    {
        var ownStorage = new AzuriteFixture();
        await ownStorage.InitializeAsync();
        await using FunctionAppHost host = await StartAsync(typeof(EveryMinute), ownStorage.ConnectionString);
        await ownStorage.DisposeAsync();
        _clock.Advance(TimeSpan.FromSeconds(30));
        Assert.StartsWith("09:01:00", await _events.NextAsync(), StringComparison.Ordinal);
        await WaitForTimerAsync();
        _clock.Advance(TimeSpan.FromMinutes(1));
        Assert.StartsWith("09:02:00", await _events.NextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_schedule_that_was_changed_makes_up_for_nothing_of_the_old_one()
    {
        await using (FunctionAppHost host = await StartAsync(typeof(EveryMinute)))
        {
            // Up for a moment only: the schedule is kept at the start.
        }

        _clock.Advance(TimeSpan.FromMinutes(10));
        await using FunctionAppHost again = await StartAsync(typeof(EveryMinute), schedule: "30 * * * * *");
        await WaitForTimerAsync();
        Assert.Empty(_events.Told());
        _clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal("09:11:30 past due: False, last: none, next: 09:11:30", await _events.NextAsync());
    }

    [Fact]
    public async Task A_timer_of_every_few_seconds_keeps_no_schedule_unless_it_says_so()
    {
        await using FunctionAppHost host = await StartAsync(typeof(EveryTenSeconds), timers: 2);
        _clock.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(["said: kept", "unsaid: not kept"], (await _events.NextAsync(2)).Order());
    }

    [Fact]
    public void Pauses_between_repetitions_grow_as_the_attribute_says()
    {
        var delays = RetryDelays.Of(new ExponentialBackoffRetryAttribute(-1, "00:00:04", "00:01:00"));
        Assert.Equal([4, 8, 16, 32, 60, 60], Enumerable.Range(1, 6).Select(retry => (int)delays.Before(retry).TotalSeconds));
        Assert.True(delays.Allows(1_000_000));
        var fixedDelay = RetryDelays.Of(new FixedDelayRetryAttribute(2, "00:00:10"));
        Assert.Equal([10, 10], Enumerable.Range(1, 2).Select(retry => (int)fixedDelay.Before(retry).TotalSeconds));
        Assert.Equal([true, true, false], Enumerable.Range(0, 3).Select(fixedDelay.Allows));
    }

    [Fact]
    public async Task The_time_zone_of_the_app_setting_is_that_of_schedules()
    {
        await using FunctionAppHost host = await StartAsync(typeof(AtNoon), zone: "Etc/GMT-2");
        _clock.Advance(TimeSpan.FromMinutes(59));
        Assert.Empty(_events.Told());
        _clock.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal("10:00:00", await _events.NextAsync());
    }

    /// <summary>Starts an app, and waits until its timers wait: a clock that is moved before would be moved too early.</summary>
    private async Task<FunctionAppHost> StartAsync(
        Type functions, string? storage = null, string schedule = "0 * * * * *", string? zone = null, int timers = 1)
    {
        FunctionAppHost host = await TestApp.StartAsync(new TestApp.Setup
        {
            Name = _app,
            Functions = [functions],
            Events = _events,
            Time = _clock,
            Settings = new Dictionary<string, string?>
            {
                ["AzureWebJobsStorage"] = storage ?? azurite.ConnectionString,
                ["Schedule"] = schedule,
                ["WEBSITE_TIME_ZONE"] = zone,
            },
        });
        await WaitForTimerAsync(timers);
        return host;
    }

    /// <summary>Waits until so many timers wait for their next occurrence.</summary>
    private async Task WaitForTimerAsync(int timers = 1)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        using var poll = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        while (_clock.Waiting < timers)
        {
            await poll.WaitForNextTickAsync(patience.Token);
        }
    }

    public sealed class EveryMinute(Events events, TimeProvider time)
    {
        [Function("every-minute")]
        public void Run([TimerTrigger("%Schedule%")] TimerInfo timer)
        {
            ScheduleStatus status = timer.ScheduleStatus!;
            string last = status.Last == default ? "none" : $"{status.Last:HH:mm:ss}";
            events.Tell($"{time.GetUtcNow():HH:mm:ss} past due: {timer.IsPastDue}, last: {last}, next: {status.Next:HH:mm:ss}");
        }
    }

    public sealed class EveryTenSeconds(Events events)
    {
        [Function("unsaid")]
        public void Unsaid([TimerTrigger("*/10 * * * * *")] TimerInfo timer) => events.Tell($"unsaid: {(timer.ScheduleStatus is null ? "not kept" : "kept")}");

        [Function("said")]
        public void Said([TimerTrigger("*/10 * * * * *", UseMonitor = true)] TimerInfo timer) =>
            events.Tell($"said: {(timer.ScheduleStatus is null ? "not kept" : "kept")}");
    }

    public sealed class AtNoon(Events events, TimeProvider time)
    {
        // Noon where it is two hours later than in Greenwich.
        [Function("noon")]
        public void Run([TimerTrigger("0 0 12 * * *")] TimerInfo timer)
        {
            Assert.False(timer.IsPastDue);
            events.Tell($"{time.GetUtcNow():HH:mm:ss}");
        }
    }

    public sealed class Unmonitored(Events events)
    {
        [Function("unmonitored")]
        public void Run([TimerTrigger("0 * * * * *", UseMonitor = false)] TimerInfo timer) => events.Tell($"{timer.IsPastDue}");
    }

    public sealed class OnStartup(Events events)
    {
        [Function("on-startup")]
        public void Run([TimerTrigger("0 0 0 1 1 *", RunOnStartup = true)] TimerInfo timer) => events.Tell($"started, past due: {timer.IsPastDue}");
    }

    public sealed class Slow(Events events)
    {
        public static SemaphoreSlim Continue { get; } = new(0);

        [Function("slow")]
        public async Task RunAsync([TimerTrigger("0 * * * * *")] TimerInfo timer, CancellationToken cancellationToken)
        {
            Assert.NotNull(timer);
            events.Tell("begin");
            await Continue.WaitAsync(cancellationToken);
            events.Tell("end");
        }
    }

    public sealed class Failing(Events events)
    {
        [Function("failing")]
        [FixedDelayRetry(2, "00:00:00")]
        public void Run([TimerTrigger("0 * * * * *")] TimerInfo timer, FunctionContext context)
        {
            Assert.NotNull(timer);
            events.Tell($"try {context.RetryContext.RetryCount} of {context.RetryContext.MaxRetryCount}");
            throw new InvalidOperationException("Not today.");
        }
    }
}
