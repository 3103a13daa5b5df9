using Microsoft.AspNetCore.Http;
using Support.Platform.Http;

namespace Support.Functions.Intake.Email.Providers.Graph;

/// <summary>
/// The handshake by which Graph makes sure that an address wants its notifications: the token in the query comes back as plain
/// text, which no browser takes for anything else.
/// </summary>
/// <param name="Token">The token, decoded.</param>
internal sealed record ValidationToken(string Token) : IResult
{
    /// <summary>The parameter that holds it.</summary>
    public const string Parameter = "validationToken";

    private const int LengthMax = 4_096;

    /// <summary>The answer to a handshake; null when a request is none.</summary>
    public static IResult? AnswerTo(HttpRequest request) => request.Query[Parameter] switch
    {
        [] => null,
        [{ Length: > 0 and <= LengthMax } token] when token.All(static letter => letter is >= ' ' and <= '~') => new ValidationToken(token),
        _ => Problems.BadRequest($"The validationToken must be one text of at most {LengthMax} visible characters."),
    };

    /// <inheritdoc />
    public Task ExecuteAsync(HttpContext httpContext)
    {
        HttpResponse response = httpContext.Response;
        response.ContentType = "text/plain; charset=utf-8";
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers.CacheControl = "no-store";
        return response.WriteAsync(Token, httpContext.RequestAborted);
    }
}
