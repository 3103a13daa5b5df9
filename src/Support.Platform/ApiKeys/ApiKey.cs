using Microsoft.AspNetCore.Http;

namespace Support.Platform.ApiKeys;

/// <summary>What is known of a key. The key itself is not.</summary>
public sealed record ApiKey
{
    /// <summary>To open tickets and write messages.</summary>
    public const string WriteTickets = "tickets:write";

    /// <summary>To read the tickets of the key's organisation.</summary>
    public const string ReadTickets = "tickets:read";

    /// <summary>What a key can allow.</summary>
    public static IReadOnlyList<string> AllScopes { get; } = [WriteTickets, ReadTickets];

    /// <summary>Id.</summary>
    public required string Id { get; init; }

    /// <summary>The integration that holds it, for people.</summary>
    public required string Name { get; init; }

    /// <summary>The organisation of the model whose tickets it opens and reads; null for none.</summary>
    public string? Organisation { get; init; }

    /// <summary>What it allows.</summary>
    public required IReadOnlyList<string> Scopes { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Who made it.</summary>
    public required string CreatedBy { get; init; }

    /// <summary>When it ends; null for never.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>When it was revoked; null when it was not.</summary>
    public DateTimeOffset? RevokedAt { get; init; }

    /// <summary>Who revoked it; null when nobody did.</summary>
    public string? RevokedBy { get; init; }

    /// <summary>The day on which it was used last; null for never. Coarse, so that using a key does not mean writing.</summary>
    public DateOnly? LastUsedOn { get; init; }

    /// <summary>Whether it opens anything at an instant.</summary>
    public bool IsValidAt(DateTimeOffset now) => RevokedAt is null && (ExpiresAt is null || now < ExpiresAt);

    /// <summary>Whether it allows that.</summary>
    public bool Allows(string scope) => Scopes.Contains(scope);

    /// <summary>The key that came with a request and was found valid; null for none.</summary>
    public static ApiKey? Of(HttpRequest request) => request.HttpContext.Features.Get<ApiKey>();
}
