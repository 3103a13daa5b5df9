using System.CommandLine;
using System.Text.Json;

namespace Support.Local.Cli.Commands;

/// <summary><c>support quarantine list|show|replay|discard</c>: the mails that became nothing else, by the desk's API.</summary>
internal static class QuarantineCommand
{
    private static readonly Argument<string> Mail = new("ID") { Description = "The mail's id, as list shows it." };
    private static readonly Option<string> State = new("--state")
    {
        Description = "waiting, replaying, taken, discarded or all.", HelpName = "STATE", DefaultValueFactory = static _ => "waiting",
    };

    private static readonly Option<bool> Release = new("--release") { Description = "Opens a ticket where the rules would put the mail into the quarantine again." };
    private static readonly Option<string> Reason = new("--reason") { Description = "Why it is thrown away.", HelpName = "TEXT", Required = true };
    private static readonly Option<bool> Json = new("--json") { Description = "Prints what the desk answers." };

    private static readonly string[] Members =
        ["id", "state", "reason", "at", "from", "subject", "messageId", "size", "ticket", "by", "discardReason"];

    public static Command Create()
    {
        var list = new Command("list", "Lists the mails, the newest first.") { State, Json };
        list.SetAction((parsed, token) => AskAsync(
            parsed, HttpMethod.Get, $"api/desk/quarantine?limit=500&state={Uri.EscapeDataString(parsed.GetValue(State)!)}", null, Lines, token));
        var show = new Command("show", "Shows a mail and why it is there.") { Mail, Json };
        show.SetAction((parsed, token) => AskAsync(parsed, HttpMethod.Get, Path(parsed), null, Whole, token));
        var replay = new Command("replay", "Takes a mail once more, after what was wrong is mended.") { Mail, Release, Json };
        replay.SetAction((parsed, token) => AskAsync(
            parsed, HttpMethod.Post, $"{Path(parsed)}/replay", new { release = parsed.GetValue(Release) }, Whole, token));
        var discard = new Command("discard", "Throws a mail away; its record stays with the reason.") { Mail, Reason, Json };
        discard.SetAction((parsed, token) => AskAsync(
            parsed, HttpMethod.Post, $"{Path(parsed)}/discard", new { reason = parsed.GetValue(Reason) }, Whole, token));
        var command = new Command("quarantine", "Works on the mails that became nothing else.") { list, show, replay, discard };
        foreach (Command one in command.Subcommands)
        {
            one.Options.Add(DeskCaller.Url);
            one.Options.Add(DeskCaller.User);
        }

        return command;
    }

    private static string Path(ParseResult parsed) => $"api/desk/quarantine/{Uri.EscapeDataString(parsed.GetValue(Mail)!)}";

    private static async Task<int> AskAsync(
        ParseResult parsed, HttpMethod method, string path, object? body, Func<JsonElement, IEnumerable<string>> tell, CancellationToken cancellationToken)
    {
        if (await DeskCaller.SendAsync(parsed, method, path, body, cancellationToken) is not { } answer)
        {
            return ExitCodes.Failure;
        }

        IEnumerable<string> lines = parsed.GetValue(Json) ? [JsonSerializer.Serialize(answer, DeskCaller.Indented)] : tell(answer);
        foreach (string line in lines)
        {
            await Console.Out.WriteLineAsync(line);
        }

        return ExitCodes.Success;
    }

    private static IEnumerable<string> Lines(JsonElement answer)
    {
        JsonElement mails = answer.GetProperty("mails");
        return mails.GetArrayLength() == 0
            ? ["No mail is there."]
            : mails.EnumerateArray().Select(static mail => $"{Text(mail, "id")}  {Text(mail, "at")}  {Text(mail, "state"),-9}  {Text(mail, "from")}  {Text(mail, "subject")}\n    {Text(mail, "reason")}");
    }

    private static IEnumerable<string> Whole(JsonElement mail) =>
        Members.Where(name => Text(mail, name).Length > 0)
            .Select(name => $"{name,-14} {Text(mail, name)}");

    // What strangers wrote is shown without what a terminal would obey.
    private static string Text(JsonElement mail, string name) =>
        mail.TryGetProperty(name, out JsonElement value) && value.ValueKind != JsonValueKind.Null
            ? new string([.. value.ToString().Where(static c => !char.IsControl(c))])
            : string.Empty;
}
