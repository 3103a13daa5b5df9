namespace Support.Functions.Orchestration.Clock;

/// <summary>What a run of the clock starts from. Kept in orchestration histories: members may be added, never renamed.</summary>
/// <param name="TicketId">The ticket's reference.</param>
/// <param name="Next">When to wake, where that is known already; null to ask.</param>
public sealed record ClockInput(string TicketId, NextWake? Next);
