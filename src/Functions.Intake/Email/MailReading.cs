using Microsoft.Extensions.Configuration;
using Support.Domain.Model;
using Support.Mail;
using Support.Mail.Mime;
using Support.Mail.Parts;
using Support.Platform.Mail;
using Support.Platform.Model;

namespace Support.Functions.Intake.Email;

/// <summary>Reads an arrived mail into the one normal form, whoever delivered it.</summary>
public sealed class MailReading(IEnumerable<IMailFormat> formats, SupportModelSource model, IConfiguration configuration)
{
    // Servers whose Authentication-Results are believed: those that receive our mail (RFC 8601, 1.6).
    private readonly string[] _trusted = (configuration["Intake:email:trustedServers"] ?? string.Empty)
        .Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private readonly string? _sender = configuration["Email:sender"];

    /// <summary>Reads it.</summary>
    public InboundMail Read(ArrivedMail arrived) =>
        InboundMail.Of(arrived.Parts ?? MimeReader.Read(arrived.Original), arrived.Envelope, Identity());

    /// <summary>The mail as it arrived, from its bytes and how they were kept.</summary>
    /// <exception cref="InvalidOperationException">No format of that provider is known: its mail cannot be taken apart.</exception>
    public ArrivedMail Restore(KeptMail kept, ReadOnlyMemory<byte> bytes) => new()
    {
        Provider = kept.Provider,
        ProviderId = kept.ProviderId,
        Original = bytes,
        ContentType = kept.ContentType,
        Parts = kept.ContentType == ArrivedMail.Rfc822 ? null : PartsOf(kept, bytes),
        Envelope = new MailEnvelope { From = kept.EnvelopeFrom, To = kept.EnvelopeTo, AuthenticationResults = kept.AuthenticationResults },
    };

    /// <summary>Who we are.</summary>
    public MailIdentity Identity()
    {
        Organisation organisation = model.Current.Organisation;
        return new MailIdentity
        {
            Addresses = _sender is null ? [organisation.SupportAddress] : [organisation.SupportAddress, _sender],
            MessageIdDomains = [MailThread.DomainOf(organisation.SupportAddress)],
            TrustedServers = _trusted,
        };
    }

    private MailParts PartsOf(KeptMail kept, ReadOnlyMemory<byte> bytes) =>
        formats.FirstOrDefault(format => format.Provider == kept.Provider)?.Read(bytes, kept.ContentType)
        ?? throw new InvalidOperationException($"No format of the provider {kept.Provider} is known.");
}
