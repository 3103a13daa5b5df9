using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Support.Platform.Chat;
using Support.Platform.Http;
using Support.Platform.Model;

namespace Support.Functions.Intake.Chat;

/// <summary>
/// Who gets to a chat: pages of the origins that the model allows, and of a chat its visitor alone. A caller that is no
/// browser sends no origin and is let in by its token.
/// </summary>
public sealed class ChatDoor(ChatSessions sessions, ChatTokens tokens, SupportModelSource model, IConfiguration configuration)
{
    /// <summary>The parameter that carries a stream's ticket.</summary>
    public const string StreamTicketParameter = "ticket";

    private const string Scheme = "Bearer ";
    private readonly string? _ownOrigin = OriginOf(configuration["Support:PublicBaseUrl"]);

    /// <summary>Lets a page of an allowed origin in.</summary>
    public async Task<IResult> PassAsync(HttpRequest request, Func<Task<IResult>> inside)
    {
        string? origin = request.Headers.Origin.ToString() is { Length: > 0 } sent ? sent : null;
        return origin is null || Allows(origin, request)
            ? new CrossOriginAnswer(await inside(), origin)
            : Problems.OriginNotAllowed();
    }

    /// <summary>Lets the visitor of a chat in, by the token in the header, or to a stream by its ticket in the address.</summary>
    public Task<IResult> PassAsync(
        HttpRequest request, string session, Func<ChatSession, Task<IResult>> inside, CancellationToken cancellationToken, bool isStream = false) =>
        PassAsync(request, async () =>
        {
            string header = request.Headers.Authorization.ToString();
            bool opens = header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
                ? await tokens.OpensAsync(session, header[Scheme.Length..].Trim(), cancellationToken)
                : isStream && await tokens.OpensStreamAsync(session, request.Query[StreamTicketParameter], cancellationToken);
            return opens && await sessions.FindAsync(session, cancellationToken) is { } found
                ? await inside(found)
                : Problems.NotYourChat();
        });

    // The scheme before a gateway may be another than the one behind it; the host tells whose page it is.
    private bool Allows(string origin, HttpRequest request) =>
        model.Current.Intake.Chat.Origins.Contains(origin, StringComparer.Ordinal)
        || origin == _ownOrigin
        || (Uri.TryCreate(origin, UriKind.Absolute, out Uri? page) && page.Authority == request.Host.Value);

    private static string? OriginOf(string? address) =>
        Uri.TryCreate(address, UriKind.Absolute, out Uri? own) ? own.GetLeftPart(UriPartial.Authority) : null;
}
