using System.CommandLine;
using System.Text.Json;
using Support.Domain.Json;
using Support.Domain.Model;
using Support.Domain.Webhooks.Mapping;
using Support.Domain.Webhooks.Reading;
using Support.Platform.Http;
using Support.Platform.Model;

namespace Support.Local.Cli.Commands;

/// <summary><c>support webhook explain NAME FILE.json</c>: what a payload of another system would do, and why.</summary>
internal static class WebhookExplainCommand
{
    private static readonly Argument<string> Source = new("NAME") { Description = "github, jira, servicenow, or a source of the support model." };

    private static readonly Argument<FileInfo> Payload = new("FILE.json") { Description = "A payload." };

    private static readonly Option<string> Event = new("--event") { Description = "What GitHub's header X-GitHub-Event would say.", HelpName = "EVENT" };

    private static readonly Option<FileInfo> Model = new("--model") { Description = "The support model to judge by instead of the default one.", HelpName = "FILE" };

    private static readonly Option<bool> Json = new("--json") { Description = "Prints all of it as JSON." };

    public static Command Create()
    {
        Payload.AcceptExistingOnly();
        Model.AcceptExistingOnly();
        var explain = new Command("explain", "Tells what a payload would do, and where each field comes from.") { Source, Payload, Event, Model, Json };
        explain.SetAction((parsed, cancellationToken) => RunAsync(
            parsed.GetValue(Source)!, parsed.GetValue(Payload)!.FullName, parsed.GetValue(Event), parsed.GetValue(Model)?.FullName, parsed.GetValue(Json), cancellationToken));
        return new Command("webhook", "Works on what other systems tell.") { explain };
    }

    private static async Task<int> RunAsync(
        string source, string path, string? happened, string? modelPath, bool json, CancellationToken cancellationToken)
    {
        string location = modelPath ?? Path.Combine(AppContext.BaseDirectory, "support-model.json");
        if (!await ModelCheckCommand.IsValidAsync(location, cancellationToken))
        {
            return ExitCodes.Failure;
        }

        SupportModel model = SupportModelReader.Read(await File.ReadAllTextAsync(location, cancellationToken), new ModelFolder(location).Read).Model!;
        if (JsonBody.Parse(await File.ReadAllBytesAsync(path, cancellationToken), out string? mistake) is not { } payload)
        {
            await Console.Error.WriteLineAsync($"support: {path} is no JSON: {mistake}");
            return ExitCodes.Failure;
        }

        if (NewsExplanation.Of(payload, source, happened, model) is not { } explained)
        {
            await Console.Error.WriteLineAsync($"support: there is no source '{source}'; intake.webhooks of the support model names those that are not github, jira or servicenow.");
            return ExitCodes.Failure;
        }

        await Console.Out.WriteLineAsync(json ? JsonSerializer.Serialize(explained, SupportJson.Options) : Text(explained));
        return explained.Mistakes.Count > 0 ? ExitCodes.Failure : ExitCodes.Success;
    }

    private static string Text(NewsExplanation explained) => string.Join(
        Environment.NewLine,
        [
            explained.Does,
            .. explained.Mistakes.Select(static wrong => $"  {wrong.Pointer}: {wrong.Message}"),
            .. explained.News is { Opening: { } opening } news ? Lines(opening, news.Record.Number) : [],
            .. explained.Fields.Select(static field => $"  {field.Name} = {PayloadLine(field)}"),
        ]);

    private static IEnumerable<string> Lines(Domain.Webhooks.ExternalOpening opening, string number) =>
    [
        $"  record: {number}",
        $"  requester: {opening.Requester.Name} <{opening.Requester.Email}>",
        $"  application: {opening.Application ?? "the default"}",
    ];

    private static string PayloadLine(MappedField field) =>
        $"{Domain.Webhooks.PayloadText.Line(field.Value, 100) ?? "nothing"} ({field.From})";
}
