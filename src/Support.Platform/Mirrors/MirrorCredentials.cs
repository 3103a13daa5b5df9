using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Configuration;

namespace Support.Platform.Mirrors;

/// <summary>
/// By what we prove ourselves to another system: the settings <c>Mirror:{source}:user</c> and <c>:password</c>; or
/// <c>:token</c>; or <c>:tokenUrl</c>, <c>:clientId</c> and <c>:clientSecret</c> for OAuth 2 client credentials.
/// </summary>
public sealed class MirrorCredentials(IConfiguration configuration, TimeProvider time)
{
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(1);
    private (string Token, DateTimeOffset Until)? _granted;

    /// <summary>The header that proves it.</summary>
    /// <exception cref="MirrorBusyException">The settings are missing, or the token cannot be had now.</exception>
    public async Task<AuthenticationHeaderValue> HeaderAsync(string source, HttpClient http, CancellationToken cancellationToken)
    {
        if (Setting(source, "tokenUrl") is { } tokenUrl)
        {
            return new AuthenticationHeaderValue("Bearer", await TokenAsync(source, new Uri(tokenUrl), http, cancellationToken));
        }

        if (Setting(source, "token") is { } token)
        {
            return new AuthenticationHeaderValue("Bearer", token);
        }

        return Setting(source, "user") is { } user && Setting(source, "password") is { } password
            ? new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}")))
            : throw new MirrorBusyException($"The settings Mirror:{source}:user and Mirror:{source}:password are missing", null);
    }

    /// <summary>Forgets a token that is not taken any more.</summary>
    public void Forget() => _granted = null;

    private async Task<string> TokenAsync(string source, Uri url, HttpClient http, CancellationToken cancellationToken)
    {
        if (_granted is { } known && known.Until > time.GetUtcNow())
        {
            return known.Token;
        }

        using var request = new HttpRequestMessage(HttpMethod.Post, url)
        {
            Content = new FormUrlEncodedContent(
            [
                KeyValuePair.Create("grant_type", "client_credentials"),
                KeyValuePair.Create("client_id", Setting(source, "clientId") ?? ""),
                KeyValuePair.Create("client_secret", Setting(source, "clientSecret") ?? ""),
            ]),
        };
        using HttpResponseMessage answer = await http.SendAsync(request, cancellationToken);
        if (!answer.IsSuccessStatusCode)
        {
            throw new MirrorBusyException($"The token of {source} was refused with {(int)answer.StatusCode}", null);
        }

        using JsonDocument body = JsonDocument.Parse(await answer.Content.ReadAsByteArrayAsync(cancellationToken));
        string token = body.RootElement.GetProperty("access_token").GetString()!;
        int seconds = body.RootElement.TryGetProperty("expires_in", out JsonElement expires) && expires.TryGetInt32(out int given) ? given : 300;
        _granted = (token, time.GetUtcNow() + TimeSpan.FromSeconds(seconds) - Margin);
        return token;
    }

    private string? Setting(string source, string name) => configuration[$"Mirror:{source}:{name}"] is { Length: > 0 } value ? value : null;
}
