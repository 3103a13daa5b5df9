using System.Globalization;
using Microsoft.Extensions.Configuration;
using Support.Domain.Tickets;
using Support.Platform.Links;

namespace Support.Platform.Attachments;

/// <summary>Links to files that hold for a quarter of an hour: whoever may read the message gets new ones with it.</summary>
public sealed class AttachmentLinks(KeyRing keys, TimeProvider time, IConfiguration configuration)
{
    /// <summary>How long a link gives the file.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(15);

    private readonly ExpiringTokens _tokens = new(keys, time);

    /// <summary>What makes links to files now, without asking storage for each.</summary>
    public async ValueTask<AttachmentSigner> SignerAsync(CancellationToken cancellationToken)
    {
        string address = configuration["Support:PublicBaseUrl"] ?? throw new InvalidOperationException("Support:PublicBaseUrl is not set.");
        byte[] secret = await keys.SecretAsync(cancellationToken);
        return new AttachmentSigner(new Uri(address.TrimEnd('/') + "/"), secret, (time.GetUtcNow() + Lifetime).ToUnixTimeSeconds());
    }

    /// <summary>Whether a link gives that file now. Takes the same time for any wrong signature.</summary>
    public ValueTask<bool> OpensAsync(
        string content, string? name, string? expires, string? signature, CancellationToken cancellationToken) =>
        _tokens.FitsAsync(Subject(content, name ?? string.Empty), $"{expires}.{signature}", cancellationToken);

    // What is signed is told apart from every other thing that this secret signs by its first line.
    internal static string Subject(string content, string name) => $"file\n{content}\n{name}";
}

/// <summary>Makes links that end at one instant.</summary>
public sealed class AttachmentSigner
{
    private readonly Uri _base;
    private readonly byte[] _secret;
    private readonly long _expiry;

    internal AttachmentSigner(Uri publicBase, byte[] secret, long expiry) => (_base, _secret, _expiry) = (publicBase, secret, expiry);

    /// <summary>The link of a file. Its name is in the query: a path takes not every character that a name has.</summary>
    public Uri For(AttachedFile file) => new(_base, string.Create(
        CultureInfo.InvariantCulture,
        $"api/attachments/{file.Content}?name={Uri.EscapeDataString(file.Name)}&expires={_expiry}&signature={ExpiringTokens.Sign(_secret, AttachmentLinks.Subject(file.Content, file.Name), _expiry)}"));
}
