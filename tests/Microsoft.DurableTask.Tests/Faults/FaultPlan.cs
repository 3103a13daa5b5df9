namespace Microsoft.DurableTask.Tests.Faults;

/// <summary>How a call of the store fails.</summary>
internal enum Fault
{
    None,
    BeforeEffect,

    /// <summary>So that its caller cannot tell whether it took effect.</summary>
    AfterEffect,
}

/// <summary>Which calls of a store fail.</summary>
/// <param name="FaultOf">The fault of a call by its number; the first is 1.</param>
/// <param name="IsFatal">Whether every call after the first fault fails too, as in a process that has died.</param>
internal sealed record FaultPlan(Func<int, Fault> FaultOf, bool IsFatal)
{
    public static FaultPlan None { get; } = new(_ => Fault.None, false);

    public static FaultPlan EveryThirdAfterEffect { get; } = new(call => call % 3 == 0 ? Fault.AfterEffect : Fault.None, false);

    public static FaultPlan One(int call, Fault fault, bool isFatal) => new(number => number == call ? fault : Fault.None, isFatal);
}
