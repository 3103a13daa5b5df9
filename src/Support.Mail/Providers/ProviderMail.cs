using Support.Mail.Mime;
using Support.Mail.Parts;

namespace Support.Mail.Providers;

/// <summary>A mail as a provider's webhook delivers it: taken apart by the provider, or in its own bytes.</summary>
public sealed record ProviderMail
{
    private ProviderMail(MailParts parts, ReadOnlyMemory<byte>? raw) => (Parts, Raw) = (parts, raw);

    /// <summary>The mail, taken apart.</summary>
    public MailParts Parts { get; }

    /// <summary>The mail's own bytes (RFC 5322); null where the provider took it apart and they are gone.</summary>
    public ReadOnlyMemory<byte>? Raw { get; }

    /// <summary>What the SMTP conversation said, and what the provider found out of the sender.</summary>
    public MailEnvelope Envelope { get; init; } = new();

    /// <summary>The provider's own id of the mail; null when it gives none.</summary>
    public string? Id { get; init; }

    /// <summary>A mail that the provider took apart.</summary>
    internal static ProviderMail Of(MailParts parts) => new(ProviderFiles.WithReport(parts), null);

    /// <summary>A mail in its own bytes.</summary>
    internal static ProviderMail Of(ReadOnlyMemory<byte> raw) => new(MimeReader.Read(raw), raw);
}
