using Support.Domain.Calendars;

namespace Support.Domain.Model.Reading;

/// <summary>Reads the holidays of a calendar.</summary>
internal static class HolidayReader
{
    public static List<Holiday> Read(ModelNode node)
    {
        var known = new HashSet<(string Date, string Name)>();
        var firstOf = new Dictionary<string, Holiday>(StringComparer.Ordinal);
        return node.List(item =>
        {
            Holiday? holiday = ReadHoliday(item);
            if (holiday is null)
            {
                return null;
            }

            if (!known.Add((holiday.Date, holiday.Name)))
            {
                item.Mistake($"'{holiday.Name}' on {holiday.Date} is in the list twice; expected once.");
            }
            else if (!firstOf.TryAdd(holiday.Date, holiday) && !(firstOf[holiday.Date].Hours ?? []).SequenceEqual(holiday.Hours ?? []))
            {
                item.Mistake($"Expected the hours of '{firstOf[holiday.Date].Name}', which is on {holiday.Date} too, found others.");
            }

            return holiday;
        }) ?? [];
    }

    private static Holiday? ReadHoliday(ModelNode node)
    {
        ObjectReader members = ObjectReader.Open(node, ModelShapes.Holiday);
        string? name = members["name"]?.Name();
        string? date = members["date"]?.RawText("a date such as 2026-12-25 or 12-25");
        List<string>? hours = members["hours"] is { } list ? ReadHours(list) : null;
        if (date is not null && !HolidayDates.IsDate(date))
        {
            members["date"]!.Mistake($"Expected a date such as 2026-12-25, or 12-25 for every year, found {members["date"]!.Found()}.");
            date = null;
        }

        return date is null || name is null ? null : new Holiday { Date = date, Name = name, Hours = hours };
    }

    private static List<string>? ReadHours(ModelNode node)
    {
        int closedFrom = 0;
        return node.NotEmpty().List(item =>
        {
            if (CalendarReader.ReadInterval(item) is not { } interval)
            {
                return null;
            }

            if (interval.CrossesMidnight)
            {
                item.Mistake($"Expected hours within the day of the holiday, found {item.Found()}, which crosses midnight.");
            }
            else if (interval.StartMinute < closedFrom)
            {
                item.Mistake($"Expected intervals in order that do not overlap, found {item.Found()}.");
            }

            closedFrom = Math.Max(closedFrom, interval.EndMinute);
            return interval.ToString();
        });
    }
}
