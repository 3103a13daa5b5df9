using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Configuration;

namespace Support.Platform.Webhooks;

/// <summary>
/// Posts JSON to the webhooks of the model, signed as the Standard Webhooks specification says: the headers
/// <c>webhook-id</c>, <c>webhook-timestamp</c> and <c>webhook-signature</c>, HMAC-SHA256 over all three parts. The secret is
/// the setting <c>Webhooks:{id}:Secret</c>, a text or <c>whsec_</c> with base64.
/// </summary>
public sealed class SignedWebhooks(HttpClient http, IConfiguration configuration, TimeProvider time)
{
    private const string EncodedPrefix = "whsec_";

    /// <summary>Posts a body; returns once the other system has answered 2xx. What it answers beyond that is not read.</summary>
    /// <param name="webhook">Webhook id.</param>
    /// <param name="address">Where to post.</param>
    /// <param name="messageId">The same at every attempt, so that the receiver can know a repetition.</param>
    /// <param name="body">JSON.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <exception cref="HttpRequestException">The receiver did not take it; the message says why and holds no secret.</exception>
    /// <exception cref="InvalidOperationException">There is no usable secret: what is not signed is not sent.</exception>
    public async Task PostAsync(string webhook, Uri address, string messageId, byte[] body, CancellationToken cancellationToken)
    {
        byte[] secret = SecretOf(webhook);
        string timestamp = time.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        using var content = new ByteArrayContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = content };
        request.Headers.Add("webhook-id", messageId);
        request.Headers.Add("webhook-timestamp", timestamp);
        request.Headers.Add("webhook-signature", Signature(secret, messageId, timestamp, body));

        // The head alone: a receiver cannot make this process hold what it answers.
        using HttpResponseMessage response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        if (!response.IsSuccessStatusCode)
        {
            throw new HttpRequestException(
                $"The webhook '{webhook}' answered {(int)response.StatusCode}.", inner: null, response.StatusCode);
        }
    }

    private static string Signature(byte[] secret, string messageId, string timestamp, byte[] body)
    {
        byte[] signed = [.. Encoding.UTF8.GetBytes($"{messageId}.{timestamp}."), .. body];
        return $"v1,{Convert.ToBase64String(HMACSHA256.HashData(secret, signed))}";
    }

    // App Service takes no hyphen in the name of a setting, and ids have them: there an underscore stands for each.
    private byte[] SecretOf(string webhook)
    {
        string? text = configuration[$"Webhooks:{webhook}:Secret"]
            ?? configuration[$"Webhooks:{webhook.Replace('-', '_')}:Secret"];
        if (string.IsNullOrEmpty(text))
        {
            throw new InvalidOperationException($"The setting Webhooks:{webhook}:Secret is missing.");
        }

        if (!text.StartsWith(EncodedPrefix, StringComparison.Ordinal))
        {
            return Encoding.UTF8.GetBytes(text);
        }

        byte[] secret = new byte[text.Length];
        return Convert.TryFromBase64String(text[EncodedPrefix.Length..], secret, out int length)
            ? secret[..length]
            : throw new InvalidOperationException($"The setting Webhooks:{webhook}:Secret is no base64 after '{EncodedPrefix}'.");
    }
}
