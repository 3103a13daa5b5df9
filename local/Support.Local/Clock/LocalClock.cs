namespace Support.Local;

/// <summary>
/// The clocks of the Local flavour. The stand-ins keep the constructors of the packages they stand for, which take no
/// clock, so the host sets these two once, before it makes the first client. Within a <see cref="Simulation"/> both are
/// the simulation's, and whatever runs beside it is not touched.
/// </summary>
public static class LocalClock
{
    private static TimeProvider s_business = TimeProvider.System;
    private static TimeProvider s_transport = TimeProvider.System;

    /// <summary>
    /// The time that tickets live by: durable timers, timer triggers and scheduled messages. Runs faster under
    /// <c>--speed</c>.
    /// </summary>
    public static TimeProvider Business
    {
        get => Simulation.Current?.Time ?? s_business;
        set => s_business = value;
    }

    /// <summary>
    /// The time that machines live by: locks, retries, time-outs, polling. Never runs faster: Azurite answers no sooner
    /// because tickets age quicker.
    /// </summary>
    public static TimeProvider Transport
    {
        get => Simulation.Current?.Time ?? s_transport;
        set => s_transport = value;
    }
}
