using NodaTime;
using Support.Domain.Model.Reading;

namespace Support.Domain.Calendars.Importing;

/// <summary>An event of an iCalendar file that is a holiday: when it is, and what it is called.</summary>
/// <param name="Line">The line that it begins on.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Properties">What the file says of it.</param>
internal sealed record HolidayEvent(int Line, string Name, IReadOnlyList<ContentLine> Properties)
{
    private const int LengthMaxDays = 366;

    // What says when an event is, and that we do not read.
    private static readonly string[] Unreadable = ["EXRULE", "RECURRENCE-ID"];

    /// <summary>Reads an event; null when it is no holiday, or a mistake was noted.</summary>
    public static HolidayEvent? Of(ContentLine begin, IReadOnlyList<ContentLine> properties, List<HolidayFileMistake> mistakes)
    {
        if (properties.Any(static line => line.Name == "STATUS" && string.Equals(line.Value, "CANCELLED", StringComparison.OrdinalIgnoreCase)))
        {
            return null;
        }

        if (properties.FirstOrDefault(static line => Unreadable.Contains(line.Name)) is { } unreadable)
        {
            mistakes.Add(new HolidayFileMistake(unreadable.Number, $"{unreadable.Name} cannot be read; write these days as events of their own."));
            return null;
        }

        ContentLine? summary = properties.FirstOrDefault(static line => line.Name == "SUMMARY");
        string name = HolidayEvents.Unescaped(summary?.Value ?? "");
        if (name.Length is 0 or > ModelValues.NameLengthMax)
        {
            mistakes.Add(new HolidayFileMistake(
                (summary ?? begin).Number, $"Expected a SUMMARY of 1 to {ModelValues.NameLengthMax} characters, the holiday's name, found {name.Length}."));
            return null;
        }

        return new HolidayEvent(begin.Number, name, properties);
    }

    /// <summary>The civil days that the event takes, in no order.</summary>
    public IReadOnlyList<DateOnly> Days(DateTimeZone zone, List<HolidayFileMistake> mistakes)
    {
        try
        {
            return
            [
                .. Starts(zone, out int length)
                    .Where(static start => start.Year <= HolidayFile.LastYear)
                    .SelectMany(start => Enumerable.Range(0, length).Select(start.AddDays))
                    .Where(static day => day.Year is >= HolidayFile.FirstYear and <= HolidayFile.LastYear)
                    .Distinct()
                    .Take(HolidayFile.DaysMax + 1),
            ];
        }
        catch (HolidayFileException mistake)
        {
            mistakes.Add(new HolidayFileMistake(mistake.Line, mistake.Message));
            return [];
        }
    }

    /// <summary>The first day of every time that the event takes place.</summary>
    private IEnumerable<DateOnly> Starts(DateTimeZone zone, out int lengthDays)
    {
        ContentLine line = Only("DTSTART") ?? throw new HolidayFileException(Line, "Expected a DTSTART, found none.");
        DateValue start = DateValue.Of(line, line.Value, zone);
        lengthDays = LengthOf(start, zone);
        ContentLine? rule = Only("RRULE");
        if (rule is not null && !start.IsCivil)
        {
            throw new HolidayFileException(line.Number, "Expected a rule to start on a date or at a local time of the calendar's zone, found another zone's.");
        }

        IEnumerable<DateOnly> starts = rule is null ? [start.Date] : YearlyRule.Parse(rule, zone).DaysFrom(start.Date);
        HashSet<DateOnly> left = [.. All("EXDATE", zone)];
        return [.. starts.Concat(All("RDATE", zone)).Where(day => !left.Contains(day))];
    }

    private int LengthOf(DateValue start, DateTimeZone zone)
    {
        ContentLine? end = Only("DTEND");
        ContentLine? duration = Only("DURATION");
        int days = (end, duration) switch
        {
            (not null, not null) => throw new HolidayFileException(duration.Number, "Expected DTEND or DURATION, found both."),
            (not null, _) => DateValue.Of(end, end.Value, zone).Date.DayNumber - start.Date.DayNumber,
            (_, not null) => DateValue.WholeDays(duration),
            _ when start.IsTime => throw new HolidayFileException(Line, "Expected a DTEND: an event at a time has no length without it."),
            _ => 1,
        };
        return days is > 0 and <= LengthMaxDays
            ? days
            : throw new HolidayFileException((end ?? duration)!.Number, $"Expected an end 1 to {LengthMaxDays} days after the start, found {days}; the day of DTEND is not part of the event.");
    }

    private IEnumerable<DateOnly> All(string name, DateTimeZone zone) =>
        from line in Properties
        where line.Name == name
        from value in line.Value.Split(',')
        select DateValue.Of(line, value, zone).Date;

    private ContentLine? Only(string name)
    {
        ContentLine[] lines = [.. Properties.Where(line => line.Name == name)];
        return lines.Length <= 1 ? lines.FirstOrDefault() : throw new HolidayFileException(lines[1].Number, $"Expected one {name}, found {lines.Length}.");
    }
}
