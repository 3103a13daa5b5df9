using Support.Domain.Assignment;
using Support.Domain.Model;
using Support.Domain.Tickets;
using Support.Platform.Model;
using Support.Platform.Outbox;
using Support.Platform.Tickets;

namespace Support.Platform.Assignment;

/// <summary>
/// Finds somebody for a ticket that needs somebody, and keeps count of who has how much. It goes by the ticket as it stands
/// and not by the event that woke it, so events may come twice, late and out of order. Who was chosen is taken down before
/// the ticket is told: whoever comes again, after a crash or from another host, finds the same choice and tells it again.
/// </summary>
public sealed class AutomaticAssignment(
    TicketStore tickets, RosterStore rosters, TicketDesk desk, SupportModelSource model, TimeProvider time)
{
    // Each lost race is somebody else's ticket assigned.
    private const int RacesMax = 100;

    /// <summary>A choice that the ticket was not told within this time is made again: the people may have gone home since.</summary>
    public static readonly TimeSpan ChoiceHolds = TimeSpan.FromMinutes(10);

    /// <summary>Does what a change asks for; most ask for nothing.</summary>
    public async Task ReactAsync(TicketChange change, CancellationToken cancellationToken)
    {
        if (Concerns(change))
        {
            await AssignAsync(change.TicketId, cancellationToken);
            await CountAsync(change.TicketId, cancellationToken);
        }
    }

    private bool Concerns(TicketChange change)
    {
        SupportModel current = model.Current;
        bool isCounted = change.Ticket.Assignee is not null
            || current.Teams.GetValueOrDefault(change.Ticket.Team) is { Assignment: not AssignmentMode.Manual };
        return AssignmentNeed.Of(change.Ticket, current) is not null
            || change.Events.Any(happened => happened.Data is Assigned || (isCounted && happened.Data is StatusChanged or PriorityChanged));
    }

    private async Task AssignAsync(TicketId ticketId, CancellationToken cancellationToken)
    {
        for (int attempt = 0; attempt < RacesMax; attempt++)
        {
            if (await tickets.FindAsync(ticketId, cancellationToken) is not { } stored
                || AssignmentNeed.Of(stored.Ticket, model.Current) is not { } need)
            {
                return;
            }

            if (await AnswerAsync(ticketId, need, cancellationToken) is { } answer)
            {
                await desk.ExecuteAsync(
                    ticketId,
                    new AssignAutomatically(need.Since, answer),
                    new CommandRequest { Actor = Actor.Rules, Channel = IntakeChannel.Rule },
                    cancellationToken);
                return;
            }
        }

        throw new InvalidOperationException($"Others choose for {ticketId} all the time.");
    }

    // Null when another host chose somebody at the same moment: then the roster is another.
    private async Task<AssignmentAnswer?> AnswerAsync(TicketId ticketId, AssignmentNeed need, CancellationToken cancellationToken)
    {
        DateTimeOffset now = time.GetUtcNow();
        StoredHolding? before = await rosters.FindAsync(ticketId, cancellationToken);
        if (before?.Holding is { Cause: { } said } earlier && earlier.ChosenFor == need.Since && now < earlier.ChosenAt + ChoiceHolds)
        {
            return new AssignmentAnswer(earlier.Agent, null, said);
        }

        StoredRoster stored = await rosters.ReadAsync(need.Team, model.Current.Teams[need.Team].Members, cancellationToken);
        AssignmentAnswer answer = AssignmentChoice.Choose(model.Current, need, Without(stored.Roster, before?.Holding), now);
        if (answer.Agent is not { } agent)
        {
            return answer;
        }

        var chosen = new Holding
        {
            TicketId = ticketId,
            Agent = agent,
            Weight = need.Weight,
            ChosenFor = need.Since,
            ChosenAt = now,
            Cause = answer.Cause,
        };
        return await rosters.TryReserveAsync(need.Team, stored, before, chosen, cancellationToken) ? answer : null;
    }

    /// <summary>Lets the ticket count for who has it, until that is so while nobody changes it.</summary>
    private async Task CountAsync(TicketId ticketId, CancellationToken cancellationToken)
    {
        for (int attempt = 0; attempt < RacesMax; attempt++)
        {
            if (await tickets.FindAsync(ticketId, cancellationToken) is not { } stored)
            {
                return;
            }

            StoredHolding? before = await rosters.FindAsync(ticketId, cancellationToken);
            Holding? after = HoldingOf(stored.Ticket);
            bool isChosen = before?.Holding.ChosenFor is { } need && need == AssignmentNeed.Of(stored.Ticket, model.Current)?.Since;
            if (isChosen || (before?.Holding.Agent, before?.Holding.Weight) == (after?.Agent, after?.Weight))
            {
                return;
            }

            await rosters.TryMoveAsync(ticketId, before, after, cancellationToken);
        }

        throw new InvalidOperationException($"Others count {ticketId} all the time.");
    }

    private Holding? HoldingOf(Ticket ticket) =>
        ticket.Assignee is { } agent && !ticket.IsOver && ticket.Status != TicketStatus.Resolved
            ? new Holding { TicketId = ticket.Id, Agent = agent, Weight = model.Current.Load.WeightOf(ticket.Priority) }
            : null;

    // What the ticket itself adds already must not speak against who has it.
    private static Roster Without(Roster roster, Holding? before) => before is null ? roster : roster with
    {
        Load = roster.Load.ToDictionary(
            pair => pair.Key, pair => pair.Key == before.Agent ? pair.Value - before.Weight : pair.Value, StringComparer.Ordinal),
    };
}
