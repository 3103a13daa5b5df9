using System.Globalization;
using NodaTime;
using Support.Domain.Calendars;
using Support.Domain.Model;

namespace Support.Domain.Assignment;

/// <summary>Whether somebody is at work at an instant.</summary>
/// <param name="Here">On shift and not absent.</param>
/// <param name="Why">Why not, for a person to read: <c>off shift until 14:00 Europe/Berlin</c>; null when they are.</param>
/// <param name="Next">When they are back, or, when they are here, when they leave; null when neither is in sight.</param>
public sealed record Presence(bool Here, string? Why, DateTimeOffset? Next)
{
    // Shifts and absences in turn; nobody's year has more.
    private const int StretchesMax = 100;

    private static readonly TimeSpan ShiftMax = TimeSpan.FromDays(366);

    /// <summary>Whether the agent is at work at that instant.</summary>
    public static Presence Of(SupportModel model, string agent, DateTimeOffset at)
    {
        if (!model.Agents.TryGetValue(agent, out Agent? person))
        {
            return new Presence(false, "not in the model any more", null);
        }

        CalendarDefinition[] shifts = [.. person.Shifts.Select(id => model.Shifts.GetValueOrDefault(id)).OfType<CalendarDefinition>()];
        if (AbsenceAt(person, at) is { } absence)
        {
            DateTimeOffset? back = Back(person, shifts, at);
            string reason = absence.Reason is { } said ? $" ({said})" : string.Empty;
            return new Presence(false, $"absent{reason}{Until(back, shifts, at)}", back);
        }

        if (!IsOnShift(shifts, at))
        {
            DateTimeOffset? back = Back(person, shifts, at);
            return new Presence(false, $"off shift{Until(back, shifts, at)}", back);
        }

        return new Presence(true, null, Leaves(person, shifts, at));
    }

    /// <summary>The absence that covers an instant; null for none.</summary>
    public static Absence? AbsenceAt(Agent person, DateTimeOffset at) =>
        person.Absences.FirstOrDefault(absence => absence.From <= at && at < absence.To);

    /// <summary>An instant as people of that zone say it: the time of day, and the date when it is another day than the one meant.</summary>
    public static string Say(DateTimeOffset instant, string timeZone, DateTimeOffset seenFrom)
    {
        DateTimeZone zone = DateTimeZoneProviders.Tzdb.GetZoneOrNull(timeZone) ?? DateTimeZone.Utc;
        LocalDateTime local = Instant.FromDateTimeOffset(instant).InZone(zone).LocalDateTime;
        bool sameDay = local.Date == Instant.FromDateTimeOffset(seenFrom).InZone(zone).Date;
        string text = local.ToString(sameDay ? "HH':'mm" : "ddd d MMM HH':'mm", CultureInfo.InvariantCulture);
        return $"{text} {zone.Id}";
    }

    private static string Until(DateTimeOffset? back, CalendarDefinition[] shifts, DateTimeOffset at) =>
        back is { } instant ? $" until {Say(instant, shifts.Length > 0 ? shifts[0].TimeZone : "Etc/UTC", at)}" : string.Empty;

    private static bool IsOnShift(CalendarDefinition[] shifts, DateTimeOffset at) =>
        shifts.Length == 0 || shifts.Any(shift => shift.Compiled.IsOpen(at));

    /// <summary>The first instant from then on at which the person is on shift and not absent.</summary>
    private static DateTimeOffset? Back(Agent person, CalendarDefinition[] shifts, DateTimeOffset at)
    {
        for (int stretch = 0; stretch < StretchesMax; stretch++)
        {
            if (AbsenceAt(person, at) is { } absence)
            {
                at = absence.To.ToUniversalTime();
            }
            else if (IsOnShift(shifts, at))
            {
                return at;
            }
            else if (shifts.Select(shift => shift.Compiled.NextOpening(at)).Min() is { } opening)
            {
                at = opening;
            }
            else
            {
                return null;
            }
        }

        return null;
    }

    /// <summary>When a person who is here leaves: the shifts end, one after the other, or an absence begins.</summary>
    private static DateTimeOffset? Leaves(Agent person, CalendarDefinition[] shifts, DateTimeOffset at)
    {
        DateTimeOffset? absent = person.Absences.Where(absence => absence.From > at)
            .Select(absence => (DateTimeOffset?)absence.From.ToUniversalTime()).Min();
        DateTimeOffset? ends = shifts.Length == 0 ? null : at;
        for (int stretch = 0; ends is { } end && stretch < StretchesMax; stretch++)
        {
            if (shifts.FirstOrDefault(shift => shift.Compiled.IsOpen(end)) is not { } open)
            {
                break;
            }

            ends = Closing(open.Compiled, end);
        }

        return absent is null || ends < absent ? ends : absent;
    }

    /// <summary>When a calendar that is open closes: the last instant up to which all time was business time.</summary>
    private static DateTimeOffset? Closing(BusinessCalendar calendar, DateTimeOffset from)
    {
        long open = 0;
        long tried = TimeSpan.TicksPerHour;
        while (IsOpenFor(tried))
        {
            (open, tried) = (tried, tried * 2);
            if (tried > ShiftMax.Ticks)
            {
                return null;
            }
        }

        while (tried - open > 1)
        {
            long middle = open + ((tried - open) / 2);
            (open, tried) = IsOpenFor(middle) ? (middle, tried) : (open, middle);
        }

        return from.AddTicks(open);

        bool IsOpenFor(long ticks) => calendar.Elapsed(from, from.AddTicks(ticks)).Ticks == ticks;
    }
}
