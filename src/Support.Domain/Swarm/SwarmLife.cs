using Support.Domain.Tickets;

namespace Support.Domain.Swarm;

/// <summary>
/// Keeps a swarm true to its ticket, whatever was done to it and by which rule: who holds the ticket owns the swarm, and
/// the swarm ends with the work.
/// </summary>
internal static class SwarmLife
{
    /// <summary>After a command or a deadline: starts, hands over or dissolves the swarm where the ticket calls for it.</summary>
    public static void Settle(TicketDraft draft, Actor? actor = null)
    {
        Ticket ticket = draft.Ticket;
        if (ticket.Swarm is { Lives: true } swarm)
        {
            if (WhyOver(draft) is { } over)
            {
                draft.Emit(new SwarmDissolved([.. swarm.Members.Select(static member => member.Agent)]), over, actor);
            }
            else
            {
                FollowOwner(draft, "the ticket went to another agent", actor);
            }
        }
        else if (ticket.IsWorkedOn && ticket.Assignee is not null && ticket.Swarm is not { Dissolved: true } && SwarmRules.IsFor(draft))
        {
            Start(draft, actor);
        }
    }

    /// <summary>The swarm of who holds the ticket; harmless while it lives.</summary>
    public static void Start(TicketDraft draft, Actor? actor = null)
    {
        if (draft.Ticket.Swarm is not { Lives: true })
        {
            draft.Emit(new SwarmStarted(draft.Ticket.Assignee!), $"{draft.Ticket.Application} is worked by a swarm", actor);
        }
    }

    /// <summary>Who holds the ticket owns the swarm.</summary>
    public static void FollowOwner(TicketDraft draft, string cause, Actor? actor = null)
    {
        if (draft.Ticket is not { Assignee: { } holder, Swarm: { Owner: { } owner } swarm } || holder == owner)
        {
            return;
        }

        if (!swarm.Has(holder))
        {
            draft.Emit(new SwarmJoined(holder, swarm.HasInvited(holder)), cause, actor);
        }

        draft.Emit(new SwarmOwnershipHandedOver(owner, holder), cause, actor);
    }

    private static string? WhyOver(TicketDraft draft) => draft.Ticket switch
    {
        { IsWorkedOn: false } over => $"the ticket is {TicketTransitions.Word(over.Status)}",
        { Assignee: null } => "nobody holds the ticket any more",
        _ when !SwarmRules.IsFor(draft) => $"{draft.Ticket.Application} is not worked by a swarm",
        _ => null,
    };
}
