using NodaTime;

namespace Support.Domain.Model;

/// <summary>Says who is on call.</summary>
public static class OnCall
{
    /// <summary>
    /// The agent id of who is on call for the team at that instant; null when the team has no rotation. Turns change at
    /// the rotation's local time of day, whatever daylight saving does; before its start the first member is on call.
    /// </summary>
    public static string? At(Team team, DateTimeOffset at) => team.OnCall is null ? null : At(team.OnCall, at);

    private static string At(OnCallRotation rotation, DateTimeOffset at)
    {
        foreach (OnCallOverride standIn in rotation.Overrides)
        {
            if (standIn.From <= at && at < standIn.To)
            {
                return standIn.Agent;
            }
        }

        return rotation.Members[TurnAt(rotation, at) % rotation.Members.Count];
    }

    private static int TurnAt(OnCallRotation rotation, DateTimeOffset at)
    {
        DateTimeZone zone = DateTimeZoneProviders.Tzdb[rotation.TimeZone];
        LocalDateTime start = LocalDateTime.FromDateTime(rotation.Start);
        Instant instant = Instant.FromDateTimeOffset(at);
        int daysSinceStart = Period.Between(start.Date, instant.InZone(zone).Date, PeriodUnits.Days).Days;

        // The date alone is right but for the hours around a hand-over; those are compared as instants, because the wall
        // clock shows a time twice when daylight saving ends.
        int turn = Math.Max(0, (daysSinceStart / rotation.Days) + 1);
        while (turn > 0 && HandOver(turn) > instant)
        {
            turn--;
        }

        return turn;

        Instant HandOver(int number) => start.PlusDays(number * rotation.Days).InZoneLeniently(zone).ToInstant();
    }
}
