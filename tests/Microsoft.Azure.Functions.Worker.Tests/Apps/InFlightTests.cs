using Support.Local.Worker.Tests.Clock;
using Xunit;

namespace Support.Local.Worker.Tests.Apps;

/// <summary>What runs when a listener stops: it may end, then it is asked to, then it is left.</summary>
public sealed class InFlightTests
{
    private readonly ManualClock _clock = new(DateTimeOffset.UnixEpoch);

    [Fact]
    public async Task Nothing_that_runs_is_waited_for_when_nothing_does()
    {
        using var inFlight = new InFlight();
        Assert.True(await inFlight.DrainAsync(_clock, CancellationToken.None));
    }

    [Fact]
    public async Task What_ends_within_its_grace_period_is_not_cancelled()
    {
        using var inFlight = new InFlight();
        IDisposable first = inFlight.Enter();
        IDisposable second = inFlight.Enter();
        Task<bool> drained = inFlight.DrainAsync(_clock, CancellationToken.None);
        _clock.Advance(TimeSpan.FromSeconds(9));
        first.Dispose();
        Assert.False(drained.IsCompleted);
        second.Dispose();
        Assert.True(await drained);
        Assert.False(inFlight.CancellationToken.IsCancellationRequested);
    }

    [Fact]
    public async Task After_the_grace_period_it_is_cancelled_and_may_clean_up()
    {
        using var inFlight = new InFlight();
        IDisposable entry = inFlight.Enter();
        inFlight.CancellationToken.Register(entry.Dispose);
        Task<bool> drained = inFlight.DrainAsync(_clock, CancellationToken.None);
        Assert.False(inFlight.CancellationToken.IsCancellationRequested);
        _clock.Advance(TimeSpan.FromSeconds(10));
        Assert.True(await drained);
        Assert.True(inFlight.CancellationToken.IsCancellationRequested);
    }

    [Fact]
    public async Task What_does_not_heed_its_cancellation_is_left_behind()
    {
        using var inFlight = new InFlight();
        using IDisposable entry = inFlight.Enter();
        Task<bool> drained = inFlight.DrainAsync(_clock, CancellationToken.None);
        _clock.Advance(TimeSpan.FromSeconds(10));
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        using var poll = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        while (_clock.Waiting == 0)
        {
            await poll.WaitForNextTickAsync(patience.Token);
        }

        _clock.Advance(TimeSpan.FromSeconds(2));
        Assert.False(await drained);
    }

    [Fact]
    public async Task A_stop_that_may_not_wait_cancels_at_once()
    {
        using var inFlight = new InFlight();
        IDisposable entry = inFlight.Enter();
        inFlight.CancellationToken.Register(entry.Dispose);
        Assert.True(await inFlight.DrainAsync(_clock, new CancellationToken(canceled: true)));
    }
}
