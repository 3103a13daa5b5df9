using Microsoft.Extensions.Configuration;
using Support.Domain.Tickets;

namespace Support.Platform.Links;

/// <summary>
/// Signed, expiring links to one ticket: who holds one is the requester, or the vendor whom the ticket was sent to. The token is <c>expiry.signature</c>, expiry in
/// Unix seconds, signature HMAC-SHA256 over reference and expiry, cut to 128 bits.
/// </summary>
public sealed class TicketLinks(KeyRing keys, TimeProvider time, IConfiguration configuration)
{
    /// <summary>How long a link opens its ticket.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(90);

    /// <summary>The query parameter that carries the token.</summary>
    public const string Parameter = "access";

    private readonly ExpiringTokens _tokens = new(keys, time);
    private readonly Uri _publicBase = Base(configuration, "Support:PublicBaseUrl");
    private readonly Uri _deskBase = Base(configuration, "Support:DeskBaseUrl", "Support:PublicBaseUrl");

    /// <summary>The requester's link, valid <see cref="Lifetime"/> from the given instant.</summary>
    public async ValueTask<Uri> ForRequesterAsync(TicketId id, DateTimeOffset from, CancellationToken cancellationToken)
    {
        string token = await TokenAsync(RequesterSubject(id), from, cancellationToken);
        return new Uri(_publicBase, $"api/tickets/{id}?{Parameter}={token}");
    }

    /// <summary>
    /// The vendor's link, valid <see cref="Lifetime"/> from the given instant: it opens what was sent to that address and
    /// nothing else of the ticket.
    /// </summary>
    public async ValueTask<Uri> ForVendorAsync(TicketId id, string vendor, DateTimeOffset from, CancellationToken cancellationToken)
    {
        string token = await TokenAsync(VendorSubject(id, vendor), from, cancellationToken);
        return new Uri(_publicBase, $"api/vendor/tickets/{id}?{Parameter}={token}");
    }

    /// <summary>Where an agent sees the ticket.</summary>
    public Uri ForAgent(TicketId id) => new(_deskBase, $"api/desk/tickets/{id}");

    /// <summary>Whether the token opens the ticket now. Takes the same time for any wrong signature.</summary>
    public ValueTask<bool> OpensAsync(TicketId id, string? token, CancellationToken cancellationToken) =>
        FitsAsync(RequesterSubject(id), token, cancellationToken);

    /// <summary>Whether the token lets that vendor answer the ticket now. A requester's token does not, nor another vendor's.</summary>
    public ValueTask<bool> OpensForVendorAsync(TicketId id, string vendor, string? token, CancellationToken cancellationToken) =>
        FitsAsync(VendorSubject(id, vendor), token, cancellationToken);

    // What a token is for is part of what is signed, so that a token for one thing is none for another.
    private static string RequesterSubject(TicketId id) => $"link\n{id}";

    private static string VendorSubject(TicketId id, string vendor) => $"vendor\n{id}\n{vendor}";

    private ValueTask<string> TokenAsync(string subject, DateTimeOffset from, CancellationToken cancellationToken) =>
        _tokens.MakeAsync(subject, from + Lifetime, cancellationToken);

    private ValueTask<bool> FitsAsync(string subject, string? token, CancellationToken cancellationToken) =>
        _tokens.FitsAsync(subject, token, cancellationToken);

    private static Uri Base(IConfiguration configuration, params string[] settings)
    {
        string address = settings.Select(name => configuration[name]).FirstOrDefault(value => !string.IsNullOrEmpty(value))
            ?? throw new InvalidOperationException($"{settings[0]} is not set.");
        return new Uri(address.TrimEnd('/') + "/");
    }
}
