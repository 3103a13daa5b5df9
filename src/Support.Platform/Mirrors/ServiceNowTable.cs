using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Support.Domain.Model;

namespace Support.Platform.Mirrors;

/// <summary>A record there.</summary>
/// <param name="Id">Its sys_id.</param>
/// <param name="Number">What people call it.</param>
public sealed record ServiceNowRecord(string Id, string Number);

/// <summary>The Table API of a ServiceNow instance.</summary>
public sealed class ServiceNowTable(IHttpClientFactory clients, MirrorCredentials credentials)
{
    private const int ErrorLengthMax = 300;

    /// <summary>The record that we made of a ticket; null when there is none.</summary>
    public async Task<ServiceNowRecord?> FindAsync(WebhookMirror mirror, string source, string correlation, CancellationToken cancellationToken)
    {
        JsonElement found = await SendAsync(
            mirror, source, HttpMethod.Get, $"{mirror.Table}?sysparm_query=correlation_id={correlation}&sysparm_fields=sys_id,number&sysparm_limit=1", null, cancellationToken);
        return found.ValueKind == JsonValueKind.Array && found.GetArrayLength() > 0 ? Record(found[0]) : null;
    }

    /// <summary>Makes a record.</summary>
    public async Task<ServiceNowRecord> CreateAsync(
        WebhookMirror mirror, string source, IReadOnlyDictionary<string, string> fields, CancellationToken cancellationToken) =>
        Record(await SendAsync(mirror, source, HttpMethod.Post, $"{mirror.Table}?sysparm_fields=sys_id,number", fields, cancellationToken));

    /// <summary>Writes fields of a record.</summary>
    public Task WriteAsync(
        WebhookMirror mirror, string source, string record, IReadOnlyDictionary<string, string> fields, CancellationToken cancellationToken) =>
        SendAsync(mirror, source, HttpMethod.Patch, $"{mirror.Table}/{Uri.EscapeDataString(record)}?sysparm_fields=sys_id", fields, cancellationToken);

    /// <summary>Whether a record's journal has an entry with that text in it.</summary>
    public async Task<bool> HasEntryAsync(WebhookMirror mirror, string source, string record, string text, CancellationToken cancellationToken)
    {
        string query = Uri.EscapeDataString($"element_id={record}^valueLIKE{text}");
        JsonElement found = await SendAsync(
            mirror, source, HttpMethod.Get, $"sys_journal_field?sysparm_query={query}&sysparm_fields=sys_id&sysparm_limit=1", null, cancellationToken);
        return found.ValueKind == JsonValueKind.Array && found.GetArrayLength() > 0;
    }

    private async Task<JsonElement> SendAsync(
        WebhookMirror mirror, string source, HttpMethod method, string path, IReadOnlyDictionary<string, string>? fields, CancellationToken cancellationToken)
    {
        try
        {
            using HttpClient http = clients.CreateClient(nameof(ServiceNowTable));
            using var request = new HttpRequestMessage(method, new Uri(mirror.Url, $"/api/now/table/{path}"));
            request.Headers.Authorization = await credentials.HeaderAsync(source, http, cancellationToken);
            request.Headers.Accept.ParseAdd("application/json");
            request.Content = fields is null ? null : JsonContent.Create(fields);
            using HttpResponseMessage answer = await http.SendAsync(request, cancellationToken);
            return await ReadAsync(source, method, answer, cancellationToken);
        }
        catch (Exception away) when (away is HttpRequestException or JsonException || (away is TaskCanceledException && !cancellationToken.IsCancellationRequested))
        {
            throw new MirrorBusyException($"{source} cannot be reached", null, away);
        }
    }

    private async Task<JsonElement> ReadAsync(string source, HttpMethod method, HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        byte[] body = await answer.Content.ReadAsByteArrayAsync(cancellationToken);
        if (answer.IsSuccessStatusCode)
        {
            using JsonDocument json = JsonDocument.Parse(body);
            return json.RootElement.TryGetProperty("result", out JsonElement result) ? result.Clone() : default;
        }

        // Wrong credentials are mended by people, and a record that is away for now may come back.
        string said = $"{source} answered {(int)answer.StatusCode}";
        switch (answer.StatusCode)
        {
            case HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden:
                credentials.Forget();
                throw new MirrorBusyException(said, null);
            case HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError:
                throw new MirrorBusyException(said, answer.Headers.RetryAfter?.Delta);
            default:
                throw new MirrorRefusedException($"{said} to {method}{Why(body)}");
        }
    }

    // The error as the Table API writes it; anything else is not repeated.
    private static string Why(byte[] body)
    {
        try
        {
            using JsonDocument json = JsonDocument.Parse(body);
            string? message = json.RootElement.GetProperty("error").GetProperty("message").GetString();
            return message is { Length: > 0 } ? $": {message[..Math.Min(message.Length, ErrorLengthMax)]}" : "";
        }
        catch (Exception other) when (other is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return "";
        }
    }

    private static ServiceNowRecord Record(JsonElement result) =>
        result.ValueKind == JsonValueKind.Object
        && result.TryGetProperty("sys_id", out JsonElement id) && id.GetString() is { Length: > 0 } record
        && result.TryGetProperty("number", out JsonElement number)
            ? new ServiceNowRecord(record, number.GetString() ?? record)
            : throw new JsonException("The answer names no record.");
}
