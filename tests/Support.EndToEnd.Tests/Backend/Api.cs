using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace Support.EndToEnd.Tests.Backend;

/// <summary>A caller of the API: requests as they go over the wire, and answers as they come.</summary>
internal sealed class Api : IDisposable
{
    private const string UserHeader = "X-Support-User";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    private readonly HttpClient _http;

    public Api(Uri address) => _http = new HttpClient { BaseAddress = address, Timeout = TimeSpan.FromSeconds(60) };

    public Task<Answer> GetAsync(string path, params (string Name, string Value)[] headers) => SendAsync(HttpMethod.Get, path, null, headers);

    /// <summary>Posts a body: a text as it is, anything else as JSON.</summary>
    public Task<Answer> PostAsync(string path, object? body, params (string Name, string Value)[] headers) =>
        SendAsync(HttpMethod.Post, path, body, headers);

    public Task<Answer> GetAsAsync(string agent, string path) => GetAsync(path, (UserHeader, agent));

    /// <summary>A command of an agent to a ticket.</summary>
    public Task<Answer> CommandAsync(
        string agent, string ticketId, string command, object? body = null, params (string Name, string Value)[] headers) =>
        PostAsync($"api/desk/tickets/{ticketId}/{command}", body, [.. headers, (UserHeader, agent)]);

    /// <summary>Opens a ticket that must be taken.</summary>
    public async Task<Answer> OpenAsync(object ticket)
    {
        Answer opened = await PostAsync("api/tickets", ticket);
        return opened.Status == HttpStatusCode.Created ? opened : throw new InvalidOperationException(opened.ToString());
    }

    public async Task<History> HistoryAsync(string ticketId)
    {
        Answer answer = await GetAsAsync("nadia", $"api/desk/tickets/{ticketId}/history");
        return answer.Status == HttpStatusCode.OK
            ? History.Read(answer.Json)
            : throw new HttpRequestException($"The history could not be read: {answer}");
    }

    /// <summary>The cards that the Teams channel got, the newest first, as JSON texts.</summary>
    public async Task<IReadOnlyList<string>> CardsAsync()
    {
        Answer answer = await GetAsync("local/teams.json");
        return [.. answer.Json.EnumerateArray().Select(card => card.GetProperty("message").GetRawText())];
    }

    public async Task<Answer> SendAsync(HttpMethod method, string path, object? body, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Content = body switch
        {
            null => null,
            HttpContent content => content,
            string text => new StringContent(text, Encoding.UTF8, new MediaTypeHeaderValue("application/json")),
            _ => JsonContent.Create(body, options: Json),
        };
        foreach ((string name, string value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using HttpResponseMessage response = await _http.SendAsync(request);
        return new Answer(
            response.StatusCode, response.Headers, response.Content.Headers.ContentType?.ToString(), await response.Content.ReadAsStringAsync());
    }

    public void Dispose() => _http.Dispose();
}
