using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace Support.Local.Cli.Desk;

/// <summary>Why the desk did not do what was asked, for a person to read.</summary>
internal sealed class DeskException(string message) : Exception(message);

/// <summary>
/// Asks the desk's API. Locally a header says who asks; in Azure the environment variable <c>SUPPORT_DESK_TOKEN</c> holds
/// the token that <c>az account get-access-token</c> gives.
/// </summary>
internal sealed class DeskClient : IDisposable
{
    private static readonly string[] Said = ["title", "detail"];
    private readonly HttpClient _client;

    public DeskClient(Uri desk, string? user)
    {
        _client = new HttpClient { BaseAddress = new Uri($"{desk.AbsoluteUri.TrimEnd('/')}/"), Timeout = TimeSpan.FromSeconds(100) };
        if (user is not null)
        {
            _client.DefaultRequestHeaders.TryAddWithoutValidation("X-Support-User", user);
        }

        if (Environment.GetEnvironmentVariable("SUPPORT_DESK_TOKEN") is { Length: > 0 } token)
        {
            _client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }
    }

    public void Dispose() => _client.Dispose();

    /// <summary>Asks; the answer's JSON, or nothing where the answer has none.</summary>
    /// <exception cref="DeskException">The desk cannot be reached, or does not want to.</exception>
    public async Task<JsonElement> SendAsync(HttpMethod method, string path, object? body, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative)) { Content = body is null ? null : JsonContent.Create(body) };
        try
        {
            using HttpResponseMessage response = await _client.SendAsync(request, cancellationToken);
            string text = await response.Content.ReadAsStringAsync(cancellationToken);
            JsonElement answer = text.Length > 0 && text[0] is '{' or '[' ? JsonElement.Parse(text) : default;
            return response.IsSuccessStatusCode ? answer : throw new DeskException(Why(answer, (int)response.StatusCode));
        }
        catch (Exception away) when (away is HttpRequestException or JsonException or TaskCanceledException && !cancellationToken.IsCancellationRequested)
        {
            throw new DeskException($"The desk at {_client.BaseAddress} does not answer: {away.Message}");
        }
    }

    private static string Why(JsonElement problem, int status)
    {
        string[] said = problem.ValueKind == JsonValueKind.Object
            ? [.. Said.Select(name => problem.TryGetProperty(name, out JsonElement text) ? text.ToString() : string.Empty).Where(static text => text.Length > 0)]
            : [];
        return said.Length > 0 ? string.Join(' ', said) : $"The desk answers with status {status}.";
    }
}
