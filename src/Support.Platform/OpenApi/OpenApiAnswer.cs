using Microsoft.AspNetCore.Http;

namespace Support.Platform.OpenApi;

/// <summary>The OpenAPI document of all apps, which the repository's tests hold to the code.</summary>
/// <param name="Cancelled">Ends the sending.</param>
public sealed record OpenApiAnswer(CancellationToken Cancelled) : IResult
{
    /// <inheritdoc />
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        await using Stream document = typeof(OpenApiAnswer).Assembly.GetManifestResourceStream("openapi.json")
            ?? throw new InvalidOperationException("The OpenAPI document was not built in.");
        httpContext.Response.ContentType = "application/json; charset=utf-8";
        httpContext.Response.ContentLength = document.Length;
        await document.CopyToAsync(httpContext.Response.Body, Cancelled);
    }
}
