using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Support.Platform.Http;

/// <summary>304: what the caller has is what there is.</summary>
/// <param name="Version">Ticket version for the ETag.</param>
public sealed record UnchangedAnswer(int Version) : IResult
{
    /// <inheritdoc />
    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = StatusCodes.Status304NotModified;
        httpContext.Response.Headers.ETag = string.Create(CultureInfo.InvariantCulture, $"\"{Version}\"");
        return Task.CompletedTask;
    }
}
