using Support.Domain.Calendars;
using Support.Domain.Calendars.Importing;

namespace Support.Domain.Model.Reading;

/// <summary>Reads the holidays of a calendar.</summary>
internal static class HolidayReader
{
    private const int PathLengthMax = 200;
    private const int FilesMax = 20;

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

    /// <summary>The paths of files of holidays: inside the folder of the model, and written alike on every system.</summary>
    public static List<string> ReadPaths(ModelNode node)
    {
        List<string> paths = node.Set(item =>
        {
            string? path = item.RawText("the path of an iCalendar file");
            bool isInside = path is null || (path.Length is > 0 and <= PathLengthMax && path.Split('/').All(IsName));
            if (!isInside)
            {
                item.Mistake($"Expected a path inside the folder of the model, such as holidays/germany.ics, found {item.Found()}.");
            }

            return isInside ? path : null;
        }) ?? [];
        if (paths.Count > FilesMax)
        {
            node.Mistake($"Expected at most {FilesMax} files, found {paths.Count}.");
        }

        return paths;
    }

    /// <summary>The holidays of the files; what is wrong in one is a mistake of its path.</summary>
    public static List<Holiday> ReadFiles(ModelNode node, string timeZone)
    {
        var holidays = new List<Holiday>();
        foreach (ModelNode item in node.Items() ?? [])
        {
            string path = item.RawText("a path")!;
            if (item.Reading.ReadFile(path) is not { } text)
            {
                item.Mistake($"There is no file '{path}' in the folder of the model.");
                continue;
            }

            HolidayFileResult read = HolidayFile.Read(text, timeZone);
            holidays.AddRange(read.Holidays);
            foreach (HolidayFileMistake mistake in read.Mistakes)
            {
                item.Mistake($"{path}, line {mistake.Line}: {mistake.Message}");
            }
        }

        return holidays;
    }

    /// <summary>Whether a part of a path leads further in: letters, digits, and what people put between them.</summary>
    private static bool IsName(string part) =>
        part.Length > 0 && part[0] != '.' && part.All(static letter => char.IsLetterOrDigit(letter) || letter is '-' or '_' or '.' or ' ');
}
