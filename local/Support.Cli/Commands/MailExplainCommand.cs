using System.CommandLine;
using Support.Domain.Model;
using Support.Local.Cli.Mails;
using Support.Platform.Model;

namespace Support.Local.Cli.Commands;

/// <summary><c>support mail explain FILE.eml</c>: how a mail is read, what becomes of it, and why.</summary>
internal static class MailExplainCommand
{
    private const int SizeMaxBytes = 25 * 1024 * 1024;

    private static readonly Argument<string> Mail = new("FILE.eml") { Description = "The mail as its bytes; - for the standard input." };

    private static readonly Option<bool> Json = new("--json") { Description = "Prints the normal form and the decision as JSON." };

    private static readonly Option<FileInfo> Model = new("--model") { Description = "The support model to judge by instead of the default one.", HelpName = "FILE" };

    private static readonly Option<string[]> Trust = new("--trust")
    {
        Description = "A server whose Authentication-Results are believed, by the name that it writes first; may be repeated.",
        HelpName = "NAME",
    };

    public static Command Create()
    {
        Model.AcceptExistingOnly();
        var explain = new Command("explain", "Tells how a mail is read, what becomes of it, and why.") { Mail, Json, Model, Trust };
        explain.SetAction((parsed, cancellationToken) => RunAsync(
            parsed.GetValue(Mail)!, parsed.GetValue(Json), parsed.GetValue(Model)?.FullName, parsed.GetValue(Trust) ?? [], cancellationToken));
        return new Command("mail", "Works on mails.") { explain };
    }

    private static async Task<int> RunAsync(string path, bool json, string? modelPath, string[] trusted, CancellationToken cancellationToken)
    {
        string location = modelPath ?? Path.Combine(AppContext.BaseDirectory, "support-model.json");
        if (!await ModelCheckCommand.IsValidAsync(location, cancellationToken))
        {
            return ExitCodes.Failure;
        }

        SupportModel model = SupportModelReader.Read(await File.ReadAllTextAsync(location, cancellationToken), new ModelFolder(location).Read).Model!;
        byte[] bytes;
        try
        {
            bytes = await ReadAsync(path, cancellationToken);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync($"support: {error.Message}");
            return ExitCodes.Failure;
        }

        var explanation = MailExplanation.Of(bytes, model, trusted, TimeProvider.System.GetUtcNow());
        await Console.Out.WriteLineAsync(json ? MailExplanationJson.Of(explanation) : MailExplanationText.Of(explanation));
        return ExitCodes.Success;
    }

    private static async Task<byte[]> ReadAsync(string path, CancellationToken cancellationToken)
    {
        if (Directory.Exists(path))
        {
            throw new IOException($"{path} is a folder; give the file of one mail.");
        }

        if (path != "-" && !File.Exists(path))
        {
            throw new IOException($"There is no file {path}.");
        }

        await using Stream mail = path == "-" ? Console.OpenStandardInput() : File.OpenRead(path);
        using var bytes = new MemoryStream();
        byte[] part = new byte[81920];
        int read;
        while ((read = await mail.ReadAsync(part, cancellationToken)) > 0)
        {
            if (bytes.Length + read > SizeMaxBytes)
            {
                throw new IOException($"{(path == "-" ? "The standard input" : path)} is larger than {SizeMaxBytes / 1024 / 1024} MiB, and so larger than any mail that is taken.");
            }

            bytes.Write(part, 0, read);
        }

        return bytes.ToArray();
    }
}
