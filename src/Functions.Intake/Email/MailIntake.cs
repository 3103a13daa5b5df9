using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Support.Domain.Json;
using Support.Domain.Mail;
using Support.Domain.Model;
using Support.Mail;
using Support.Platform.Http;
using Support.Platform.Mail;
using Support.Platform.Model;
using Support.Platform.Receipts;

namespace Support.Functions.Intake.Email;

/// <summary>
/// The one way of a mail into the system, whoever delivers it. Its bytes are kept before anything else is done, so that
/// nothing that was accepted is lost; then it is read, judged, and done once, however often it is delivered. What cannot be
/// done is in the quarantine with the reason. An exception leaves here only when storage or the bus are away.
/// </summary>
public sealed partial class MailIntake(
    MailContents contents,
    MailReading reading,
    MailJudgement judgement,
    MailActions actions,
    MailQuarantine quarantine,
    IntakeReceipts receipts,
    MailPace pace,
    KeptMails later,
    SuppressionStore suppressions,
    SupportModelSource model,
    TimeProvider time,
    ILogger<MailIntake> logger)
{
    private readonly ILogger _logger = logger;

    /// <summary>Takes a mail. It may be repeated: the same mail is done once, also when another provider delivers it.</summary>
    public async Task<MailOutcome> TakeAsync(ArrivedMail arrived, CancellationToken cancellationToken) =>
        await TakeAsync(arrived, await contents.KeepAsync(arrived, cancellationToken), cancellationToken);

    /// <summary>Takes a mail whose bytes are kept.</summary>
    public async Task<MailOutcome> TakeAsync(ArrivedMail arrived, KeptMail kept, CancellationToken cancellationToken)
    {
        InboundMail? mail = null;
        try
        {
            mail = reading.Read(arrived);
            MailOutcome outcome = await TakeAsync(mail, kept, arrived.Original.Length, cancellationToken);
            LogTaken(outcome.Fate, kept.Provider, kept.Content, outcome.Ticket?.Value);
            return outcome;
        }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested && !UnavailableMiddleware.IsOutage(error))
        {
            // A fault of ours: the receipt says what was to be done, and taking the mail once more goes on from there.
            LogFailed(kept.Provider, kept.Content, error);
            string reason = $"Taking it failed ({error.GetType().Name}: {error.Message}). Replay it after the fault is mended.";
            await quarantine.KeepAsync(kept, arrived.Original.Length, mail, reason, cancellationToken);
            return new MailOutcome(MailFate.Quarantined, reason);
        }
    }

    private async Task<MailOutcome> TakeAsync(InboundMail mail, KeptMail kept, int size, CancellationToken cancellationToken)
    {
        string hash = HashOf(mail);
        (DeliveryKey key, IntakeReceipt? receipt) = await FindAsync(mail, kept, hash, cancellationToken);
        if (receipt?.Outcome is { } known)
        {
            return Read(known) with { Known = true };
        }

        if (receipt is null)
        {
            MailDecision decision = await judgement.DecideAsync(mail, cancellationToken);
            decision = kept.Release ? MailJudgement.Released(decision, mail) : decision;
            if (await HoldAsync(mail, decision, kept, cancellationToken) is { } held)
            {
                return held;
            }

            receipt = await receipts.BeginAsync(key, hash, JsonSerializer.Serialize(decision, SupportJson.Options), cancellationToken);
            if (receipt.Outcome is { } done)
            {
                return Read(done) with { Known = true };
            }
        }

        MailDecision plan = JsonSerializer.Deserialize<MailDecision>(receipt.Plan, SupportJson.Options)!;
        MailOutcome outcome = plan.Action == MailAction.Quarantine
            ? new MailOutcome(MailFate.Quarantined, plan.Reason)
            : await DoAsync(plan, mail, kept, receipt, cancellationToken);
        if (outcome.Fate == MailFate.Quarantined)
        {
            // Before the receipt says that all is done: whoever repeats a finished delivery looks no further.
            await quarantine.KeepAsync(kept, size, mail, outcome.Reason, cancellationToken);
        }

        await receipts.CompleteAsync(receipt, JsonSerializer.Serialize(outcome, SupportJson.Options), cancellationToken);
        return outcome;
    }

    private async Task<MailOutcome> DoAsync(
        MailDecision plan, InboundMail mail, KeptMail kept, IntakeReceipt receipt, CancellationToken cancellationToken)
    {
        MailMessage message = await contents.MessageAsync(mail, kept, receipt, cancellationToken);
        MailOutcome outcome = await actions.DoAsync(plan, mail, message, receipt, cancellationToken);
        await LiftAsync(mail, cancellationToken);
        return outcome;
    }

    // Another mail under a Message-ID that was used before is not swallowed: it has a key of its own.
    private async Task<(DeliveryKey Key, IntakeReceipt? Receipt)> FindAsync(
        InboundMail mail, KeptMail kept, string hash, CancellationToken cancellationToken)
    {
        var key = new DeliveryKey("mail", mail.MessageId ?? (kept.ProviderId is { } id ? $"{kept.Provider} {id}" : hash));
        IntakeReceipt? receipt = await receipts.FindAsync(key, cancellationToken);
        if (receipt is not null && receipt.BodyHash != hash)
        {
            key = key with { Value = $"{key.Value}\n{hash}" };
            receipt = await receipts.FindAsync(key, cancellationToken);
        }

        if (kept.Replay > 0 && receipt?.Outcome is { } known && Read(known).Fate == MailFate.Quarantined)
        {
            key = key with { Scope = string.Create(CultureInfo.InvariantCulture, $"mail replay {kept.Replay}") };
            receipt = await receipts.FindAsync(key, cancellationToken);
        }

        return (key, receipt);
    }

    // What goes into the quarantine disturbs nobody and need not wait.
    private async Task<MailOutcome?> HoldAsync(InboundMail mail, MailDecision decision, KeptMail kept, CancellationToken cancellationToken)
    {
        if (kept.Paced || decision.Action == MailAction.Quarantine)
        {
            return null;
        }

        EmailRules rules = model.Current.Intake.Email;
        string sender = mail.From?.Address.ToLowerInvariant() ?? string.Empty;
        DateTimeOffset moment = await pace.TakeMomentAsync($"sender\n{sender}", rules.PerSender, cancellationToken);
        if (decision is { Ticket: { } ticket, Action: not (MailAction.OpenLinked or MailAction.OpenFollowUp) })
        {
            DateTimeOffset free = await pace.TakeMomentAsync($"ticket\n{ticket}", rules.PerTicket, cancellationToken);
            moment = free > moment ? free : moment;
        }

        if (moment <= time.GetUtcNow())
        {
            return null;
        }

        await later.ScheduleAsync(kept with { Paced = true }, moment, cancellationToken);
        return new MailOutcome(
            MailFate.Held,
            $"More mails came than the support model takes in an hour (intake.email.rate); this one waits until {moment.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}.");
    }

    // Who writes can be written to again.
    private async Task LiftAsync(InboundMail mail, CancellationToken cancellationToken)
    {
        if (mail is { Machine.IsAutomatic: false, Authentication.IsForged: false } && MailJudgement.SenderOf(mail) is { } sender)
        {
            await suppressions.LiftAsync(sender.Email, cancellationToken);
        }
    }

    private static MailOutcome Read(string outcome) => JsonSerializer.Deserialize<MailOutcome>(outcome, SupportJson.Options)!;

    // What makes a mail itself, whoever delivers it: on the way headers are added, and the text is encoded and broken anew.
    private static string HashOf(InboundMail mail)
    {
        string text = string.Concat(mail.Text.Where(static c => !char.IsWhiteSpace(c)));
        string files = string.Join(' ', mail.Attachments.Select(static file => file.Content.Length));
        string what = string.Create(CultureInfo.InvariantCulture, $"{mail.From?.Address.ToLowerInvariant()}\n{mail.Date:O}\n{mail.Subject}\n{files}\n{text}");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(what)));
    }

    [LoggerMessage(1021, LogLevel.Information, "A mail by {Provider} ({KeptAs}) is {Fate} {Ticket}.")]
    private partial void LogTaken(MailFate fate, string provider, string keptAs, string? ticket);

    [LoggerMessage(1022, LogLevel.Error, "A mail by {Provider} ({KeptAs}) could not be taken; it is in the quarantine.")]
    private partial void LogFailed(string provider, string keptAs, Exception error);
}
