using System.Globalization;
using Support.Domain.Json;
using Support.Domain.Model;
using Support.Domain.Sla;
using Support.Domain.Tickets;

namespace Support.Domain.Escalation;

/// <summary>
/// Pages people one after the other. A chain ends when somebody acknowledges, takes or answers the ticket, or lets it
/// wait or ends it; else at its own end, which is recorded.
/// </summary>
internal static class PagingRules
{
    // Up to here a page is on time: the next one is counted from when it was due, so that the chain does not drift. Who is
    // paged later than that, because the system was down, has the whole wait to acknowledge all the same.
    private static readonly TimeSpan OnTime = TimeSpan.FromMinutes(1);

    /// <summary>The next link of a chain, or its end.</summary>
    public static void Advance(TicketDraft draft, Deadline deadline)
    {
        PagingState state = deadline.Paging!;
        int link = state.Done % state.Links.Count;
        bool roundOver = state.Done > 0 && link == 0;
        if (roundOver && !state.Reached)
        {
            End(draft, state, $"nobody of {Words(state.Links)} could be paged");
        }
        else if (state.Done >= state.Links.Count * state.Times)
        {
            End(draft, state, $"nobody acknowledged, the last within {IsoDuration.Format(state.Every)}");
        }
        else
        {
            Page(draft, state, link);
        }
    }

    /// <summary>The agents that a step pages at once.</summary>
    public static IReadOnlyList<string> Paged(TicketDraft draft, IReadOnlyList<Audiences> page, string team, string? agent) =>
        [.. page.SelectMany(audience => People(draft, audience, team, agent)).Distinct()];

    /// <summary>Why somebody's acknowledgement matters; null when nobody was being paged.</summary>
    public static string? CauseOfAcknowledgement(Ticket ticket) => ticket.Paging.Count == 0
        ? null
        : $"ends the paging of step {string.Join(", ", ticket.Paging.Select(static state => $"{state.Step} of policy {state.Policy}"))}";

    private static void Page(TicketDraft draft, PagingState state, int link)
    {
        Ticket ticket = draft.Ticket;
        DateTimeOffset now = draft.Context.Now;
        Audiences audience = state.Links[link];
        IReadOnlyList<string> people = People(draft, audience, ticket.Team, ticket.Assignee);
        IReadOnlyList<string> paged = ticket.LastPaged is { } last && last.At == now ? last.Agents : [];
        IReadOnlyList<string> agents = [.. people.Except(paged)];
        string? skipped = people.Count == 0
            ? Nobody(audience, ticket)
            : agents.Count == 0 ? $"{string.Join(", ", people)} was paged at this moment already" : null;

        // Who was paged a moment ago by another link gets the time to acknowledge; where there is nobody, nobody needs it.
        DateTimeOffset counted = now - state.DueAt < OnTime ? state.DueAt : now;
        DateTimeOffset next = people.Count == 0 ? state.DueAt : counted + state.Every;
        bool isLast = state.Done + 1 >= state.Links.Count * state.Times;
        var happened = new Paged
        {
            Chain = state.Chain,
            Policy = state.Policy,
            Step = state.Step,
            Clock = state.Clock,
            Link = link + 1,
            Round = (state.Done / state.Links.Count) + 1,
            Audience = audience,
            Agents = agents,
            Skipped = skipped,
            DueAt = state.DueAt,
            NextAt = next,
            NextAudience = isLast ? null : state.Links[(link + 1) % state.Links.Count],
            Team = ticket.Team,
        };
        draft.Emit(happened, Cause(state, happened), Actor.Clock);
    }

    private static void End(TicketDraft draft, PagingState state, string why) => draft.Emit(
        new PagingEnded(state.Chain, state.Policy, state.Step, state.DueAt),
        $"step {state.Step} of policy {state.Policy}: {why}",
        Actor.Clock);

    private static IReadOnlyList<string> People(TicketDraft draft, Audiences audience, string team, string? agent) =>
        Duty.Of(audience, team, agent, draft.Ticket.Organisation, draft.Context.Model, draft.Context.Now);

    private static string Cause(PagingState state, Paged paged)
    {
        string which = string.Create(
            CultureInfo.InvariantCulture,
            $"step {state.Step} of policy {state.Policy}: page {paged.Link} of {state.Links.Count} ({Word(paged.Audience)})");
        string round = state.Times > 1
            ? string.Create(CultureInfo.InvariantCulture, $", round {paged.Round} of {state.Times}")
            : string.Empty;
        string why = paged.Skipped is { } skipped
            ? $": {skipped}"
            : state is { Done: > 0, Reached: true } ? $", nobody acknowledged within {IsoDuration.Format(state.Every)}" : string.Empty;
        return $"{which}{round}{why}";
    }

    private static string Nobody(Audiences audience, Ticket ticket) => audience switch
    {
        Audiences.OnCall => $"nobody is on call for {ticket.Team}",
        Audiences.Assignee => "nobody holds the ticket",
        Audiences.RelationshipManager => "nobody looks after the requester's organisation",
        _ => $"there is no {Word(audience)}",
    };

    private static string Words(IEnumerable<Audiences> audiences) => string.Join(", ", audiences.Select(Word));

    private static string Word(Audiences audience) => audience switch
    {
        Audiences.Assignee => "who holds the ticket",
        Audiences.Team => "the team",
        Audiences.TeamLead => "team lead",
        Audiences.OnCall => "on-call",
        Audiences.Manager => "support manager",
        Audiences.IncidentManager => "incident manager",
        Audiences.Executives => "executives",
        Audiences.RelationshipManager => "relationship manager",
        _ => "requester",
    };
}
