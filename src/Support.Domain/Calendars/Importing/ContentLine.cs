using System.Text;

namespace Support.Domain.Calendars.Importing;

/// <summary>A content line of an iCalendar file, put together again where it was folded.</summary>
/// <param name="Number">The line of the file that it begins on, counted from one.</param>
/// <param name="Name">What it is, in capitals.</param>
/// <param name="Parameters">Its parameters, names in capitals, values without quotes.</param>
/// <param name="Value">What it says, escapes and all.</param>
internal sealed record ContentLine(int Number, string Name, IReadOnlyList<(string Name, string Value)> Parameters, string Value)
{
    // A summary of a holiday is short; the rest of an event, such as its description, is not ours to limit below this.
    private const int LengthMax = 64 * 1024;

    /// <summary>The value of a parameter; null when there is none of that name.</summary>
    public string? Parameter(string name)
    {
        foreach ((string other, string value) in Parameters)
        {
            if (other == name)
            {
                return value;
            }
        }

        return null;
    }

    /// <summary>The lines of a file.</summary>
    public static List<ContentLine> Read(string text, List<HolidayFileMistake> mistakes)
    {
        var lines = new List<ContentLine>();
        var unfolded = new StringBuilder();
        int first = 0;
        int number = 0;
        foreach (ReadOnlySpan<char> line in text.TrimStart('\uFEFF').AsSpan().EnumerateLines())
        {
            number++;
            if (line.Length > 0 && line[0] is ' ' or '\t' && first > 0)
            {
                unfolded.Append(line[1..]);
                continue;
            }

            Take(unfolded, first, lines, mistakes);
            unfolded.Clear().Append(line);
            first = number;
        }

        Take(unfolded, first, lines, mistakes);
        return lines;
    }

    private static void Take(StringBuilder unfolded, int number, List<ContentLine> lines, List<HolidayFileMistake> mistakes)
    {
        if (unfolded.Length == 0)
        {
            return;
        }

        if (unfolded.Length > LengthMax)
        {
            mistakes.Add(new HolidayFileMistake(number, $"Expected a line of at most {LengthMax} characters, found {unfolded.Length}."));
        }
        else if (Parse(unfolded.ToString(), number) is { } line)
        {
            lines.Add(line);
        }
        else
        {
            mistakes.Add(new HolidayFileMistake(number, "Expected a line such as SUMMARY:Christmas Day, found no name and value."));
        }
    }

    private static ContentLine? Parse(string text, int number)
    {
        // Quotes hide colons and semicolons in parameters.
        var parts = new List<string>();
        bool isQuoted = false;
        int begin = 0;
        for (int index = 0; index < text.Length; index++)
        {
            if (text[index] == '"')
            {
                isQuoted = !isQuoted;
            }
            else if (!isQuoted && text[index] is ';' or ':')
            {
                parts.Add(text[begin..index]);
                begin = index + 1;
                if (text[index] == ':')
                {
                    return Of(parts, text[begin..], number);
                }
            }
        }

        return null;
    }

    private static ContentLine? Of(List<string> parts, string value, int number)
    {
        if (parts[0].Length == 0 || parts.Skip(1).Any(static part => !part.Contains('=', StringComparison.Ordinal)))
        {
            return null;
        }

        return new ContentLine(
            number,
            parts[0].ToUpperInvariant(),
            [
                .. parts.Skip(1).Select(static part => part.Split('=', 2))
                    .Select(static pair => (pair[0].ToUpperInvariant(), pair[1].Trim('"'))),
            ],
            value);
    }
}
