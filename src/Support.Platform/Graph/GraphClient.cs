using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;
using Support.Platform.Content;

namespace Support.Platform.Graph;

/// <summary>
/// What is asked of Microsoft Graph. Ids are immutable ones (<c>Prefer: IdType="ImmutableId"</c>), so that a mail that people
/// move is still the same mail.
/// </summary>
public sealed class GraphClient(HttpClient http, GraphTokens tokens, TimeProvider time)
{
    private const int JsonBytesMax = 8 * 1024 * 1024;
    private const int PageSize = 100;

    /// <summary>A mail in its own bytes (RFC 5322); null when it is not in the mailbox (any more).</summary>
    /// <exception cref="GraphUnavailableException">Not now.</exception>
    /// <exception cref="GraphRefusedException">Never: the mail is too large, or the id is none.</exception>
    public async Task<ReadOnlyMemory<byte>?> FindMailAsync(GraphSettings settings, string id, CancellationToken cancellationToken)
    {
        var address = new Uri(settings.BaseUrl, $"users/{Uri.EscapeDataString(settings.Mailbox)}/messages/{Uri.EscapeDataString(id)}/$value");
        using HttpResponseMessage? response = await SendAsync(HttpMethod.Get, address, null, cancellationToken);
        return response is null ? null : await ReadAsync(response, ContentStore.BytesMax, cancellationToken);
    }

    /// <summary>A page of what came into the folder.</summary>
    /// <param name="settings">The mailbox.</param>
    /// <param name="link">Where the last page or the last look ended; null to begin.</param>
    /// <param name="since">Where to begin: mails received before are left out.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The page; null when Graph knows that link no more, and one has to begin again.</returns>
    public async Task<GraphPage?> FindPageAsync(GraphSettings settings, string? link, DateTimeOffset since, CancellationToken cancellationToken)
    {
        string from = since.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        Uri address = link is null
            ? new Uri(settings.BaseUrl, $"users/{Uri.EscapeDataString(settings.Mailbox)}/mailFolders/{Uri.EscapeDataString(settings.Folder)}/messages/delta?$select=id&$filter=receivedDateTime%20ge%20{from}")
            : Own(settings, link);
        using HttpResponseMessage? response = await SendAsync(HttpMethod.Get, address, null, cancellationToken);
        return response is null ? null : GraphPage.Read(await JsonAsync(response, cancellationToken));
    }

    /// <summary>Makes a subscription.</summary>
    /// <returns>Its id, and until when it lasts.</returns>
    public async Task<(string Id, DateTimeOffset Until)> SubscribeAsync(GraphSettings settings, DateTimeOffset until, CancellationToken cancellationToken)
    {
        var body = new JsonObject
        {
            ["changeType"] = "created",
            ["notificationUrl"] = settings.NotificationUrl!.ToString(),
            ["lifecycleNotificationUrl"] = settings.NotificationUrl.ToString(),
            ["resource"] = settings.Resource,
            ["expirationDateTime"] = Time(until),
            ["clientState"] = settings.Secret,
            ["latestSupportedTlsVersion"] = "v1_2",
        };
        using HttpResponseMessage response = await SendAsync(HttpMethod.Post, new Uri(settings.BaseUrl, "subscriptions"), body, cancellationToken)
            ?? throw new GraphUnavailableException("Graph knows no subscriptions there.");
        JsonElement made = await JsonAsync(response, cancellationToken);
        return made.TryGetProperty("id", out JsonElement id) && id.GetString() is { Length: > 0 } text
            ? (text, Until(made) ?? until)
            : throw new GraphUnavailableException("Graph made a subscription without an id.");
    }

    /// <summary>Lets a subscription last longer; null when there is none of that id any more.</summary>
    public async Task<DateTimeOffset?> RenewAsync(GraphSettings settings, string id, DateTimeOffset until, CancellationToken cancellationToken)
    {
        using HttpResponseMessage? response = await SendAsync(
            HttpMethod.Patch, Subscription(settings, id), new JsonObject { ["expirationDateTime"] = Time(until) }, cancellationToken);
        return response is null ? null : Until(await JsonAsync(response, cancellationToken)) ?? until;
    }

    /// <summary>Ends a subscription; harmless when there is none of that id.</summary>
    public async Task UnsubscribeAsync(GraphSettings settings, string id, CancellationToken cancellationToken) =>
        (await SendAsync(HttpMethod.Delete, Subscription(settings, id), null, cancellationToken))?.Dispose();

    private static Uri Subscription(GraphSettings settings, string id) => new(settings.BaseUrl, $"subscriptions/{Uri.EscapeDataString(id)}");

    // A link out of an answer gets our token: it must lead to where the answer came from.
    private static Uri Own(GraphSettings settings, string link) =>
        Uri.TryCreate(link, UriKind.Absolute, out Uri? address) && address.GetLeftPart(UriPartial.Authority) == settings.BaseUrl.GetLeftPart(UriPartial.Authority)
            ? address
            : throw new GraphRefusedException("A link of Graph leads to another server.");

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static DateTimeOffset? Until(JsonElement subscription) =>
        subscription.TryGetProperty("expirationDateTime", out JsonElement until) && until.ValueKind == JsonValueKind.String && until.TryGetDateTimeOffset(out DateTimeOffset at) ? at : null;

    // Null for what is not there: 404 and 410.
    private async Task<HttpResponseMessage?> SendAsync(HttpMethod method, Uri address, JsonObject? body, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, address);
        request.Headers.TryAddWithoutValidation("Prefer", ["IdType=\"ImmutableId\"", $"odata.maxpagesize={PageSize}"]);
        if (body is not null)
        {
            request.Content = new StringContent(body.ToJsonString(), new MediaTypeHeaderValue("application/json"));
        }

        try
        {
            if (await tokens.ForAsync(address, cancellationToken) is { } token)
            {
                request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
            }

            HttpResponseMessage response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            if (response.IsSuccessStatusCode)
            {
                return response;
            }

            using (response)
            {
                return response.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.Gone ? null : throw Failure(response);
            }
        }
        catch (Exception error) when (IsAway(error, cancellationToken))
        {
            throw new GraphUnavailableException("Graph does not answer.", error);
        }
    }

    private static bool IsAway(Exception error, CancellationToken cancellationToken) => error is
        HttpRequestException or IOException or Azure.RequestFailedException or Azure.Identity.AuthenticationFailedException
        || (error is OperationCanceledException && !cancellationToken.IsCancellationRequested);

    // What an operator can mend (rights, a mailbox that is not there yet) is worth another attempt too.
    private Exception Failure(HttpResponseMessage response)
    {
        int status = (int)response.StatusCode;
        if (status is 401 or 403 or 408 or 409 or 423 or 429 or >= 500)
        {
            TimeSpan? after = response.Headers.RetryAfter is { } said ? said.Delta ?? said.Date - time.GetUtcNow() : null;
            return new GraphUnavailableException($"Graph answered {status}.") { RetryAfter = after > TimeSpan.Zero ? after : null };
        }

        return new GraphRefusedException($"Graph answered {status}.") { Status = response.StatusCode };
    }

    private static async Task<JsonElement> JsonAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        ReadOnlyMemory<byte> bytes = await ReadAsync(response, JsonBytesMax, cancellationToken);
        try
        {
            JsonElement root = JsonElement.Parse(bytes.Span);
            return root.ValueKind == JsonValueKind.Object ? root : throw new GraphUnavailableException("Graph answered with something else than an object.");
        }
        catch (JsonException error)
        {
            throw new GraphUnavailableException("Graph answered with something else than JSON.", error);
        }
    }

    private static async Task<ReadOnlyMemory<byte>> ReadAsync(HttpResponseMessage response, int bytesMax, CancellationToken cancellationToken)
    {
        if (response.Content.Headers.ContentLength > bytesMax)
        {
            throw new GraphRefusedException($"What Graph answers has more than {bytesMax} bytes.");
        }

        try
        {
            using var bytes = new MemoryStream((int)(response.Content.Headers.ContentLength ?? 0));
            await using Stream body = await response.Content.ReadAsStreamAsync(cancellationToken);
            byte[] buffer = new byte[64 * 1024];
            for (int read; (read = await body.ReadAsync(buffer, cancellationToken)) > 0;)
            {
                if (bytes.Length + read > bytesMax)
                {
                    throw new GraphRefusedException($"What Graph answers has more than {bytesMax} bytes.");
                }

                bytes.Write(buffer, 0, read);
            }

            return bytes.GetBuffer().AsMemory(0, (int)bytes.Length);
        }
        catch (Exception error) when (IsAway(error, cancellationToken))
        {
            throw new GraphUnavailableException("Graph stopped in the middle of an answer.", error);
        }
    }
}
