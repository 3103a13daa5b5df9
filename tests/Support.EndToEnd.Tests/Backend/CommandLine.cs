using System.Diagnostics;

namespace Support.EndToEnd.Tests.Backend;

/// <summary>What a command said, and how it ended.</summary>
internal sealed record CommandOutcome(int ExitCode, string Output, string Error)
{
    public IReadOnlyList<string> ErrorLines => Error.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}

/// <summary>The command line as people start it: a process.</summary>
internal static class CommandLine
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private static string Program => Path.Combine(AppContext.BaseDirectory, "Support.Cli.dll");

    /// <summary>Runs a command that ends by itself.</summary>
    public static async Task<CommandOutcome> RunAsync(params string[] arguments)
    {
        using var process = Process.Start(StartInfo(arguments))!;
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            Task<string> output = process.StandardOutput.ReadToEndAsync(patience.Token);
            Task<string> error = process.StandardError.ReadToEndAsync(patience.Token);
            await process.WaitForExitAsync(patience.Token);
            return new CommandOutcome(process.ExitCode, await output, await error);
        }
        finally
        {
            process.Kill();
        }
    }

    public static ProcessStartInfo StartInfo(IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        foreach (string argument in arguments.Prepend(Program))
        {
            start.ArgumentList.Add(argument);
        }

        return start;
    }
}
