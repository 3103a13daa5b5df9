using System.Text;

namespace Support.Domain.Calendars.Importing;

/// <summary>Finds the events of a file, and checks that components open and close as they should.</summary>
internal static class HolidayEvents
{
    // Calendar, event, alarm: three are usual.
    private const int DepthMax = 8;

    /// <summary>The events that are holidays.</summary>
    public static IEnumerable<HolidayEvent> Of(List<ContentLine> lines, List<HolidayFileMistake> mistakes)
    {
        var open = new Stack<ContentLine>();
        List<ContentLine>? properties = null;
        if (lines.Count == 0 || !IsBegin(lines[0], "VCALENDAR"))
        {
            mistakes.Add(new HolidayFileMistake(lines.Count == 0 ? 1 : lines[0].Number, "Expected BEGIN:VCALENDAR, found something else."));
            yield break;
        }

        foreach (ContentLine line in lines)
        {
            if (line.Name == "BEGIN")
            {
                open.Push(line);
                properties = open.Count == 2 && IsBegin(line, "VEVENT") ? [] : properties;
            }
            else if (line.Name == "END")
            {
                if (open.Count == 0 || !string.Equals(open.Peek().Value, line.Value, StringComparison.OrdinalIgnoreCase))
                {
                    mistakes.Add(new HolidayFileMistake(line.Number, $"Expected {(open.Count == 0 ? "BEGIN:VCALENDAR" : $"END:{open.Peek().Value}")}, found END:{Shown(line.Value)}."));
                    yield break;
                }

                ContentLine begin = open.Pop();
                if (open.Count == 1 && properties is not null && HolidayEvent.Of(begin, properties, mistakes) is { } read)
                {
                    yield return read;
                }

                properties = open.Count == 1 ? null : properties;
            }
            else if (open.Count == 2)
            {
                properties?.Add(line);
            }

            if (open.Count > DepthMax)
            {
                mistakes.Add(new HolidayFileMistake(line.Number, $"Expected components at most {DepthMax} deep."));
                yield break;
            }
        }

        if (open.Count > 0)
        {
            mistakes.Add(new HolidayFileMistake(open.Peek().Number, $"Expected END:{Shown(open.Peek().Value)}, found the end of the file."));
        }
    }

    /// <summary>A text as people read it: escapes undone, on one line.</summary>
    public static string Unescaped(string value)
    {
        var text = new StringBuilder(value.Length);
        for (int index = 0; index < value.Length; index++)
        {
            bool isEscape = value[index] == '\\' && index + 1 < value.Length;
            char letter = isEscape ? value[++index] : value[index];
            text.Append((isEscape && letter is 'n' or 'N') || char.IsControl(letter) ? ' ' : letter);
        }

        return text.ToString().Trim();
    }

    /// <summary>What was found, short enough for a message.</summary>
    public static string Shown(string value) => value.Length <= 60 ? value : $"{value[..60]}…";

    private static bool IsBegin(ContentLine line, string component) =>
        line.Name == "BEGIN" && string.Equals(line.Value, component, StringComparison.OrdinalIgnoreCase);
}
