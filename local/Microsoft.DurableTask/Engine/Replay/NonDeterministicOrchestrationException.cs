namespace Support.Local.Durable;

/// <summary>The orchestrator's code and the instance's history do not agree, so that the history cannot be gone on with.</summary>
#pragma warning disable CA1032, CA1064 // Only the engine makes it; others see its name in failure details.
public sealed class NonDeterministicOrchestrationException : Exception
#pragma warning restore CA1032, CA1064
{
    internal NonDeterministicOrchestrationException(string message)
        : base(message)
    {
    }

    internal static NonDeterministicOrchestrationException Between(HistoryEvent? recorded, HistoryEvent? replayed) => new(
        "The orchestrator is not deterministic: its history has "
        + (recorded is null ? "nothing" : recorded.Describe())
        + " where the code now asks for "
        + (replayed is null ? "nothing" : replayed.Describe())
        + ". Was the code changed while instances were running, or does it read a clock, a setting or a random number?");
}
