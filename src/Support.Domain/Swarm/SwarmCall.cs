using Support.Domain.Escalation;
using Support.Domain.Model;
using Support.Domain.Tickets;

namespace Support.Domain.Swarm;

/// <summary>Whom a call for help reaches: those who are neither in the swarm nor called already.</summary>
/// <param name="People">Agent ids, in the order in which they are called.</param>
/// <param name="Missing">What nobody new was found for, each in words that may follow a colon.</param>
internal sealed record SwarmCall(IReadOnlyList<string> People, IReadOnlyList<string> Missing)
{
    // A skill that hundreds have is no reason to call hundreds.
    private const int PeoplePerSkillMax = 10;

    /// <summary>Calls people by name and by skill; names that nobody has are passed over and told.</summary>
    public static SwarmCall For(TicketDraft draft, IReadOnlyList<string> skills, IReadOnlyList<string> people)
    {
        var called = new List<string>();
        var missing = new List<string>();
        foreach (string agent in people.Distinct(StringComparer.Ordinal))
        {
            if (!draft.Context.Model.Agents.ContainsKey(agent))
            {
                missing.Add($"there is no agent '{agent}'");
            }
            else if (IsCalled(draft, agent))
            {
                missing.Add($"{agent} is in the swarm or invited already");
            }
            else
            {
                called.Add(agent);
            }
        }

        foreach (string skill in skills.Distinct(StringComparer.OrdinalIgnoreCase))
        {
            string[] able = WithSkill(draft, skill);
            string[] more = [.. OnShiftFirst(draft, [.. able.Where(agent => !IsCalled(draft, agent))])];
            if (more.Length == 0)
            {
                missing.Add(able.Length == 0 ? $"nobody has the skill '{skill}'" : $"all who have the skill '{skill}' are in the swarm or invited already");
            }

            called.AddRange(more.Except(called));
        }

        return new SwarmCall(called, missing);
    }

    /// <summary>Calls the on-call and the lead of a team; once both are there, the whole team.</summary>
    public static SwarmCall ForTeam(TicketDraft draft, string team)
    {
        if (!draft.Context.Model.Teams.TryGetValue(team, out Team? members))
        {
            return new SwarmCall([], [$"there is no team '{team}'"]);
        }

        string?[] first = [Duty.OnCall(draft.Context.Model, team, draft.Context.Now), members.Lead];
        string[] inTurn = [.. first.OfType<string>().Distinct(StringComparer.Ordinal).Where(agent => !IsCalled(draft, agent))];
        string[] people = inTurn.Length > 0 ? inTurn : [.. members.Members.Where(agent => !IsCalled(draft, agent))];
        return new SwarmCall(people, people.Length > 0 ? [] : [$"all of {team} are in the swarm or invited already"]);
    }

    private static bool IsCalled(TicketDraft draft, string agent) =>
        draft.Ticket.Swarm is { } swarm && (swarm.Has(agent) || swarm.HasInvited(agent));

    /// <summary>Those of the application's teams who have the skill; when nobody of them has it, all agents who do.</summary>
    private static string[] WithSkill(TicketDraft draft, string skill)
    {
        SupportModel model = draft.Context.Model;
        IEnumerable<string> teams = model.Applications.GetValueOrDefault(draft.Ticket.Application)?.Teams
            .OrderBy(static team => team.Key).Select(static team => team.Value) ?? [];
        string[] near = [.. teams.SelectMany(team => model.Teams[team].Members).Distinct(StringComparer.Ordinal).Where(Has)];
        return near.Length > 0 ? near : [.. model.Agents.Keys.Where(Has).Order(StringComparer.Ordinal)];

        bool Has(string agent) =>
            model.Agents.TryGetValue(agent, out Agent? known) && known.Skills.Contains(skill, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>Those on shift; all of them when nobody is. Who has no shift may be called at any time.</summary>
    private static IEnumerable<string> OnShiftFirst(TicketDraft draft, IReadOnlyList<string> agents)
    {
        SupportModel model = draft.Context.Model;
        string[] there = [.. agents.Where(agent => IsThere(model.Agents[agent].Shifts))];
        return (there.Length > 0 ? there : agents).Take(PeoplePerSkillMax);

        bool IsThere(IReadOnlyList<string> shifts) =>
            shifts.Count == 0 || shifts.Any(shift => model.Shifts[shift].Compiled.IsOpen(draft.Context.Now));
    }
}
