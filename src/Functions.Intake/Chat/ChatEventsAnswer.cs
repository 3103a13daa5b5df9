using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Support.Domain.Json;
using Support.Platform.Chat;

namespace Support.Functions.Intake.Chat;

/// <summary>
/// A chat's messages as server-sent events (HTML standard, 9.2). It ends by itself after a while, so that the app can be
/// scaled and restarted; the browser comes back with the id of the last message, and gets what came since, once.
/// </summary>
public sealed class ChatEventsAnswer(ChatListening listening, TimeProvider time, ChatSession session, long after, IDisposable place) : IResult
{
    /// <summary>How long a stream is. Well below the 230 seconds after which the front end of Functions cuts an answer off.</summary>
    public static readonly TimeSpan Length = TimeSpan.FromSeconds(110);

    // Proxies take a connection on which nothing comes for dead.
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(15);

    /// <inheritdoc />
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        using (place)
        {
            HttpResponse response = httpContext.Response;
            response.ContentType = "text/event-stream";
            response.Headers.CacheControl = "no-store";
            response.Headers["X-Accel-Buffering"] = "no";
            try
            {
                await WriteAsync(response, "retry: 1000\n\n", httpContext.RequestAborted);
                await TellAsync(response, httpContext.RequestAborted);
            }
            catch (OperationCanceledException) when (httpContext.RequestAborted.IsCancellationRequested)
            {
                // The visitor left; what they have not confirmed, they are told again.
            }
        }
    }

    private async Task TellAsync(HttpResponse response, CancellationToken cancellationToken)
    {
        DateTimeOffset end = time.GetUtcNow() + Length;
        long position = after;
        while (end - time.GetUtcNow() is { Ticks: > 0 } left)
        {
            ChatPart part = await listening.NextAsync(session, position, left < Heartbeat ? left : Heartbeat, cancellationToken);
            position = part.Next;
            await WriteAsync(
                response, part.Messages.Count == 0 ? ": still here\n\n" : string.Concat(part.Messages.Select(Event)), cancellationToken);
        }
    }

    // JSON has no line breaks of its own here, so that a message is one line of data.
    private static string Event(ChatLine line) =>
        string.Create(CultureInfo.InvariantCulture, $"id: {line.Id}\nevent: message\ndata: {JsonSerializer.Serialize(line, SupportJson.Options)}\n\n");

    private static async Task WriteAsync(HttpResponse response, string text, CancellationToken cancellationToken)
    {
        await response.WriteAsync(text, cancellationToken);
        await response.Body.FlushAsync(cancellationToken);
    }
}
