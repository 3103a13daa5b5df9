using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Support.Functions.Intake.Chat;

/// <summary><c>GET /api/chat/widget.js</c>: the chat for a page to hold.</summary>
public static class ChatWidgetFunction
{
    /// <summary>The script.</summary>
    [Function("ChatWidget")]
    public static IResult Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "chat/widget.js")] HttpRequest request,
        CancellationToken cancellationToken) =>
        new ChatWidgetAnswer(cancellationToken);
}

/// <summary>The script, which any page may load: it holds nothing that is not for everybody.</summary>
/// <param name="Cancelled">Ends the sending.</param>
public sealed record ChatWidgetAnswer(CancellationToken Cancelled) : IResult
{
    /// <inheritdoc />
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        await using Stream script = typeof(ChatWidgetAnswer).Assembly.GetManifestResourceStream("chat-widget.js")
            ?? throw new InvalidOperationException("The chat's script was not built in.");
        HttpResponse response = httpContext.Response;
        response.ContentType = "text/javascript; charset=utf-8";
        response.ContentLength = script.Length;
        response.Headers.CacheControl = "public, max-age=300";
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers["Cross-Origin-Resource-Policy"] = "cross-origin";
        await script.CopyToAsync(response.Body, Cancelled);
    }
}
