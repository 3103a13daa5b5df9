using Support.Domain.Model;

namespace Support.Domain.Assignment;

/// <summary>
/// Chooses who gets a ticket: of the team, at work, below the load limit, with all the skills, and not who just gave it
/// back. Pure: the same roster gives the same answer.
/// </summary>
/// <remarks>
/// Round robin goes to who has waited longest, not to who is next on a list: between two who are both there the turns
/// alternate however the others come and go, and who returns from a holiday gets one ticket first and not all of them.
/// </remarks>
public static class AssignmentChoice
{
    private const int NamedMax = 12;

    /// <summary>Who gets the ticket now, or until when it waits.</summary>
    public static AssignmentAnswer Choose(SupportModel model, AssignmentNeed need, Roster roster, DateTimeOffset now)
    {
        Team team = model.Teams[need.Team];
        Candidate[] all = [.. team.Members.Select((agent, place) => Candidate.Of(model, team, need, roster, agent, place, now))];
        string without = Named([.. all.Where(candidate => candidate.Missing is not null).Select(candidate => $"{candidate.Name} {candidate.Missing}")]);
        Candidate? chosen = all.Where(candidate => candidate.Missing is null).Order(OrderOf(need.Mode)).FirstOrDefault();
        if (chosen is not null)
        {
            string others = without.Length > 0 ? $"; {without}" : string.Empty;
            return new AssignmentAnswer(chosen.Agent, null, $"{Why(need, all, chosen)}{others} → {chosen.Name}");
        }

        // The first of those who lack nothing but being there.
        Candidate? back = all.Where(candidate => candidate is { IsFit: true, BackAt: not null }).MinBy(candidate => candidate.BackAt);
        bool inTime = back is not null && (need.DueAt is not { } due || back.BackAt < due);
        if (inTime)
        {
            string until = Presence.Say(back!.BackAt!.Value, back.TimeZone, now);
            return new AssignmentAnswer(null, back.BackAt, $"nobody of {team.Name} can take it until {until}, when {back.Name} is there ({without}); waits");
        }

        return new AssignmentAnswer(null, null, $"nobody of {team.Name} can take it in time: {without}");
    }

    /// <summary>The limit of an agent in a team; null for none.</summary>
    public static int? LimitOf(SupportModel model, Team team, string agent) =>
        model.Agents.GetValueOrDefault(agent)?.LoadLimit ?? team.LoadLimit ?? model.Load.Limit;

    private static Comparer<Candidate> OrderOf(AssignmentMode mode) => Comparer<Candidate>.Create((one, other) =>
    {
        int order = mode switch
        {
            AssignmentMode.BySkill => (one.OtherSkills, one.Load).CompareTo((other.OtherSkills, other.Load)),
            AssignmentMode.LeastLoaded => one.Load.CompareTo(other.Load),
            _ => 0,
        };
        return order != 0 ? order : (one.Turn, one.Place).CompareTo((other.Turn, other.Place));
    });

    private static string Why(AssignmentNeed need, Candidate[] all, Candidate chosen)
    {
        string last = all.Where(candidate => candidate.Turn > 0).MaxBy(candidate => candidate.Turn) is { } before
            ? $"after {before.Name}"
            : "the first";
        string skills = need.Skills.Count > 0 ? $" with {string.Join(" and ", need.Skills)}" : string.Empty;
        return need.Mode switch
        {
            AssignmentMode.LeastLoaded => $"least loaded{skills}: {chosen.Name} has {Share(chosen)}",
            AssignmentMode.BySkill => $"by skill{skills}: {chosen.Name} is good at the fewest other things and has {Share(chosen)}",
            _ => $"round robin{skills}: {last}",
        };
    }

    private static string Share(Candidate chosen) => chosen.Limit is { } limit ? $"{chosen.Load}/{limit}" : $"{chosen.Load}";

    private static string Named(string[] people) => people.Length <= NamedMax
        ? string.Join(", ", people)
        : $"{string.Join(", ", people.Take(NamedMax))} and {people.Length - NamedMax} others likewise";

    /// <summary>Somebody of the team.</summary>
    /// <param name="Agent">Agent id.</param>
    /// <param name="Name">Display name.</param>
    /// <param name="Missing">Why it cannot be them; null when it can.</param>
    /// <param name="IsFit">Whether they lack nothing but being there.</param>
    /// <param name="BackAt">When they are there again; null when they are, or nobody knows.</param>
    /// <param name="TimeZone">Where they live.</param>
    /// <param name="Load">What they have to do.</param>
    /// <param name="Limit">Their limit; null for none.</param>
    /// <param name="Turn">The number of their last turn; 0 for none.</param>
    /// <param name="OtherSkills">How many skills they have that the ticket does not need.</param>
    /// <param name="Place">Their place in the team.</param>
    private sealed record Candidate(
        string Agent,
        string Name,
        string? Missing,
        bool IsFit,
        DateTimeOffset? BackAt,
        string TimeZone,
        int Load,
        int? Limit,
        long Turn,
        int OtherSkills,
        int Place)
    {
        public static Candidate Of(
            SupportModel model, Team team, AssignmentNeed need, Roster roster, string agent, int place, DateTimeOffset now)
        {
            Agent? person = model.Agents.GetValueOrDefault(agent);
            Presence presence = Presence.Of(model, agent, now);
            int load = roster.LoadOf(agent);
            int? limit = LimitOf(model, team, agent);
            string? unfit = person is null ? presence.Why : Unfit(need, person, agent, load, limit);
            CalendarDefinition? shift = person?.Shifts.Select(id => model.Shifts.GetValueOrDefault(id)).FirstOrDefault();
            return new Candidate(
                agent,
                person?.Name ?? agent,
                unfit ?? (presence.Why is { } away ? $"is {away}" : null),
                unfit is null,
                presence.Here ? null : presence.Next,
                shift?.TimeZone ?? "Etc/UTC",
                load,
                limit,
                roster.TurnOf(agent),
                person?.Skills.Except(need.Skills).Count() ?? 0,
                place);
        }

        private static string? Unfit(AssignmentNeed need, Agent person, string agent, int load, int? limit)
        {
            string[] lacking = [.. need.Skills.Except(person.Skills)];
            return agent == need.NotAgent ? "had it last"
                : lacking.Length > 0 ? $"lacks {string.Join(" and ", lacking)}"
                : limit is not { } most || load + need.Weight <= most ? null
                : load >= most ? $"is at the limit {load}/{most}"
                : $"has {load}/{most}, and this one weighs {need.Weight}";
        }
    }
}
