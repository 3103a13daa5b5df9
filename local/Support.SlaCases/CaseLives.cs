using Support.Domain.Model;

namespace Support.Local.SlaCases;

/// <summary>The ticket on which each clock of a case runs.</summary>
internal sealed class CaseLives(IReadOnlyDictionary<ClockKind, TicketLife> lives)
{
    /// <summary>The clocks that cases know.</summary>
    public static readonly IReadOnlyList<ClockKind> Clocks = [ClockKind.FirstResponse, ClockKind.NextResponse, ClockKind.Resolution];

    public IEnumerable<(ClockKind Clock, TicketLife Life)> InOrder => Clocks.Select(clock => (clock, lives[clock]));

    /// <summary>The tickets, each once.</summary>
    public IEnumerable<TicketLife> Distinct => InOrder.Select(static pair => pair.Life).Distinct();

    public TicketLife Of(ClockKind clock) => lives[clock];

    public static CaseLives Shared(TicketLife life) => new(Clocks.ToDictionary(static clock => clock, _ => life));
}
