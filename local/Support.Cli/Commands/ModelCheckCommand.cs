using System.CommandLine;
using Support.Domain.Model;
using Support.Platform.Model;

namespace Support.Local.Cli.Commands;

/// <summary><c>support model check FILE</c>: every mistake of a support model, with its place.</summary>
internal static class ModelCheckCommand
{
    private static readonly Argument<FileInfo> File = new("FILE") { Description = "The support model." };

    public static Command Create()
    {
        File.AcceptExistingOnly();
        var check = new Command("check", "Validates a support model; prints every mistake with its JSON pointer.") { File };
        check.SetAction((parsed, cancellationToken) => RunAsync(parsed.GetValue(File)!.FullName, cancellationToken));
        return new Command("model", "Works on support models.") { check, ImportHolidaysCommand.Create(), ModelDiffCommand.Create() };
    }

    /// <summary>Whether the file is a support model without mistakes; those that it has are printed to the standard error.</summary>
    public static async Task<bool> IsValidAsync(string path, CancellationToken cancellationToken)
    {
        ModelReadResult read = SupportModelReader.Read(
            await System.IO.File.ReadAllTextAsync(path, cancellationToken), new ModelFolder(path).Read);
        foreach (ModelMistake mistake in read.Mistakes)
        {
            await Console.Error.WriteLineAsync($"{path}#{mistake.Pointer}: {mistake.Message}");
        }

        if (read.Mistakes.Count > 0)
        {
            await Console.Error.WriteLineAsync($"support: {read.Mistakes.Count} mistake{(read.Mistakes.Count == 1 ? string.Empty : "s")} in the support model.");
        }

        return read.Mistakes.Count == 0;
    }

    private static async Task<int> RunAsync(string path, CancellationToken cancellationToken)
    {
        if (!await IsValidAsync(path, cancellationToken))
        {
            return ExitCodes.Failure;
        }

        await Console.Out.WriteLineAsync($"{path} is a valid support model.");
        return ExitCodes.Success;
    }
}
