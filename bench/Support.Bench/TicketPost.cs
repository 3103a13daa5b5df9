using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Support.Bench;

/// <summary>Posts tickets.</summary>
internal sealed class TicketPost(Uri backend, int connections) : IDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { MaxConnectionsPerServer = connections })
    {
        BaseAddress = backend,
        Timeout = TimeSpan.FromSeconds(30),
    };

    /// <summary>Posts one ticket; returns its reference, or null when it was not accepted.</summary>
    public async Task<string?> SendAsync(int number, CancellationToken cancellationToken)
    {
        string text = number.ToString(CultureInfo.InvariantCulture);
        using HttpResponseMessage response = await _http.PostAsJsonAsync(
            "api/tickets",
            new
            {
                subject = $"Bench ticket {text}",
                description = "Paying by card fails with error 17 since this morning; cash works. " + text,
                requester = new { email = $"bench{text}@example.com", name = "Bench" },
                application = "shop",
                impact = "medium",
                urgency = "medium",
            },
            cancellationToken);
        if (response.StatusCode != HttpStatusCode.Created)
        {
            return null;
        }

        using JsonDocument body = await JsonDocument.ParseAsync(
            await response.Content.ReadAsStreamAsync(cancellationToken), cancellationToken: cancellationToken);
        return body.RootElement.GetProperty("id").GetString();
    }

    public void Dispose() => _http.Dispose();
}
