using Support.Platform.Links;

namespace Support.Platform.Chat;

/// <summary>What a visitor proves with that a chat is theirs.</summary>
public sealed class ChatTokens(ExpiringTokens tokens, TimeProvider time)
{
    /// <summary>
    /// How long a stream's ticket opens it. Short, because it stands in an address: browsers' event sources send no headers, and
    /// addresses are written into logs.
    /// </summary>
    public static readonly TimeSpan StreamTicketLasts = TimeSpan.FromMinutes(1);

    /// <summary>The token of a chat, for the <c>Authorization</c> header.</summary>
    public ValueTask<string> OfAsync(ChatSession session, CancellationToken cancellationToken) =>
        tokens.MakeAsync(Subject(session.Id), session.ExpiresAt, cancellationToken);

    /// <summary>Whether the token is that chat's, and still opens it.</summary>
    public ValueTask<bool> OpensAsync(string session, string? token, CancellationToken cancellationToken) =>
        tokens.FitsAsync(Subject(session), token, cancellationToken);

    /// <summary>A ticket that opens the chat's stream of answers for a moment, and nothing else.</summary>
    public ValueTask<string> StreamTicketAsync(string session, CancellationToken cancellationToken) =>
        tokens.MakeAsync(StreamSubject(session), time.GetUtcNow() + StreamTicketLasts, cancellationToken);

    /// <summary>Whether the ticket opens that chat's stream now.</summary>
    public ValueTask<bool> OpensStreamAsync(string session, string? ticket, CancellationToken cancellationToken) =>
        tokens.FitsAsync(StreamSubject(session), ticket, cancellationToken);

    private static string Subject(string session) => $"chat\n{session}";

    private static string StreamSubject(string session) => $"chat stream\n{session}";
}
