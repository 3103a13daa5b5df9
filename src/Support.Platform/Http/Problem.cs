using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Support.Domain.Json;

namespace Support.Platform.Http;

/// <summary>An invalid field of a request.</summary>
/// <param name="Pointer">Where: a JSON pointer as URI fragment, <c>#/requester/email</c> (RFC 9457, 3).</param>
/// <param name="Detail">What is wrong and what is expected.</param>
public sealed record FieldError(string Pointer, string Detail);

/// <summary>
/// An error as RFC 9457 problem details. <see cref="Type"/> is stable: clients may branch on it; titles and details are for
/// people.
/// </summary>
public sealed record Problem : IResult
{
    /// <summary>Stable identifier of the kind of problem, relative to this API: <c>/problems/not-found</c>.</summary>
    public required string Type { get; init; }

    /// <summary>The kind of problem in a few words, always the same for a type.</summary>
    public required string Title { get; init; }

    /// <summary>HTTP status.</summary>
    public required int Status { get; init; }

    /// <summary>This occurrence.</summary>
    public string? Detail { get; init; }

    /// <summary>Invalid fields; null when the problem is not about fields.</summary>
    public IReadOnlyList<FieldError>? Errors { get; init; }

    /// <summary>Seconds after which trying again makes sense; null when it does not.</summary>
    public int? RetryAfterSeconds { get; init; }

    /// <inheritdoc />
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        HttpResponse response = httpContext.Response;
        response.StatusCode = Status;
        response.ContentType = "application/problem+json";
        if (RetryAfterSeconds is { } seconds)
        {
            response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        }

        var body = new
        {
            Type,
            Title,
            Status,
            Detail,
            Errors,
            TraceId = Activity.Current?.TraceId.ToHexString() ?? httpContext.TraceIdentifier,
        };
        await JsonSerializer.SerializeAsync(response.Body, body, SupportJson.Options, httpContext.RequestAborted);
    }
}
