using Support.Domain.Model;
using Support.Domain.Tickets;

namespace Support.Domain.Sla.Replay;

/// <summary>How a promise ended.</summary>
public enum SlaOutcome
{
    /// <summary>It is neither kept nor broken yet.</summary>
    Open,

    /// <summary>It was kept.</summary>
    Met,

    /// <summary>It was broken.</summary>
    Missed,

    /// <summary>It did not hold any more before it was kept or broken.</summary>
    Withdrawn,
}

/// <summary>What became of one run of a clock.</summary>
/// <param name="Clock">Which.</param>
/// <param name="Cycle">1 for the first time, 2 for the next …</param>
/// <param name="Priority">The ticket's priority when it ended.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="BreachedAt">The exact instant at which it broke; null when it did not.</param>
public sealed record ClockOutcome(ClockKind Clock, int Cycle, Priority Priority, SlaOutcome Outcome, DateTimeOffset? BreachedAt)
{
    /// <summary>What became of the clocks of a ticket, by its events, in the order in which they started.</summary>
    public static IReadOnlyList<ClockOutcome> Of(IEnumerable<TicketEvent> history)
    {
        var outcomes = new List<ClockOutcome>();
        var states = new List<ClockState>();
        Ticket? ticket = null;
        foreach (TicketEvent happened in history)
        {
            ticket = Ticket.Apply(ticket, happened);
            foreach (ClockState state in ticket.Clocks)
            {
                int known = states.FindIndex(other => other.Clock == state.Clock && other.Cycle == state.Cycle);
                if (known < 0)
                {
                    states.Add(state);
                    outcomes.Add(Of(state, ticket.Priority));
                }
                else if (!ReferenceEquals(states[known], state))
                {
                    states[known] = state;
                    outcomes[known] = Of(state, ticket.Priority);
                }
            }
        }

        return outcomes;
    }

    private static ClockOutcome Of(ClockState state, Priority priority)
    {
        SlaOutcome outcome = state switch
        {
            { BreachedAt: not null } or { Met: false } => SlaOutcome.Missed,
            { Stopped: true, Met: true } => SlaOutcome.Met,
            { Stopped: true } => SlaOutcome.Withdrawn,
            _ => SlaOutcome.Open,
        };
        return new ClockOutcome(state.Clock, state.Cycle, priority, outcome, state.BreachedAt);
    }
}
