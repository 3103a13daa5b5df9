using System.CommandLine;
using System.Text.Json;
using Support.Local.Cli.Desk;

namespace Support.Local.Cli.Commands;

/// <summary>Asks the agents' API for commands that look after a running installation, local or in Azure.</summary>
internal static class DeskCaller
{
    /// <summary>Where the desk is.</summary>
    public static Option<string> Url { get; } = new("--url")
    {
        Description = "Address of the backend; in Azure that of the desk.", HelpName = "URL", DefaultValueFactory = static _ => "http://localhost:7071",
    };

    /// <summary>Who asks.</summary>
    public static Option<string?> User { get; } = new("--user")
    {
        Description = "Who asks, for a desk that runs on this machine.",
        HelpName = "AGENT",
        DefaultValueFactory = static _ => Environment.GetEnvironmentVariable("SUPPORT_USER"),
    };

    /// <summary>How answers are printed.</summary>
    public static JsonSerializerOptions Indented { get; } = new() { WriteIndented = true };

    /// <summary>Sends a request; null when it failed, which is told on the standard error.</summary>
    public static async Task<JsonElement?> SendAsync(
        ParseResult parsed, HttpMethod method, string path, object? body, CancellationToken cancellationToken)
    {
        if (!Uri.TryCreate(parsed.GetValue(Url), UriKind.Absolute, out Uri? address) || !address.Scheme.StartsWith(Uri.UriSchemeHttp, StringComparison.Ordinal))
        {
            await Console.Error.WriteLineAsync($"support: '{parsed.GetValue(Url)}' is no address; --url takes one such as http://localhost:7071.");
            return null;
        }

        using var desk = new DeskClient(address, parsed.GetValue(User));
        try
        {
            return await desk.SendAsync(method, path, body, cancellationToken);
        }
        catch (DeskException refused)
        {
            await Console.Error.WriteLineAsync($"support: {refused.Message}");
            return null;
        }
    }

    /// <summary>Sends a request and prints what comes back.</summary>
    public static async Task<int> PrintAsync(
        ParseResult parsed, HttpMethod method, string path, object? body, CancellationToken cancellationToken)
    {
        if (await SendAsync(parsed, method, path, body, cancellationToken) is not { } answer)
        {
            return ExitCodes.Failure;
        }

        await Console.Out.WriteLineAsync(JsonSerializer.Serialize(answer, Indented));
        return ExitCodes.Success;
    }

    /// <summary>A command with these arguments and options, and those of every such command.</summary>
    public static Command Command(
        string name, string description, IEnumerable<Symbol> symbols, Func<ParseResult, CancellationToken, Task<int>> run)
    {
        var command = new Command(name, description);
        foreach (Symbol symbol in symbols.Concat([Url, User]))
        {
            if (symbol is Option option)
            {
                command.Add(option);
            }
            else
            {
                command.Add((Argument)symbol);
            }
        }

        command.SetAction(run);
        return command;
    }
}
