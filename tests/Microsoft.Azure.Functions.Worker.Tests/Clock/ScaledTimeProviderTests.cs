using Xunit;

namespace Support.Local.Worker.Tests.Clock;

public sealed class ScaledTimeProviderTests
{
    private static readonly DateTimeOffset Origin = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    private readonly ManualClock _real = new(Origin);

    [Fact]
    public void Business_time_passes_as_many_times_faster_as_the_speed_says()
    {
        ScaledTimeProvider clock = Clock(600);
        _real.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(Origin.AddMinutes(10), clock.GetUtcNow());
    }

    [Fact]
    public void Timestamps_measure_business_time()
    {
        ScaledTimeProvider clock = Clock(60);
        long start = clock.GetTimestamp();
        _real.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(TimeSpan.FromMinutes(2), clock.GetElapsedTime(start));
    }

    [Fact]
    public void It_does_not_go_back_when_the_real_clock_is_set_back()
    {
        ScaledTimeProvider clock = Clock(60);
        _real.Advance(TimeSpan.FromMinutes(1));
        DateTimeOffset before = clock.GetUtcNow();
        _real.SetWallClock(Origin.AddDays(-1));
        _real.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(before.AddMinutes(1), clock.GetUtcNow());
    }

    [Fact]
    public void It_catches_up_with_the_real_clock_after_the_machine_slept()
    {
        ScaledTimeProvider clock = Clock(2);
        _real.SetWallClock(Origin.AddHours(8));
        Assert.Equal(Origin.AddHours(16), clock.GetUtcNow());
    }

    [Fact]
    public void A_timer_waits_business_time()
    {
        int fired = 0;
        using ITimer timer = Clock(600).CreateTimer(_ => fired++, null, TimeSpan.FromMinutes(10), Timeout.InfiniteTimeSpan);
        _real.Advance(TimeSpan.FromMilliseconds(999));
        Assert.Equal(0, fired);
        _real.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(1, fired);
    }

    [Fact]
    public void A_timer_never_fires_before_its_business_time()
    {
        ScaledTimeProvider clock = Clock(600);
        DateTimeOffset due = clock.GetUtcNow().AddSeconds(1);
        DateTimeOffset? fired = null;
        using ITimer timer = clock.CreateTimer(_ => fired = clock.GetUtcNow(), null, TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan);

        // A second is 1.67 ms of real time: the real timer can only be asked for 2.
        _real.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Null(fired);
        _real.Advance(TimeSpan.FromMilliseconds(1));
        Assert.True(fired >= due);
    }

    [Fact]
    public void A_periodic_timer_that_was_late_ticks_once_for_all_that_was_missed()
    {
        int fired = 0;
        using ITimer timer = Clock(1).CreateTimer(_ => fired++, null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));
        _real.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(1, fired);
        _real.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(2, fired);
    }

    [Fact]
    public void A_timer_waits_for_months_where_the_systems_timer_could_not()
    {
        int fired = 0;
        using ITimer timer = Clock(0.5).CreateTimer(_ => fired++, null, TimeSpan.FromDays(60), Timeout.InfiniteTimeSpan);
        _real.Advance(TimeSpan.FromDays(119));
        Assert.Equal(0, fired);
        _real.Advance(TimeSpan.FromDays(1));
        Assert.Equal(1, fired);
    }

    [Fact]
    public void A_disposed_timer_is_silent()
    {
        int fired = 0;
        ITimer timer = Clock(1).CreateTimer(_ => fired++, null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));
        timer.Dispose();
        _real.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(0, fired);
        Assert.False(timer.Change(TimeSpan.Zero, TimeSpan.Zero));
    }

    private ScaledTimeProvider Clock(double speed) => new(ClockLine.StartingAt(Origin, speed), _real);
}
