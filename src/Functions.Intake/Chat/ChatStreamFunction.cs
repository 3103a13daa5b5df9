using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Support.Platform.Chat;
using Support.Platform.Http;

namespace Support.Functions.Intake.Chat;

/// <summary>
/// <c>GET /api/chat/sessions/{session}/events</c>: the answers as server-sent events, and <c>POST …/stream</c>: the ticket that
/// opens them to an event source, which sends no headers.
/// </summary>
public sealed class ChatStreamFunction(ChatDoor door, ChatSessions sessions, ChatTokens tokens, ChatListening listening, TimeProvider time)
{
    /// <summary>A ticket for the stream.</summary>
    [Function("OpenChatStream")]
    public Task<IResult> OpenAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "chat/sessions/{session}/stream")] HttpRequest request,
        string session,
        CancellationToken cancellationToken) =>
        door.PassAsync(request, session, found => TicketAsync(found, cancellationToken), cancellationToken);

    /// <summary>The stream.</summary>
    [Function("ChatEvents")]
    public Task<IResult> StreamAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "chat/sessions/{session}/events")] HttpRequest request,
        string session,
        CancellationToken cancellationToken) =>
        door.PassAsync(request, session, found => StreamAsync(request, found, cancellationToken), cancellationToken, isStream: true);

    private async Task<IResult> TicketAsync(ChatSession session, CancellationToken cancellationToken)
    {
        string ticket = await tokens.StreamTicketAsync(session.Id, cancellationToken);
        return new JsonAnswer(new ChatStreamTicket(ticket, time.GetUtcNow() + ChatTokens.StreamTicketLasts));
    }

    private async Task<IResult> StreamAsync(HttpRequest request, ChatSession session, CancellationToken cancellationToken)
    {
        // The browser's word, that it got so far, goes before that of the address, which is older when it connects again.
        string? last = request.Headers["Last-Event-ID"].FirstOrDefault() ?? request.Query["after"];
        if (ReadChatFunction.Number(last, long.MaxValue) is not { } after)
        {
            return Problems.BadRequest("Last-Event-ID and 'after' take the id of a message of the chat.");
        }

        await sessions.SawAsync(session, after, cancellationToken);
        return listening.Enter(session.Id) is { } place
            ? new ChatEventsAnswer(listening, time, session, after, place)
            : Problems.TooMany("chat", ReadChatFunction.WaitSecondsMax);
    }
}
