using Support.Domain.Calendars;

namespace Support.Domain.Model.Reading;

/// <summary>Reads calendars and shifts.</summary>
internal static class CalendarReader
{
    public static CalendarDefinition Read(ModelNode node)
    {
        ObjectReader members = ObjectReader.Open(node, ModelShapes.Calendar);
        var definition = new CalendarDefinition
        {
            TimeZone = members["timeZone"]?.TimeZone() ?? "",
            AlwaysOpen = members["alwaysOpen"]?.Flag() ?? false,
            Weekly = members["weekly"] is { } weekly ? ReadWeekly(weekly) : null,
            Holidays = members["holidays"] is { } holidays ? HolidayReader.Read(holidays) : [],
            HolidayFiles = members["holidayFiles"] is { } files ? HolidayReader.ReadPaths(files) : [],
        };
        CheckTogether(node, definition);
        if (definition.HolidayFiles.Count > 0 && !node.Reading.IsBroken(node.Pointer))
        {
            definition = definition with { FileHolidays = HolidayReader.ReadFiles(members["holidayFiles"]!, definition.TimeZone) };
        }

        return node.Reading.IsBroken(node.Pointer) ? definition : definition with { Compiled = BusinessCalendar.From(definition) };
    }

    private static void CheckTogether(ModelNode node, CalendarDefinition definition)
    {
        if (node.Reading.IsBroken(node.Pointer))
        {
            return;
        }

        if (definition.AlwaysOpen && definition.Weekly is not null)
        {
            node.Mistake("Expected either 'alwaysOpen' or 'weekly', found both.");
        }
        else if (!definition.AlwaysOpen && definition.Weekly is null)
        {
            node.Mistake("Expected 'weekly' or \"alwaysOpen\": true, found neither.");
        }

        if (definition.AlwaysOpen && (definition.Holidays.Count > 0 || definition.HolidayFiles.Count > 0))
        {
            node.Mistake("Expected no 'holidays' on a calendar that is always open: they would have no effect.");
        }
    }

    /// <summary>Intervals by weekday, in order and not overlapping, on at least one day.</summary>
    public static Dictionary<string, IReadOnlyList<string>> ReadWeekly(ModelNode node)
    {
        ObjectReader members = ObjectReader.Open(node, ModelShapes.Weekly);
        var read = new List<OpeningDay>();
        foreach (string day in ModelShapes.Weekly.All)
        {
            read.Add(new OpeningDay(day, members[day]?.List(ReadOpening) ?? []));
        }

        CheckOrder(read);
        if (read.TrueForAll(static day => day.Openings.Count == 0) && !node.Reading.IsBroken(node.Pointer))
        {
            node.Mistake("Expected opening hours on at least one day, found none.");
        }

        return read.Where(day => members[day.Name] is not null).ToDictionary(
            static day => day.Name,
            IReadOnlyList<string> (day) => [.. day.Openings.Select(static opening => opening.Interval.ToString())]);
    }

    private static Opening? ReadOpening(ModelNode node) =>
        ReadInterval(node) is { } interval ? new Opening(node, interval) : null;

    /// <summary>An interval of opening hours.</summary>
    public static OpeningInterval? ReadInterval(ModelNode node)
    {
        if (node.RawText("an interval such as 09:00-17:00") is not string text)
        {
            return null;
        }

        if (!OpeningInterval.TryParse(text, out OpeningInterval interval))
        {
            node.Mistake($"Expected an interval such as 09:00-17:00, found {node.Found()}.");
            return null;
        }

        if (interval.StartMinute == interval.EndMinute)
        {
            node.Mistake($"Expected an interval that ends at another time than it begins, found {node.Found()}; a whole day is 00:00-24:00.");
            return null;
        }

        return interval;
    }

    /// <summary>Notes what begins before the interval before it has ended, going round the week.</summary>
    private static void CheckOrder(List<OpeningDay> week)
    {
        for (int day = 0; day < week.Count; day++)
        {
            OpeningDay before = week[(day + week.Count - 1) % week.Count];
            (int closedFrom, string? last) = before.Openings is [.., { Interval.CrossesMidnight: true } late]
                ? (late.Interval.EndMinute, $"'{late.Interval}' of {before.Name}")
                : (0, null);
            foreach (Opening opening in week[day].Openings)
            {
                if (opening.Interval.StartMinute < closedFrom)
                {
                    opening.Node.Mistake($"Expected intervals in order that do not overlap, found '{opening.Interval}' after {last}.");
                }

                closedFrom = opening.Interval.CrossesMidnight ? OpeningInterval.MinutesPerDay : opening.Interval.EndMinute;
                last = $"'{opening.Interval}'";
            }
        }
    }

    private sealed record Opening(ModelNode Node, OpeningInterval Interval);

    private sealed record OpeningDay(string Name, IReadOnlyList<Opening> Openings);
}
