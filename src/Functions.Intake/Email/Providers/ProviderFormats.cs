using Support.Mail.Parts;
using Support.Mail.Providers;

namespace Support.Functions.Intake.Email.Providers;

/// <summary>Takes a kept form of SendGrid apart again.</summary>
internal sealed class SendGridFormat : IMailFormat
{
    /// <inheritdoc />
    public string Provider => SendGridFunction.Source;

    /// <inheritdoc />
    public MailParts Read(ReadOnlyMemory<byte> original, string contentType) =>
        ProviderFormats.PartsOf(FormPayload.Read(original, contentType, out _) is { } form ? SendGridForm.Read(form, out _) : null);
}

/// <summary>Takes a kept form of Mailgun apart again.</summary>
internal sealed class MailgunFormat : IMailFormat
{
    /// <inheritdoc />
    public string Provider => MailgunFunction.Source;

    /// <inheritdoc />
    public MailParts Read(ReadOnlyMemory<byte> original, string contentType) =>
        ProviderFormats.PartsOf(FormPayload.Read(original, contentType, out _) is { } form ? MailgunForm.Read(form, out _) : null);
}

/// <summary>Takes kept JSON of Postmark apart again.</summary>
internal sealed class PostmarkFormat : IMailFormat
{
    /// <inheritdoc />
    public string Provider => PostmarkFunction.Source;

    /// <inheritdoc />
    public MailParts Read(ReadOnlyMemory<byte> original, string contentType) =>
        ProviderFormats.PartsOf(PostmarkMail.Read(original, out _));
}

/// <summary>What the formats have in common.</summary>
internal static class ProviderFormats
{
    /// <summary>The parts of a mail; a mail without header or content where nothing can be read.</summary>
    public static MailParts PartsOf(ProviderMail? mail) =>
        mail?.Parts ?? new MailParts { Headers = MailHeaders.None, Remarks = ["What the provider delivered cannot be read any more."] };
}
