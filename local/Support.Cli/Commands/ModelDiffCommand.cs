using System.CommandLine;
using Support.Domain.Model;

namespace Support.Local.Cli.Commands;

/// <summary><c>support model diff OLD NEW</c>: what differs between two support models.</summary>
internal static class ModelDiffCommand
{
    private const int ValueLengthMax = 120;

    private static readonly Argument<FileInfo> Old = new("OLD") { Description = "The support model before." };
    private static readonly Argument<FileInfo> New = new("NEW") { Description = "The support model after." };

    public static Command Create()
    {
        Old.AcceptExistingOnly();
        New.AcceptExistingOnly();
        var diff = new Command("diff", "Prints what differs between two support models, by the ids of policies, steps and rules.") { Old, New };
        diff.SetAction((parsed, cancellationToken) =>
            RunAsync(parsed.GetValue(Old)!.FullName, parsed.GetValue(New)!.FullName, cancellationToken));
        return diff;
    }

    private static async Task<int> RunAsync(string before, string after, CancellationToken cancellationToken)
    {
        if (!await ModelCheckCommand.IsValidAsync(before, cancellationToken) || !await ModelCheckCommand.IsValidAsync(after, cancellationToken))
        {
            return ExitCodes.Failure;
        }

        IReadOnlyList<ModelDifference> differences = ModelDifferences.Between(
            await File.ReadAllTextAsync(before, cancellationToken), await File.ReadAllTextAsync(after, cancellationToken));
        foreach (ModelDifference difference in differences)
        {
            await Console.Out.WriteLineAsync((difference.Before, difference.After) switch
            {
                (null, { } added) => $"+ {difference.Path}: {Short(added)}",
                ({ } removed, null) => $"- {difference.Path}: {Short(removed)}",
                _ => $"  {difference.Path}: {Short(difference.Before)} is now {Short(difference.After)}",
            });
        }

        return ExitCodes.Success;
    }

    private static string Short(string? value) => value is { Length: > ValueLengthMax } ? value[..ValueLengthMax] + "…" : value ?? "nothing";
}
