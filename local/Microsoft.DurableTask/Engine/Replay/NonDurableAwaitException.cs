namespace Support.Local.Durable;

/// <summary>The orchestrator awaits a task that its context did not make: nothing in a history could ever complete it.</summary>
#pragma warning disable CA1032, CA1064 // Only the engine makes it; others see its name in failure details.
public sealed class NonDurableAwaitException : Exception
#pragma warning restore CA1032, CA1064
{
    internal NonDurableAwaitException(string orchestrator)
        : base(
            $"The orchestrator '{orchestrator}' awaits a task that its context did not make (Task.Delay, Task.Run, I/O, "
            + "ConfigureAwait(false) …). Only activities, sub-orchestrations, timers and external events of the context can be awaited.")
    {
    }
}
