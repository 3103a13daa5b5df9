using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Azure.Communication.Email.Tests;

/// <summary>The part of the Communication Services REST API that sends mail, checking signatures by the published scheme.</summary>
internal sealed class RestServiceFake : IAsyncDisposable
{
    private static readonly byte[] Key = [.. Enumerable.Range(0, 64).Select(value => (byte)value)];

    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<string, Queue<string>> _states = new();

    public RestServiceFake(WebApplication app)
    {
        _app = app;
        app.MapPost("/emails:send", (Delegate)SendAsync);
        app.MapGet("/emails/operations/{id}", GetAsync);
    }

    public static string AccessKey => Convert.ToBase64String(Key);

    public Uri Endpoint => new(_app.Urls.First());

    public ConcurrentQueue<(string OperationId, string ApiVersion, JsonElement Body)> Sent { get; } = new();

    public ConcurrentQueue<string> Authorizations { get; } = new();

    /// <summary>What an operation says when it is asked, one answer after another.</summary>
    public string[] States { get; init; } = ["Succeeded"];

    /// <summary>Answers with this status, and an error in the body, instead of sending.</summary>
    public int? FailWith { get; init; }

    /// <summary>How often a request is turned away before it is taken, with what pause asked for.</summary>
    public int Throttles { get; set; }

    /// <summary>When each request came, by the service's clock.</summary>
    public ConcurrentQueue<DateTimeOffset> Arrivals { get; } = new();

    /// <summary>The pause asked for with an answer that is not the last, in seconds.</summary>
    public string? RetryAfter { get; init; }

    /// <summary>Whether a request's date is far from the service's: as a signature that somebody kept.</summary>
    public bool IsLate { get; init; }

    /// <summary>Changes the body on its way, as somebody between could.</summary>
    public bool IsTamperedWith { get; init; }

    /// <summary>Set for tokens, which this does not check.</summary>
    public bool ChecksSignature { get; init; } = true;

    public static async Task<RestServiceFake> StartAsync(Func<WebApplication, RestServiceFake>? make = null)
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Services.AddRoutingCore();
        builder.Logging.ClearProviders();
        WebApplication app = builder.Build();
        RestServiceFake fake = make?.Invoke(app) ?? new RestServiceFake(app);
        await app.StartAsync();
        return fake;
    }

    public static Task<RestServiceFake> StartAsync(string[] states) => StartAsync(app => new RestServiceFake(app) { States = states });

    public static Task<RestServiceFake> StartAsync(int failWith) => StartAsync(app => new RestServiceFake(app) { FailWith = failWith });

    public static Task<RestServiceFake> StartForTokensAsync() => StartAsync(app => new RestServiceFake(app) { ChecksSignature = false });

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static IResult Error(int status, string code, string message) =>
        Results.Json(new { error = new { code, message } }, statusCode: status);

    private async Task<IResult> SendAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        Arrivals.Enqueue(TimeProvider.System.GetUtcNow());
        if (IsTamperedWith)
        {
            body.WriteByte((byte)' ');
        }

        if (!IsAuthentic(context.Request, body.ToArray()))
        {
            return Error(401, "Denied", "The signature is wrong.");
        }

        if (Throttles > 0)
        {
            Throttles--;
            context.Response.Headers.RetryAfter = "1";
            return Error(429, "TooManyRequests", "Too many mails.");
        }

        if (FailWith is { } status)
        {
            return Error(status, "InvalidSender", "The sender is not known.");
        }

        string id = context.Request.Headers["Operation-Id"].ToString();
        Sent.Enqueue((id, context.Request.Query["api-version"].ToString(), JsonDocument.Parse(body.ToArray()).RootElement.Clone()));
        _states[id] = new Queue<string>(States);
        context.Response.Headers["Operation-Location"] = new Uri(Endpoint, $"/emails/operations/{id}?api-version=2025-09-01").AbsoluteUri;
        if (RetryAfter is not null)
        {
            context.Response.Headers.RetryAfter = RetryAfter;
        }

        return Results.Json(new { id, status = "Running" }, statusCode: 202);
    }

    private IResult GetAsync(HttpContext context, string id)
    {
        if (!IsAuthentic(context.Request, []))
        {
            return Error(401, "Denied", "The signature is wrong.");
        }

        if (!_states.TryGetValue(id, out Queue<string>? states))
        {
            return Error(404, "NotFound", "There is no such operation.");
        }

        Arrivals.Enqueue(TimeProvider.System.GetUtcNow());
        string status = states.Count > 1 ? states.Dequeue() : states.Peek();
        if (RetryAfter is not null)
        {
            context.Response.Headers.RetryAfter = RetryAfter;
        }

        return status == "Failed"
            ? Results.Json(new { id, status, error = new { code = "EmailDropped", message = "All recipients are suppressed." } })
            : Results.Json(new { id, status });
    }

    private bool IsAuthentic(HttpRequest request, byte[] body)
    {
        string authorization = request.Headers.Authorization.ToString();
        Authorizations.Enqueue(authorization);
        if (!ChecksSignature)
        {
            return true;
        }

        string date = request.Headers["x-ms-date"].ToString();
        string hash = Convert.ToBase64String(SHA256.HashData(body));
        string toSign = $"{request.Method}\n{request.Path}{request.QueryString}\n{date};{request.Host};{hash}";
        string signature = Convert.ToBase64String(HMACSHA256.HashData(Key, Encoding.UTF8.GetBytes(toSign)));
        DateTimeOffset now = TimeProvider.System.GetUtcNow() + (IsLate ? TimeSpan.FromMinutes(6) : TimeSpan.Zero);
        return DateTimeOffset.TryParseExact(date, "R", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset signed)
            && (now - signed).Duration() < TimeSpan.FromMinutes(5)
            && request.Headers["x-ms-content-sha256"].ToString() == hash
            && authorization == $"HMAC-SHA256 SignedHeaders=x-ms-date;host;x-ms-content-sha256&Signature={signature}";
    }
}
