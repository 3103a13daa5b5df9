using Microsoft.AspNetCore.Http;
using Support.Mail.Providers;
using Support.Platform.Content;
using Support.Platform.Http;

namespace Support.Functions.Intake.Email.Providers;

/// <summary>What the webhooks of all providers have in common.</summary>
internal static class ProviderDelivery
{
    /// <summary>The largest body that is taken: what can be kept whole. Providers take mails of 25 to 35 MB.</summary>
    public const int BytesMax = ContentStore.BytesMax;

    /// <summary>A delivery as the one way in takes it.</summary>
    /// <param name="provider">Who delivers.</param>
    /// <param name="mail">The mail that was read of the body.</param>
    /// <param name="body">The body.</param>
    /// <param name="contentType">What the body is.</param>
    public static ArrivedMail Arrived(string provider, ProviderMail mail, ReadOnlyMemory<byte> body, string? contentType) => mail.Raw is { } raw
        ? new ArrivedMail { Provider = provider, ProviderId = mail.Id, Original = raw, Parts = mail.Parts, Envelope = mail.Envelope }
        : new ArrivedMail
        {
            Provider = provider,
            ProviderId = mail.Id,
            Original = body,
            ContentType = contentType ?? "application/octet-stream",
            Parts = mail.Parts,
            Envelope = mail.Envelope,
        };

    /// <summary>The answer: 200, because some providers take nothing else for success and would send the mail again.</summary>
    public static JsonAnswer Taken(MailOutcome outcome) =>
        new(new MailAnswer(outcome.Fate, outcome.Reason, outcome.Ticket, outcome.Known), StatusCodes.Status200OK);

    /// <summary>The source has no secret yet: 403, with the setting that it wants.</summary>
    public static Problem NotSetUp(string source) =>
        Problems.Forbidden($"Mails are not taken from here: the setting Intake:{source}:secret is not set.");
}
