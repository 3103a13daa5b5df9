using Microsoft.AspNetCore.Http;

namespace Support.Functions.Intake.Chat;

/// <summary>An answer that a page of another origin may read (the CORS protocol of the Fetch standard).</summary>
/// <param name="Answer">The answer.</param>
/// <param name="Origin">The origin that is allowed; null for a caller that is no page.</param>
public sealed record CrossOriginAnswer(IResult Answer, string? Origin) : IResult
{
    private const string PreflightSeconds = "600";

    /// <summary>The answer to a preflight: what a page of that origin may send.</summary>
    public static IResult Preflight { get; } = new PreflightAnswer();

    /// <inheritdoc />
    public Task ExecuteAsync(HttpContext httpContext)
    {
        IHeaderDictionary headers = httpContext.Response.Headers;
        headers.Vary = "Origin";
        if (Origin is not null)
        {
            headers.AccessControlAllowOrigin = Origin;
            headers.AccessControlExposeHeaders = "Idempotency-Replayed, Retry-After";
        }

        return Answer.ExecuteAsync(httpContext);
    }

    private sealed record PreflightAnswer : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            IHeaderDictionary headers = httpContext.Response.Headers;
            headers.AccessControlAllowMethods = "GET, POST";
            headers.AccessControlAllowHeaders = "authorization, content-type, last-event-id";
            headers.AccessControlMaxAge = PreflightSeconds;
            httpContext.Response.StatusCode = StatusCodes.Status204NoContent;
            return Task.CompletedTask;
        }
    }
}
