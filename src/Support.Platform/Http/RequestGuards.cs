using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Support.Platform.Tickets;

namespace Support.Platform.Http;

/// <summary>The headers that guard a write: <c>Idempotency-Key</c> and <c>If-Match</c>.</summary>
public sealed record RequestGuards
{
    private const int KeyLengthMax = 255;

    /// <summary>The key; null when the request has none.</summary>
    public IdempotencyKey? Key { get; private init; }

    /// <summary>The version that the caller saw; null when the request does not say.</summary>
    public int? IfVersion { get; private init; }

    /// <summary>Why the headers cannot be used; null when they can.</summary>
    public Problem? Problem { get; private init; }

    /// <summary>Reads the headers.</summary>
    /// <param name="request">The request.</param>
    /// <param name="scope">Whose keys these are.</param>
    /// <param name="bodyHash">Hash of route and body.</param>
    public static RequestGuards Read(HttpRequest request, string scope, string bodyHash)
    {
        StringValues keys = request.Headers["Idempotency-Key"];
        string? key = keys;
        if (keys.Count > 1 || (key is not null && (key.Length is 0 or > KeyLengthMax || key.Any(c => c is < '!' or > '~'))))
        {
            return Refuse($"Idempotency-Key stands once and takes 1 to {KeyLengthMax} visible ASCII characters.");
        }

        string? ifMatch = request.Headers.IfMatch;
        int? version = null;
        if (ifMatch is not null and not "*")
        {
            if (!int.TryParse(ifMatch.Trim().Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out int seen))
            {
                return Refuse("If-Match takes the ETag of a ticket, such as \"7\".");
            }

            version = seen;
        }

        return new RequestGuards
        {
            Key = key is null ? null : new IdempotencyKey(scope, key, bodyHash),
            IfVersion = version,
        };
    }

    /// <summary>Whether <c>If-None-Match</c> names that version: a list of ETags, weak ones among them, or <c>*</c>.</summary>
    public static bool Has(HttpRequest request, int version)
    {
        string tag = string.Create(CultureInfo.InvariantCulture, $"\"{version}\"");
        return request.Headers.IfNoneMatch.ToString()
            .Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Any(sent => sent == "*" || sent == tag || sent == $"W/{tag}");
    }

    private static RequestGuards Refuse(string detail) => new() { Problem = Problems.BadRequest(detail) };
}
