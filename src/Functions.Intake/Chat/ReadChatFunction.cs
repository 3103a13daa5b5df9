using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Support.Platform.Chat;
using Support.Platform.Http;

namespace Support.Functions.Intake.Chat;

/// <summary><c>GET /api/chat/sessions/{session}/messages</c>: the visitor asks for what is new, and may wait for it.</summary>
public sealed class ReadChatFunction(ChatDoor door, ChatSessions sessions, ChatListening listening)
{
    /// <summary>The longest that an answer waits for something to tell, in seconds.</summary>
    public const int WaitSecondsMax = 25;

    /// <summary>What was said after a place.</summary>
    [Function("ReadChat")]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "chat/sessions/{session}/messages")] HttpRequest request,
        string session,
        CancellationToken cancellationToken) =>
        door.PassAsync(request, session, found => ReadAsync(request, found, cancellationToken), cancellationToken);

    private async Task<IResult> ReadAsync(HttpRequest request, ChatSession session, CancellationToken cancellationToken)
    {
        if (Number(request.Query["after"], long.MaxValue) is not { } after || Number(request.Query["wait"], WaitSecondsMax) is not { } wait)
        {
            return Problems.BadRequest($"'after' takes the place that an answer gave as 'next', and 'wait' 0 to {WaitSecondsMax} seconds.");
        }

        using IDisposable? place = listening.Enter(session.Id);
        if (place is null)
        {
            return Problems.TooMany("chat", WaitSecondsMax);
        }

        await sessions.SawAsync(session, after, cancellationToken);
        ChatPart part = await listening.NextAsync(session, after, TimeSpan.FromSeconds(wait), cancellationToken);
        return new JsonAnswer(ChatNews.Of(part));
    }

    /// <summary>A whole number from 0; 0 where it is left out, null where it is none.</summary>
    internal static long? Number(string? text, long most) => text switch
    {
        null or "" => 0,
        _ when long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long number) && number <= most => number,
        _ => null,
    };
}
