using Support.Domain.Model;
using Support.Domain.Tickets;
using Support.Domain.Tiers;

namespace Support.Domain.Swarm;

/// <summary>
/// Swarming: people come to the ticket instead of the ticket going from desk to desk. One owner keeps it from first to
/// last; a deadline or an escalation by hand calls more people and moves nothing.
/// </summary>
internal static class SwarmRules
{
    /// <summary>Beyond this a swarm is a meeting; it bounds the ticket.</summary>
    public const int PeopleMax = 100;

    /// <summary>Whether the ticket's application is worked by a swarm.</summary>
    public static bool IsFor(TicketDraft draft) =>
        draft.Context.Model.Applications.TryGetValue(draft.Ticket.Application, out ServiceApplication? application)
        && application.Style == SupportStyle.Swarm;

    /// <summary>An agent calls people. The reason why not, or null.</summary>
    public static string? Invite(TicketDraft draft, InviteToSwarm command)
    {
        string? unfit = Unfit(draft) ?? command.People.Select(agent => Unknown(draft, agent)).FirstOrDefault(static unknown => unknown is not null);
        if (unfit is not null)
        {
            return unfit;
        }

        SwarmCall call = SwarmCall.For(draft, command.Skills, command.People);
        if (call.People.Count == 0)
        {
            return Sentence(string.Join("; ", call.Missing));
        }

        if (IsFull(draft, call.People.Count))
        {
            return $"A swarm has at most {PeopleMax} people.";
        }

        draft.Emit(new SwarmInvited { Skills = command.Skills, People = call.People }, command.Reason);
        return null;
    }

    /// <summary>
    /// Calls more people because a deadline wants it. Null when somebody was called; otherwise why nobody was, in words
    /// that may follow a colon, and nothing has happened.
    /// </summary>
    public static string? Widen(
        TicketDraft draft, IReadOnlyList<string> skills, IReadOnlyList<string> people, string cause, Actor? actor = null)
    {
        if (WhyNotWiden(draft, skills, people) is { } why)
        {
            return why;
        }

        IReadOnlyList<string> called = SwarmCall.For(draft, skills, people).People;
        draft.Emit(new SwarmWidened { Skills = skills, People = called }, cause, actor);
        return null;
    }

    /// <summary>Why <see cref="Widen"/> would call nobody; null when it would call somebody.</summary>
    public static string? WhyNotWiden(TicketDraft draft, IReadOnlyList<string> skills, IReadOnlyList<string> people)
    {
        if (!IsFor(draft))
        {
            return $"{draft.Ticket.Application} is not worked by a swarm";
        }

        SwarmCall call = SwarmCall.For(draft, skills, people);
        return call.People.Count == 0
            ? string.Join("; ", call.Missing)
            : IsFull(draft, call.People.Count) ? $"a swarm has at most {PeopleMax} people" : null;
    }

    /// <summary>
    /// Calls the people of a tier instead of moving the ticket there. Null when somebody was called; otherwise why nobody
    /// was, in words that may follow a colon, and nothing has happened.
    /// </summary>
    public static string? WidenTo(TicketDraft draft, Tier tier, string cause, Actor? actor = null)
    {
        if (TierMoves.TeamOf(draft, tier) is not { } team)
        {
            return $"{draft.Ticket.Application} has no {tier}";
        }

        SwarmCall call = SwarmCall.ForTeam(draft, team);
        if (call.People.Count == 0)
        {
            return string.Join("; ", call.Missing);
        }

        if (IsFull(draft, call.People.Count))
        {
            return $"a swarm has at most {PeopleMax} people";
        }

        draft.Emit(new SwarmWidened { Tier = tier, People = call.People }, cause, actor);
        return null;
    }

    /// <summary>Somebody comes. The reason why not, or null; harmless when they are there.</summary>
    public static string? Join(TicketDraft draft, JoinSwarm command)
    {
        if ((Unfit(draft) ?? Unknown(draft, command.Agent)) is { } unfit)
        {
            return unfit;
        }

        if (draft.Ticket.Assignee is null)
        {
            return "Nobody owns the ticket yet: take it, and the swarm starts with you.";
        }

        SwarmLife.Start(draft);
        SwarmState swarm = draft.Ticket.Swarm!;
        if (swarm.Has(command.Agent))
        {
            return null;
        }

        if (swarm.Members.Count == PeopleMax)
        {
            return $"A swarm has at most {PeopleMax} people.";
        }

        draft.Emit(new SwarmJoined(command.Agent, swarm.HasInvited(command.Agent)));
        return null;
    }

    /// <summary>Somebody leaves. The reason why not, or null.</summary>
    public static string? Leave(TicketDraft draft, LeaveSwarm command)
    {
        if (draft.Ticket.Swarm is not { Lives: true } swarm || !swarm.Has(command.Agent))
        {
            return $"{command.Agent} is not in the swarm of this ticket.";
        }

        if (swarm.Owner == command.Agent)
        {
            return $"{command.Agent} owns the ticket: hand it over first.";
        }

        draft.Emit(new SwarmLeft(command.Agent), command.Reason);
        return null;
    }

    /// <summary>Another owner. The reason why not, or null.</summary>
    public static string? HandOver(TicketDraft draft, HandOverSwarm command)
    {
        if ((Unfit(draft) ?? Unknown(draft, command.To)) is { } unfit)
        {
            return unfit;
        }

        if (draft.Ticket.Assignee is not { } owner)
        {
            return "Nobody owns the ticket yet: assign it, and the swarm starts.";
        }

        if (owner == command.To)
        {
            return $"{command.To} owns the ticket already.";
        }

        SwarmLife.Start(draft);
        draft.Emit(new Assigned(command.To, draft.Ticket.Team), command.Reason);
        SwarmLife.FollowOwner(draft, command.Reason);
        return null;
    }

    /// <summary>The end, by hand. The reason why not, or null.</summary>
    public static string? Dissolve(TicketDraft draft, DissolveSwarm command)
    {
        if (draft.Ticket.Swarm is not { Lives: true } swarm)
        {
            return "The ticket has no swarm that could be dissolved.";
        }

        draft.Emit(new SwarmDissolved([.. swarm.Members.Select(static member => member.Agent)]), command.Reason);
        return null;
    }

    private static string? Unfit(TicketDraft draft) =>
        IsFor(draft) ? null : $"{draft.Ticket.Application} is worked tier by tier, not by a swarm.";

    private static string? Unknown(TicketDraft draft, string agent) =>
        draft.Context.Model.Agents.ContainsKey(agent) ? null : $"There is no agent '{agent}'.";

    private static bool IsFull(TicketDraft draft, int more) =>
        draft.Ticket.Swarm is { } swarm && swarm.Members.Count + swarm.Invited.Count + more > PeopleMax;

    private static string Sentence(string words) => $"{char.ToUpperInvariant(words[0])}{words[1..]}.";
}
