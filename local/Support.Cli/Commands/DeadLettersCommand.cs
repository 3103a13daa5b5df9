using System.CommandLine;

namespace Support.Local.Cli.Commands;

/// <summary><c>support dead-letters list|show|replay|discard</c>: messages that nobody could handle.</summary>
internal static class DeadLettersCommand
{
    private static readonly Argument<string> Queue = new("QUEUE") { Description = "The queue, or topic.subscription." };

    private static readonly Argument<string?> OptionalQueue = new("QUEUE")
    {
        Description = "The queue, or topic.subscription; left out, all are counted.", DefaultValueFactory = static _ => null,
    };

    private static readonly Argument<string> Id = new("ID") { Description = "The dead letter's id." };

    private static readonly Argument<string?> OptionalId = new("ID") { Description = "The dead letter's id.", DefaultValueFactory = static _ => null };

    private static readonly Option<bool> All = new("--all") { Description = "All that are there now." };

    private static readonly Option<string> Reason = new("--reason") { Description = "Why nobody needs it.", HelpName = "TEXT", Required = true };

    public static Command Create() => new("dead-letters", "Looks after messages that nobody could handle.")
    {
        DeskCaller.Command("list", "Lists dead letters with the reason of each.", [OptionalQueue], static (parsed, cancellationToken) =>
            DeskCaller.PrintAsync(parsed, HttpMethod.Get, parsed.GetValue(OptionalQueue) is { } queue ? Path(queue) : "api/desk/dead-letters", null, cancellationToken)),
        DeskCaller.Command("show", "Shows a dead letter with its body.", [Queue, Id], static (parsed, cancellationToken) =>
            DeskCaller.PrintAsync(parsed, HttpMethod.Get, Path(parsed.GetValue(Queue)!, parsed.GetValue(Id)!), null, cancellationToken)),
        DeskCaller.Command("replay", "Sends a dead letter again, or all of them.", [Queue, OptionalId, All], ReplayAsync),
        DeskCaller.Command("discard", "Throws a dead letter away.", [Queue, Id, Reason], static (parsed, cancellationToken) =>
            DeskCaller.PrintAsync(
                parsed, HttpMethod.Post, $"{Path(parsed.GetValue(Queue)!, parsed.GetValue(Id)!)}/discard", new { reason = parsed.GetValue(Reason) }, cancellationToken)),
    };

    private static async Task<int> ReplayAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        string? id = parsed.GetValue(OptionalId);
        if ((id is null) != parsed.GetValue(All))
        {
            await Console.Error.WriteLineAsync("support: name a dead letter, or say --all.");
            return ExitCodes.Usage;
        }

        return await DeskCaller.PrintAsync(parsed, HttpMethod.Post, $"{Path(parsed.GetValue(Queue)!, id ?? "all")}/replay", null, cancellationToken);
    }

    private static string Path(string queue, string? id = null) =>
        $"api/desk/dead-letters/{Uri.EscapeDataString(queue)}{(id is null ? string.Empty : $"/{Uri.EscapeDataString(id)}")}";
}
