using System.CommandLine;
using System.Text.Json;
using Support.Domain.Json;
using Support.Local.SlaCases;

namespace Support.Local.Cli.Commands;

/// <summary><c>support sla verify CASES.json</c>: runs neutral SLA cases through the domain and prints those that differ.</summary>
internal static class SlaVerifyCommand
{
    private static readonly Argument<FileInfo> Cases = new("CASES.json") { Description = "Cases in the neutral format (docs/sla.md)." };

    private static readonly Option<bool> Json = new("--json") { Description = "Prints every result as JSON." };

    private static readonly JsonSerializerOptions Indented = new(SupportJson.Options)
    {
        WriteIndented = true,
        DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.Never,
    };

    public static Command Create()
    {
        Cases.AcceptExistingOnly();
        var verify = new Command("verify", "Runs neutral SLA cases and prints those that differ; exit code 1 if any does.") { Cases, Json };
        verify.SetAction((parsed, cancellationToken) =>
            RunAsync(parsed.GetValue(Cases)!.FullName, parsed.GetValue(Json), cancellationToken));
        return verify;
    }

    private static async Task<int> RunAsync(string path, bool json, CancellationToken cancellationToken)
    {
        IReadOnlyList<SlaCaseResult> results;
        try
        {
            results = SlaCaseFile.Run(await File.ReadAllTextAsync(path, cancellationToken));
        }
        catch (FormatException error)
        {
            await Console.Error.WriteLineAsync($"support: {path}: {error.Message}");
            return ExitCodes.Failure;
        }

        if (json)
        {
            await Console.Out.WriteLineAsync(JsonSerializer.Serialize(
                results.Select(static result => new { result.Id, result.Ok, result.Expected, result.Actual, result.Note }), Indented));
        }
        else
        {
            await PrintAsync(results);
        }

        return results.All(static result => result.Ok) ? ExitCodes.Success : ExitCodes.Failure;
    }

    private static async Task PrintAsync(IReadOnlyList<SlaCaseResult> results)
    {
        foreach (SlaCaseResult result in results.Where(static result => !result.Ok))
        {
            await Console.Out.WriteLineAsync($"{result.Id} ({result.Note})");
            foreach (string line in result.Difference)
            {
                await Console.Out.WriteLineAsync($"  {line}");
            }
        }

        int met = results.Count(static result => result.Ok);
        await Console.Out.WriteLineAsync($"{results.Count} cases: {met} met, {results.Count - met} differ");
    }
}
