using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Support.Domain.Json;

namespace Support.Platform.Http;

/// <summary>A JSON answer.</summary>
/// <param name="Body">What is serialised.</param>
/// <param name="Status">HTTP status.</param>
public sealed record JsonAnswer(object Body, int Status = StatusCodes.Status200OK) : IResult
{
    /// <summary>Ticket version for the ETag; null for none.</summary>
    public int? Version { get; init; }

    /// <summary>Address of what was made; null for none.</summary>
    public Uri? Location { get; init; }

    /// <summary>Whether the answer is a repetition (header <c>Idempotency-Replayed</c>).</summary>
    public bool Replayed { get; init; }

    /// <summary>Address of the next page; null for none.</summary>
    public string? NextPage { get; init; }

    /// <inheritdoc />
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        HttpResponse response = httpContext.Response;
        response.StatusCode = Status;
        response.ContentType = "application/json; charset=utf-8";
        response.Headers.CacheControl = "no-store";
        if (Version is { } version)
        {
            response.Headers.ETag = string.Create(CultureInfo.InvariantCulture, $"\"{version}\"");
        }

        if (Location is not null)
        {
            response.Headers.Location = Location.ToString();
        }

        if (Replayed)
        {
            response.Headers["Idempotency-Replayed"] = "true";
        }

        if (NextPage is not null)
        {
            response.Headers.Link = $"<{NextPage}>; rel=\"next\"";
        }

        await JsonSerializer.SerializeAsync(response.Body, Body, SupportJson.Options, httpContext.RequestAborted);
    }
}
