using Support.Domain.Model;

namespace Support.Domain.Tickets;

public sealed partial record Ticket
{
    /// <summary>The chains of people who are being paged one after the other; empty once somebody has acknowledged.</summary>
    public IReadOnlyList<PagingState> Paging { get; init; } = [];

    /// <summary>Who was paged last, and when; null when nobody was.</summary>
    public PagedPeople? LastPaged { get; init; }

    /// <summary>Since when it is a major incident; null when it is none.</summary>
    public DateTimeOffset? MajorIncidentAt { get; init; }

    private Ticket AfterEscalationEvent(TicketEvent next) => next.Data switch
    {
        Escalated escalated => AfterStep(escalated, next.At),
        Paged paged => (this with
        {
            Paging = [.. Paging.Select(state => state.Chain == paged.Chain ? state.After(paged) : state)],
        }).AfterPaging(paged.Agents, next.At),
        PagingEnded ended => this with { Paging = [.. Paging.Where(state => state.Chain != ended.Chain)] },
        Acknowledged => this with { AcknowledgedAt = next.At, Paging = [] },
        MajorIncidentDeclared => this with { MajorIncidentAt = MajorIncidentAt ?? next.At },
        _ => this,
    };

    private Ticket AfterStep(Escalated escalated, DateTimeOffset at)
    {
        if (escalated is not { Policy: { } policy, Step: { } step, Clock: { } clock, Cycle: { } cycle })
        {
            return this;
        }

        string key = StepKey(policy, step, clock, cycle);
        return (this with
        {
            StepsDone = [.. StepsDone, key],
            Paging = [.. Paging, .. escalated.PageChains.Select((chain, index) => PagingState.Begin(key, index, chain, escalated, at))],
        }).AfterPaging(escalated.Paged, at);
    }

    private Ticket AfterPaging(IReadOnlyList<string> agents, DateTimeOffset at)
    {
        if (agents.Count == 0)
        {
            return this;
        }

        IEnumerable<string> before = LastPaged is { } last && last.At == at ? last.Agents : [];
        return this with { LastPaged = new PagedPeople(at, [.. before.Union(agents)]) };
    }

    // Whoever lets the ticket wait, or ends it, has seen it.
    private static bool IsPaged(TicketStatus status) => status is TicketStatus.New or TicketStatus.Open;
}
