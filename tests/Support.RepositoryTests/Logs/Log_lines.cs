using Support.RepositoryTests.Sources;
using Xunit;

namespace Support.RepositoryTests.Logs;

/// <summary>A log line is found by its id, and tells of tickets, never of what people wrote or who they are.</summary>
public sealed class Log_lines
{
    private static readonly Dictionary<string, (int First, int Last)> Ranges = new()
    {
        ["Functions.Intake"] = (1000, 1999),
        ["Functions.Desk"] = (2000, 2999),
        ["Functions.Orchestration"] = (2000, 2999),
        ["Functions.Notifications"] = (3000, 3999),
        ["Support.Views"] = (3000, 3999),
        ["Support.Platform"] = (4000, 4999),
    };

    private static readonly string[] WordsOfPeople =
        ["Address", "Body", "Content", "Description", "Email", "Html", "Mail", "Phone", "Recipient", "Requester", "Secret", "Subject", "Text", "Title"];

    private static readonly IReadOnlyList<LogLine> Lines = [.. LogLine.Under("src")];

    [Fact]
    public void Have_an_id_and_a_text()
    {
        Assert.NotEmpty(Lines);
        Rule.Holds("A log line's id and text are written out in its attribute:", Lines.Where(line => line.EventId is null || line.Template is null).Select(line => line.Place));
    }

    [Fact]
    public void Have_ids_of_their_own() => Rule.Holds(
        "An event id belongs to one log line:",
        Lines.Concat(LogLine.Under("local")).GroupBy(line => line.EventId).Where(same => same.Count() > 1).SelectMany(same => same.Select(line => $"{line.EventId} {line.Place}")));

    [Fact]
    public void Have_ids_in_their_project_s_range() => Rule.Holds(
        "Event ids: Intake 1000s, lifecycle (desk and orchestration) 2000s, notifications 3000s, platform 4000s:",
        from line in Lines
        where !Ranges.TryGetValue(line.Project, out (int First, int Last) range) || line.EventId < range.First || line.EventId > range.Last
        select $"{line.EventId} {line.Place}");

    [Fact]
    public void Hold_nothing_that_people_wrote() => Rule.Holds(
        "Log ids, never content or addresses:",
        from line in Lines
        from placeholder in line.Placeholders
        where LogLine.WordsOf(placeholder).Any(word => WordsOfPeople.Contains(word, StringComparer.OrdinalIgnoreCase))
        select $"{line.Place} {{{placeholder}}}");

    [Fact]
    public void Are_read_in_both_forms()
    {
        var file = CSharpFile.Parse("src/Sample/Sample.cs", """
            partial class Sample
            {
                [LoggerMessage(7, LogLevel.Error, "{ReplyText} of {TicketId}")] partial void A();
                [LoggerMessage(EventId = 8, Level = LogLevel.Error, Message = "{@Command}")] partial void B();
            }
            """);
        Assert.Equal([7, 8], LogLine.In(file).Select(line => line.EventId));
        Assert.Equal(["ReplyText", "TicketId", "Command"], LogLine.In(file).SelectMany(line => line.Placeholders));
        Assert.Equal(["Reply", "Text"], LogLine.WordsOf("ReplyText"));
    }
}
