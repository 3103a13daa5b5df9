using System.Net;
using System.Net.Http.Headers;
using Microsoft.Extensions.Configuration;

namespace Support.Platform.Teams;

/// <summary>
/// Posts cards to the Workflows webhook of a team's channel: setting <c>Teams:Webhook:{team}</c>, else
/// <c>Teams:Webhook:default</c>. The address holds the secret that opens it, so it is a setting and never in the model.
/// </summary>
public sealed class TeamsWebhook(HttpClient http, IConfiguration configuration)
{
    /// <summary>The address for a team; null when there is none.</summary>
    public Uri? AddressOf(string team)
    {
        string? address = configuration[$"Teams:Webhook:{team}"] ?? configuration["Teams:Webhook:default"];
        return string.IsNullOrEmpty(address) ? null : new Uri(address);
    }

    /// <summary>Posts a card; returns once the channel has taken it.</summary>
    /// <exception cref="HttpRequestException">The channel did not take it; <see cref="HttpRequestException.StatusCode"/> says why.</exception>
    public async Task PostAsync(Uri address, string card, CancellationToken cancellationToken)
    {
        using var content = new StringContent(card);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using HttpResponseMessage response = await http.PostAsync(address, content, cancellationToken);
        if (response.StatusCode is not (HttpStatusCode.OK or HttpStatusCode.Accepted))
        {
            throw new HttpRequestException(
                $"The channel answered {(int)response.StatusCode}.", inner: null, response.StatusCode);
        }
    }
}
