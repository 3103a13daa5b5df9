using Support.Domain.Model;
using Support.Domain.Tickets;

namespace Support.Domain.Sla.Replay;

/// <summary>
/// Tells from histories what would have become of the promises under another model, with all that people did as it was.
/// What the model's own escalation did (another tier, a raised priority) stays as it was, too.
/// </summary>
public static class SlaReplay
{
    /// <summary>One ticket under a model.</summary>
    /// <param name="history">All of its events, the oldest first.</param>
    /// <param name="model">The model.</param>
    /// <param name="until">How far to look; null for the newest event.</param>
    /// <exception cref="InvalidOperationException">The history does not begin with the opening, or an event is missing.</exception>
    public static TicketReplay Of(IReadOnlyList<TicketEvent> history, SupportModel model, DateTimeOffset? until = null)
    {
        Ticket ticket = Ticket.From(history);
        return new TicketReplay(
            ticket.Id,
            ticket.OpenedAt,
            ClockOutcome.Of(history),
            ClockOutcome.Of(ReplayedTicket.Live(history, model, until ?? ticket.UpdatedAt)));
    }

    /// <summary>The figures of many tickets, by clock and priority.</summary>
    public static IReadOnlyList<ReplayFigures> Figures(IReadOnlyList<TicketReplay> tickets) =>
    [
        .. from clock in Enum.GetValues<ClockKind>()
           from priority in Enum.GetValues<Priority>()
           let then = Attainment.Of(tickets.SelectMany(static ticket => ticket.Then), clock, priority)
           let now = Attainment.Of(tickets.SelectMany(static ticket => ticket.Now), clock, priority)
           where then.All + now.All > 0
           select new ReplayFigures(clock, priority, then, now),
    ];
}

/// <summary>What became of a ticket's promises, and what would have.</summary>
/// <param name="Id">The ticket.</param>
/// <param name="OpenedAt">When it came in.</param>
/// <param name="Then">As it was.</param>
/// <param name="Now">As it would have been.</param>
public sealed record TicketReplay(
    TicketId Id, DateTimeOffset OpenedAt, IReadOnlyList<ClockOutcome> Then, IReadOnlyList<ClockOutcome> Now)
{
    /// <summary>The runs of clocks that would have ended in another way; null where there was, or would have been, none.</summary>
    public IEnumerable<(ClockOutcome? Then, ClockOutcome? Now)> Changes =>
        Then.Concat(Now).Select(static outcome => (outcome.Clock, outcome.Cycle)).Distinct()
            .Select(run => (Find(Then, run), Find(Now, run)))
            .Where(static pair => pair.Item1?.Outcome != pair.Item2?.Outcome);

    private static ClockOutcome? Find(IReadOnlyList<ClockOutcome> outcomes, (ClockKind Clock, int Cycle) run) =>
        outcomes.FirstOrDefault(outcome => outcome.Clock == run.Clock && outcome.Cycle == run.Cycle);
}

/// <summary>One clock and priority, then and now.</summary>
/// <param name="Clock">Which clock.</param>
/// <param name="Priority">Which priority.</param>
/// <param name="Then">As it was.</param>
/// <param name="Now">As it would have been.</param>
public sealed record ReplayFigures(ClockKind Clock, Priority Priority, Attainment Then, Attainment Now);

/// <summary>How many promises were kept.</summary>
/// <param name="Met">Kept.</param>
/// <param name="Missed">Broken.</param>
/// <param name="Open">Neither yet, or withdrawn.</param>
public sealed record Attainment(int Met, int Missed, int Open)
{
    /// <summary>All of them.</summary>
    public int All => Met + Missed + Open;

    /// <summary>The share of those decided that were kept; null when none is decided.</summary>
    public decimal? Share => Met + Missed == 0 ? null : decimal.Round((decimal)Met / (Met + Missed), 4);

    internal static Attainment Of(IEnumerable<ClockOutcome> outcomes, ClockKind clock, Priority priority)
    {
        List<SlaOutcome> some =
            [.. outcomes.Where(outcome => outcome.Clock == clock && outcome.Priority == priority).Select(static outcome => outcome.Outcome)];
        int met = some.Count(static outcome => outcome == SlaOutcome.Met);
        int missed = some.Count(static outcome => outcome == SlaOutcome.Missed);
        return new Attainment(met, missed, some.Count - met - missed);
    }
}
