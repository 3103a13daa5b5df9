using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Support.Domain.Json;
using Support.Domain.Model;
using Support.Domain.Sla.Replay;
using Support.Domain.Tickets;
using Support.Platform.Model;

namespace Support.Local.Cli.Commands;

/// <summary><c>support sla replay --model FILE --histories FILE.jsonl</c>: attainment as it would have been under another model.</summary>
internal static class SlaReplayCommand
{
    private static readonly Option<FileInfo> Model = new("--model") { Description = "The support model to try.", HelpName = "FILE", Required = true };

    private static readonly Option<FileInfo> Histories = new("--histories")
    {
        Description = "Tickets' histories, one a line, each as GET /api/desk/tickets/{id}/history answers.",
        HelpName = "FILE.jsonl",
        Required = true,
    };

    private static readonly Option<DateTimeOffset?> From = new("--from") { Description = "Only tickets that were opened from then on.", HelpName = "TIME" };

    private static readonly Option<DateTimeOffset?> To = new("--to") { Description = "Only tickets that were opened before.", HelpName = "TIME" };

    private static readonly Option<bool> Json = new("--json") { Description = "Prints the result as JSON." };

    public static Command Create()
    {
        Model.AcceptExistingOnly();
        Histories.AcceptExistingOnly();
        var replay = new Command("replay", "Tells from histories how attainment would have been under another model.")
        {
            Model, Histories, From, To, Json,
        };
        replay.SetAction(RunAsync);
        return replay;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        string path = parsed.GetValue(Model)!.FullName;
        ModelReadResult read = SupportModelReader.Read(await File.ReadAllTextAsync(path, cancellationToken), new ModelFolder(path).Read);
        if (read.Model is not { } model)
        {
            await Console.Error.WriteLineAsync($"support: {path} has mistakes; 'support model check' lists them.");
            return ExitCodes.Failure;
        }

        var tickets = new List<TicketReplay>();
        int number = 0;
        await foreach (string line in File.ReadLinesAsync(parsed.GetValue(Histories)!.FullName, cancellationToken))
        {
            number++;
            try
            {
                if (line.Length > 0 && Replay(line, model, parsed.GetValue(From), parsed.GetValue(To)) is { } ticket)
                {
                    tickets.Add(ticket);
                }
            }
            catch (Exception error) when (error is JsonException or NotSupportedException or InvalidOperationException)
            {
                await Console.Error.WriteLineAsync($"support: line {number.ToString(CultureInfo.InvariantCulture)}: {error.Message}");
                return ExitCodes.Failure;
            }
        }

        await (parsed.GetValue(Json) ? PrintJsonAsync(tickets) : PrintAsync(tickets, model));
        return ExitCodes.Success;
    }

    private static TicketReplay? Replay(string line, SupportModel model, DateTimeOffset? from, DateTimeOffset? to)
    {
        HistoryLine history = JsonSerializer.Deserialize<HistoryLine>(line, SupportJson.Options)
            ?? throw new JsonException("Expected a history, found null.");
        TicketEvent[] events = [.. (history.Entries ?? []).Select(static entry => entry.Event).OfType<TicketEvent>()];
        if (events.Length == 0)
        {
            throw new JsonException("Expected 'entries' with the ticket's events, found none.");
        }

        return events[0].At < from || events[0].At >= to ? null : SlaReplay.Of(events, model);
    }

    private static Task PrintJsonAsync(List<TicketReplay> tickets) => Console.Out.WriteLineAsync(JsonSerializer.Serialize(
        new
        {
            tickets = tickets.Count,
            figures = SlaReplay.Figures(tickets),
            changes = tickets.SelectMany(static ticket => ticket.Changes.Select(change => new { ticket.Id, change.Then, change.Now })),
        },
        SupportJson.Options));

    private static async Task PrintAsync(List<TicketReplay> tickets, SupportModel model)
    {
        await Console.Out.WriteLineAsync($"{tickets.Count.ToString(CultureInfo.InvariantCulture)} tickets under {model.Revision}");
        await Console.Out.WriteLineAsync($"{"clock",-14} {"priority",-9} {"then",-28} now");
        foreach (ReplayFigures figures in SlaReplay.Figures(tickets))
        {
            await Console.Out.WriteLineAsync($"{Word(figures.Clock),-14} {Word(figures.Priority),-9} {Text(figures.Then),-28} {Text(figures.Now)}");
        }

        foreach (TicketReplay ticket in tickets)
        {
            foreach ((ClockOutcome? then, ClockOutcome? now) in ticket.Changes)
            {
                ClockOutcome run = (now ?? then)!;
                string due = now?.BreachedAt is { } at ? $" at {at.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture)}" : string.Empty;
                await Console.Out.WriteLineAsync($"{ticket.Id} {Word(run.Clock)} {run.Cycle.ToString(CultureInfo.InvariantCulture)}: {Text(then)} becomes {Text(now)}{due}");
            }
        }
    }

    private static string Text(Attainment attainment) => string.Create(
        CultureInfo.InvariantCulture,
        $"{attainment.Met} met, {attainment.Missed} missed{(attainment.Share is { } share ? $" ({share:P1})" : "")}");

    private static string Text(ClockOutcome? outcome) => outcome is null ? "none" : Word(outcome.Outcome);

    private static string Word<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());

    private sealed record HistoryLine(IReadOnlyList<HistoryEntry>? Entries);

    private sealed record HistoryEntry(TicketEvent? Event);
}
