using Xunit;

namespace Support.Platform.Tests.Fakes;

/// <summary>Waiting for what another thread does in its own time.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public static async Task TrueAsync(Func<bool> condition)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        using var patience = new CancellationTokenSource(Patience);
        while (!condition())
        {
            Assert.False(patience.IsCancellationRequested, "It did not happen in time.");
            await timer.WaitForNextTickAsync(CancellationToken.None);
        }
    }
}
