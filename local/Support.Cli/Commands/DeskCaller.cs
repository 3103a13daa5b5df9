using System.CommandLine;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace Support.Local.Cli.Commands;

/// <summary>Asks the agents' API for commands that look after a running installation, local or in Azure.</summary>
internal static class DeskCaller
{
    private static readonly Option<Uri> Url = new("--url")
    {
        Description = "Address of the backend; in Azure that of the desk.", HelpName = "URL", DefaultValueFactory = static _ => new Uri("http://localhost:7071"),
    };

    private static readonly Option<string?> As = new("--as") { Description = "On a laptop: the agent to be.", HelpName = "AGENT" };

    private static readonly Option<string?> Token = new("--token")
    {
        Description = "In Azure: the access token for the desk; left out, that of the environment variable SUPPORT_TOKEN.", HelpName = "TOKEN",
    };

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <summary>The options that every such command has.</summary>
    public static IReadOnlyList<Option> Options { get; } = [Url, As, Token];

    /// <summary>Sends a request; null when it failed, which is told on the standard error.</summary>
    public static async Task<JsonElement?> SendAsync(
        ParseResult parsed, HttpMethod method, string path, object? body, CancellationToken cancellationToken)
    {
        using var client = new HttpClient { Timeout = TimeSpan.FromMinutes(5) };
        using var request = new HttpRequestMessage(method, new Uri(parsed.GetValue(Url)!, path));
        request.Content = body is null ? null : JsonContent.Create(body);
        if (parsed.GetValue(As) is { } agent)
        {
            request.Headers.Add("X-Support-User", agent);
        }

        string? token = parsed.GetValue(Token) ?? Environment.GetEnvironmentVariable("SUPPORT_TOKEN");
        if (!string.IsNullOrEmpty(token))
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }

        try
        {
            using HttpResponseMessage response = await client.SendAsync(request, cancellationToken);
            string text = await response.Content.ReadAsStringAsync(cancellationToken);
            if (response.IsSuccessStatusCode)
            {
                return JsonElement.Parse(text);
            }

            await Console.Error.WriteLineAsync($"support: {(int)response.StatusCode} {text}");
        }
        catch (Exception failure) when (failure is HttpRequestException or JsonException or TaskCanceledException)
        {
            await Console.Error.WriteLineAsync($"support: {failure.Message}");
        }

        return null;
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
        foreach (Symbol symbol in symbols.Concat(Options))
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
