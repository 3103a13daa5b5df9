using NodaTime;
using Support.Domain.Assignment;

namespace Support.Domain.Model;

/// <summary>Who is on call.</summary>
/// <param name="Agent">Agent id.</param>
/// <param name="Why">For a person to read: whose turn it is, or for whom somebody stands in.</param>
public sealed record OnCallDuty(string Agent, string Why);

/// <summary>Somebody takes over.</summary>
/// <param name="At">When.</param>
/// <param name="Duty">Who, and why; null when nobody does.</param>
public sealed record OnCallHandOver(DateTimeOffset At, OnCallDuty? Duty);

/// <summary>Says who is on call.</summary>
public static class OnCall
{
    private const int HandOversSearched = 1000;

    /// <summary>
    /// Who is on call for the team at that instant; null when the team has no rotation, or everybody in it is absent. An
    /// override goes before the turn. Who is absent is left out: the next of the rotation stands in, then the backup.
    /// Turns change at the rotation's local time of day, whatever daylight saving does; before its start the first member
    /// is on call.
    /// </summary>
    public static OnCallDuty? Of(SupportModel model, string team, DateTimeOffset at)
    {
        if (model.Teams.GetValueOrDefault(team)?.OnCall is not { } rotation)
        {
            return null;
        }

        var absent = new List<string>();
        foreach ((string agent, string why) in InOrder(model, rotation, at))
        {
            if (!IsAbsent(model, agent, at))
            {
                string instead = absent.Count == 0 ? string.Empty : $", for {string.Join(" and ", absent)}, absent";
                return new OnCallDuty(agent, $"{NameOf(model, agent)} {why}{instead}");
            }

            if (!absent.Contains(NameOf(model, agent)))
            {
                absent.Add(NameOf(model, agent));
            }
        }

        return null;
    }

    /// <summary>The next times at which somebody else takes over, in order; at most so many.</summary>
    public static IReadOnlyList<OnCallHandOver> HandOvers(SupportModel model, string team, DateTimeOffset after, int countMax)
    {
        var found = new List<OnCallHandOver>();
        OnCallDuty? before = Of(model, team, after);
        for (int looked = 0; looked < HandOversSearched && found.Count < countMax; looked++)
        {
            if (NextChange(model, team, after) is not { } at)
            {
                break;
            }

            OnCallDuty? duty = Of(model, team, at);
            if (duty?.Agent != before?.Agent)
            {
                found.Add(new OnCallHandOver(at, duty));
            }

            (before, after) = (duty, at);
        }

        return found;
    }

    private static IEnumerable<(string Agent, string Why)> InOrder(SupportModel model, OnCallRotation rotation, DateTimeOffset at)
    {
        int turn = TurnAt(rotation, at);
        string regular = rotation.Members[turn % rotation.Members.Count];
        foreach (OnCallOverride standIn in rotation.Overrides.Where(standIn => standIn.From <= at && at < standIn.To))
        {
            yield return (standIn.Agent, $"stands in for {NameOf(model, regular)}");
        }

        yield return (regular, "has the turn");
        for (int next = 1; next < rotation.Members.Count; next++)
        {
            yield return (rotation.Members[(turn + next) % rotation.Members.Count], "is next in the rotation");
        }

        foreach (string backup in rotation.Backup)
        {
            yield return (backup, "is the backup");
        }
    }

    /// <summary>The next instant at which the answer may be another one; null when there is none.</summary>
    private static DateTimeOffset? NextChange(SupportModel model, string team, DateTimeOffset after)
    {
        if (model.Teams.GetValueOrDefault(team)?.OnCall is not { } rotation)
        {
            return null;
        }

        IEnumerable<string> people = rotation.Members.Concat(rotation.Backup).Concat(rotation.Overrides.Select(other => other.Agent));
        IEnumerable<Absence> absences = people.Distinct()
            .SelectMany(agent => model.Agents.GetValueOrDefault(agent)?.Absences ?? []);
        IEnumerable<DateTimeOffset> changes =
        [
            HandOver(rotation, TurnAt(rotation, after) + 1).ToDateTimeOffset(),
            .. rotation.Overrides.SelectMany(standIn => (DateTimeOffset[])[standIn.From, standIn.To]),
            .. absences.SelectMany(absence => (DateTimeOffset[])[absence.From, absence.To]),
        ];
        return changes.Where(at => at > after).Select(at => (DateTimeOffset?)at.ToUniversalTime()).Min();
    }

    private static bool IsAbsent(SupportModel model, string agent, DateTimeOffset at) =>
        model.Agents.GetValueOrDefault(agent) is { } person && Presence.AbsenceAt(person, at) is not null;

    private static string NameOf(SupportModel model, string agent) => model.Agents.GetValueOrDefault(agent)?.Name ?? agent;

    private static int TurnAt(OnCallRotation rotation, DateTimeOffset at)
    {
        DateTimeZone zone = DateTimeZoneProviders.Tzdb[rotation.TimeZone];
        LocalDateTime start = LocalDateTime.FromDateTime(rotation.Start);
        Instant instant = Instant.FromDateTimeOffset(at);
        int daysSinceStart = Period.Between(start.Date, instant.InZone(zone).Date, PeriodUnits.Days).Days;

        // The date alone is right but for the hours around a hand-over; those are compared as instants, because the wall
        // clock shows a time twice when daylight saving ends.
        int turn = Math.Max(0, (daysSinceStart / rotation.Days) + 1);
        while (turn > 0 && HandOver(rotation, turn) > instant)
        {
            turn--;
        }

        return turn;
    }

    private static Instant HandOver(OnCallRotation rotation, int turn) =>
        LocalDateTime.FromDateTime(rotation.Start)
            .PlusDays(turn * rotation.Days)
            .InZoneLeniently(DateTimeZoneProviders.Tzdb[rotation.TimeZone])
            .ToInstant();
}
