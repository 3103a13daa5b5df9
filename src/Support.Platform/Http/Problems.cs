namespace Support.Platform.Http;

/// <summary>Every problem that the APIs answer with.</summary>
public static partial class Problems
{
    /// <summary>The body is no JSON.</summary>
    public static Problem MalformedJson(string detail) => new()
    {
        Type = "/problems/malformed-json",
        Title = "The body is not valid JSON.",
        Status = 400,
        Detail = detail,
    };

    /// <summary>A header or a query parameter is wrong.</summary>
    public static Problem BadRequest(string detail) => new()
    {
        Type = "/problems/bad-request",
        Title = "The request cannot be understood.",
        Status = 400,
        Detail = detail,
    };

    /// <summary>Nobody is signed in.</summary>
    public static Problem Unauthorized() => new()
    {
        Type = "/problems/unauthorized",
        Title = "Sign in first.",
        Status = 401,
    };

    /// <summary>Who is signed in may not do this.</summary>
    public static Problem Forbidden(string detail) => new()
    {
        Type = "/problems/forbidden",
        Title = "You may not do this.",
        Status = 403,
        Detail = detail,
    };

    /// <summary>No such ticket, or not one for the caller: the answer does not tell which.</summary>
    public static Problem TicketNotFound() => new()
    {
        Type = "/problems/ticket-not-found",
        Title = "There is no such ticket for you.",
        Status = 404,
    };

    /// <summary>No such saved view.</summary>
    public static Problem ViewNotFound() => new()
    {
        Type = "/problems/view-not-found",
        Title = "There is no such view for you.",
        Status = 404,
    };

    /// <summary>Nobody knows that source of news.</summary>
    public static Problem SourceNotFound() => new()
    {
        Type = "/problems/source-not-found",
        Title = "There is no such source.",
        Status = 404,
        Detail = "Sources are github, jira, servicenow, and those that intake.webhooks of the support model names.",
    };

    /// <summary>There is no such canned answer for the ticket.</summary>
    public static Problem NoCannedAnswer(string answer) => new()
    {
        Type = "/problems/no-canned-answer",
        Title = "There is no such canned answer for this ticket.",
        Status = 404,
        Detail = $"The support model has no canned answer '{answer}' for tickets of this application.",
    };

    /// <summary>There is no such command.</summary>
    public static Problem UnknownCommand(string command) => new()
    {
        Type = "/problems/unknown-command",
        Title = "There is no such command.",
        Status = 404,
        Detail = $"'{command}' is no command to a ticket.",
    };

    /// <summary>The rules forbid the command now.</summary>
    public static Problem CommandRefused(string reason) => new()
    {
        Type = "/problems/command-refused",
        Title = "The ticket does not allow this now.",
        Status = 409,
        Detail = reason,
    };

    /// <summary>The ticket has changed since the caller looked.</summary>
    public static Problem Stale(int version) => new()
    {
        Type = "/problems/stale",
        Title = "The ticket has changed since you looked.",
        Status = 412,
        Detail = $"Its ETag is now \"{version}\".",
    };

    /// <summary>The body is too large.</summary>
    public static Problem TooLarge(int bytesMax) => new()
    {
        Type = "/problems/too-large",
        Title = "The body is too large.",
        Status = 413,
        Detail = $"At most {bytesMax} bytes are taken.",
    };

    /// <summary>The body is of a kind that is not taken.</summary>
    public static Problem UnsupportedMediaType() => new()
    {
        Type = "/problems/unsupported-media-type",
        Title = "The body must be JSON.",
        Status = 415,
        Detail = "Send Content-Type: application/json.",
    };

    /// <summary>Fields are invalid.</summary>
    public static Problem InvalidFields(IReadOnlyList<FieldError> errors) => new()
    {
        Type = "/problems/invalid-fields",
        Title = "Some fields are invalid.",
        Status = 422,
        Errors = errors,
    };

    /// <summary>An idempotency key was used before, with another body.</summary>
    public static Problem KeyReused() => new()
    {
        Type = "/problems/idempotency-key-reused",
        Title = "This Idempotency-Key was used for another request.",
        Status = 422,
        Detail = "Use a new key for a new request; repeat a key only with the same body.",
    };

    /// <summary>Storage or the bus cannot be reached.</summary>
    public static Problem Unavailable() => new()
    {
        Type = "/problems/unavailable",
        Title = "The service cannot do this right now.",
        Status = 503,
        Detail = "Repeat the request; with the same Idempotency-Key it is done once, whatever became of this attempt.",
        RetryAfterSeconds = 5,
    };
}
