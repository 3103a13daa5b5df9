namespace Support.Local.Durable;

/// <summary>The times of a hub's lease, by the transport clock.</summary>
/// <param name="Duration">Unchanged for so long, it may be taken from its holder.</param>
/// <param name="RenewEvery">How often its holder renews it.</param>
/// <param name="Margin">So much earlier its holder stops writing.</param>
/// <param name="WatchEvery">How often one who waits looks at it.</param>
internal sealed record HubLeaseTimes(TimeSpan Duration, TimeSpan RenewEvery, TimeSpan Margin, TimeSpan WatchEvery)
{
    public static HubLeaseTimes Default { get; } = new(
        TimeSpan.FromSeconds(6), TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(1), TimeSpan.FromMilliseconds(250));

    /// <summary>A simulation is one process whose days pass in milliseconds: it need not show every two seconds that it lives.</summary>
    public static HubLeaseTimes Simulated { get; } = new(
        TimeSpan.FromDays(3), TimeSpan.FromDays(1), TimeSpan.FromHours(1), TimeSpan.FromHours(1));
}
