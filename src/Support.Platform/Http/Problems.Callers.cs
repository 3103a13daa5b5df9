namespace Support.Platform.Http;

public static partial class Problems
{
    /// <summary>No such file, or the link to it does not hold any more: the answer does not tell which.</summary>
    public static Problem FileNotFound() => new()
    {
        Type = "/problems/file-not-found",
        Title = "There is no such file for you.",
        Status = 404,
        Detail = "Links to files hold for 15 minutes; read the ticket again for a new one.",
    };

    /// <summary>A scanner found something in the file.</summary>
    public static Problem Infected(string? finding) => new()
    {
        Type = "/problems/infected",
        Title = "The file is not given out.",
        Status = 403,
        Detail = $"The malware scanner found {finding ?? "something"} in it.",
    };

    /// <summary>The scanner has not looked into the file yet.</summary>
    public static Problem NotScannedYet(int retryAfterSeconds) => new()
    {
        Type = "/problems/not-scanned-yet",
        Title = "The file waits for the malware scanner.",
        Status = 503,
        RetryAfterSeconds = retryAfterSeconds,
    };

    /// <summary>The key is wrong, ended or revoked: the answer does not tell which.</summary>
    public static Problem KeyNotValid() => new()
    {
        Type = "/problems/key-not-valid",
        Title = "The key is not valid.",
        Status = 401,
    };

    /// <summary>The key is valid, but not for this.</summary>
    public static Problem KeyNotForThis(string scope) => new()
    {
        Type = "/problems/key-not-for-this",
        Title = "The key does not allow this.",
        Status = 403,
        Detail = $"It needs the scope {scope}.",
    };

    /// <summary>Too many requests.</summary>
    public static Problem TooMany(string policy, int retryAfterSeconds) => new()
    {
        Type = "/problems/too-many-requests",
        Title = "Too many requests.",
        Status = 429,
        Detail = $"The limit '{policy}' is reached. Repeat the request later; with the same Idempotency-Key it is done once.",
        RetryAfterSeconds = retryAfterSeconds,
    };

    /// <summary>The body comes too slowly.</summary>
    public static Problem TooSlow() => new()
    {
        Type = "/problems/too-slow",
        Title = "The body came too slowly.",
        Status = 408,
    };

    /// <summary>The query is too long.</summary>
    public static Problem QueryTooLong(int charactersMax) => new()
    {
        Type = "/problems/query-too-long",
        Title = "The query is too long.",
        Status = 414,
        Detail = $"At most {charactersMax} characters are taken.",
    };

    /// <summary>The headers are too large.</summary>
    public static Problem HeadersTooLarge(int charactersMax) => new()
    {
        Type = "/problems/headers-too-large",
        Title = "The headers are too large.",
        Status = 431,
        Detail = $"At most {charactersMax} characters are taken.",
    };

    /// <summary>There is no such key.</summary>
    public static Problem NoSuchKey() => new()
    {
        Type = "/problems/no-such-key",
        Title = "There is no such key.",
        Status = 404,
    };

    /// <summary>There is no such queue, or no such message among its dead letters.</summary>
    public static Problem NoSuchDeadLetter(string detail) => new()
    {
        Type = "/problems/no-such-dead-letter",
        Title = "There is no such dead letter.",
        Status = 404,
        Detail = detail,
    };
}
