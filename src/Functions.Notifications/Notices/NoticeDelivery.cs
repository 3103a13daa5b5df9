using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Support.Domain.Model;
using Support.Domain.Notices;
using Support.Domain.Tickets;
using Support.Platform.Chat;
using Support.Platform.Mail;
using Support.Platform.Model;
using Support.Platform.Notices;
using Support.Platform.Teams;
using Support.Platform.Webhooks;
using Support.Views;

namespace Support.Functions.Notifications.Notices;

/// <summary>
/// Sends one notice: once, for certain. The attempt is recorded before it is made and its end after; what was recorded as
/// sent is never sent again, and what ended without a word is. Only the moment between the provider's word and the record
/// can bring a mail twice, and then under the same Message-ID and operation id, by which provider and reader know it.
/// </summary>
public sealed partial class NoticeDelivery(
    NoticeLog log,
    NoticeContents contents,
    NoticeRenderer renderer,
    NoticeMails mails,
    SuppressionStore suppressions,
    IMailSender mail,
    TeamsWebhook teams,
    SignedWebhooks webhooks,
    NoticeRetries retries,
    SupportModelSource model,
    ChatConversations chats,
    TimeProvider time,
    ILogger<NoticeDelivery> logger)
{
    private const int ErrorLengthMax = 500;
    private readonly ConcurrentDictionary<string, Notice> _inFlight = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, NoticeFate> _unrecorded = new(StringComparer.Ordinal);
    private readonly ILogger _logger = logger;

    /// <summary>Sends the notice, unless that was done before.</summary>
    public async Task DeliverAsync(Ticket ticket, Notice notice, CancellationToken cancellationToken)
    {
        // The same change may arrive twice at the same moment: who comes second in this process leaves it to the first.
        string key = $"{ticket.Id}/{notice.Key}";
        if (!_inFlight.TryAdd(key, notice))
        {
            return;
        }

        DateTimeOffset? again;
        try
        {
            again = await TakeTurnAsync(key, ticket, notice, cancellationToken);
        }
        finally
        {
            _inFlight.TryRemove(key, out _);
        }

        // Last of all: a retry that came while this attempt was still in flight would be left to it, and be lost. Should
        // the process die before, the message that brought the notice here is not settled and comes again.
        if (again is { } at)
        {
            await retries.ScheduleAsync(ticket.Id, notice, at, cancellationToken);
        }
    }

    // When to try again; null when nothing is left to do.
    private async Task<DateTimeOffset?> TakeTurnAsync(string key, Ticket ticket, Notice notice, CancellationToken cancellationToken)
    {
        if (notice.SendAt is { } sendAt && time.GetUtcNow() < sendAt)
        {
            return await log.WaitAsync(ticket.Id, notice, time.GetUtcNow(), cancellationToken) ? sendAt : null;
        }

        NoticeTurn turn = await log.BeginAsync(ticket.Id, notice, time.GetUtcNow(), cancellationToken);
        if (turn.Attempt is not { } attempt)
        {
            return turn.BusyUntil;
        }

        // Sent before, but storage was away when that was to be recorded: only the record is still owed.
        if (!_unrecorded.TryGetValue(key, out NoticeFate fate))
        {
            if (await IsLeftOutAsync(ticket, notice, attempt, cancellationToken))
            {
                return null;
            }

            try
            {
                fate = await SendAsync(ticket, notice, cancellationToken) ? NoticeFate.Sent : NoticeFate.Skipped;
            }
            catch (Exception error) when (!cancellationToken.IsCancellationRequested)
            {
                return await FailAsync(ticket.Id, notice, attempt, error, cancellationToken);
            }

            _unrecorded[key] = fate;
        }

        await log.EndAsync(attempt, fate, time.GetUtcNow(), null, cancellationToken);
        _unrecorded.TryRemove(key, out _);
        return null;
    }

    // What its recipient does not want, and what is not worth sending any more, is recorded with the reason.
    private async Task<bool> IsLeftOutAsync(
        Ticket ticket, Notice notice, NoticeAttempt attempt, CancellationToken cancellationToken)
    {
        string? withheld = notice.Withheld ?? await WhySuppressedAsync(notice, cancellationToken);
        string? moot = withheld ?? NoticeRelevance.WhyMoot(notice, ticket) ?? await WhySeenAsync(ticket, notice, cancellationToken);
        if (moot is not { } why)
        {
            return false;
        }

        NoticeFate fate = withheld is null ? NoticeFate.Dropped : NoticeFate.Skipped;
        await log.EndAsync(attempt, fate, time.GetUtcNow(), why, cancellationToken);
        return true;
    }

    private async Task<string?> WhySuppressedAsync(Notice notice, CancellationToken cancellationToken) =>
        notice.Channel == NoticeChannel.Email && await suppressions.FindAsync(notice.Recipient, cancellationToken) is { } suppressed
            ? suppressed.Why
            : null;

    private async Task<string?> WhySeenAsync(Ticket ticket, Notice notice, CancellationToken cancellationToken) =>
        notice is { ToRequester: true, SendAt: not null, Message: { } message }
            ? await chats.WhySeenAsync(ticket.Id, message, cancellationToken)
            : null;

    private async Task<bool> SendAsync(Ticket ticket, Notice notice, CancellationToken cancellationToken)
    {
        NoticeContent content = await contents.GatherAsync(ticket, notice, cancellationToken);
        return notice.Channel switch
        {
            NoticeChannel.Email => await mail.SendAsync(await mails.WriteAsync(content, cancellationToken), cancellationToken),
            NoticeChannel.Teams => await PostCardAsync(content, cancellationToken),
            _ => await CallWebhookAsync(content, cancellationToken),
        };
    }

    private async Task<bool> PostCardAsync(NoticeContent content, CancellationToken cancellationToken)
    {
        if (teams.AddressOf(content.Notice.Recipient) is not { } address)
        {
            return false;
        }

        await teams.PostAsync(address, renderer.RenderCard(content), cancellationToken);
        return true;
    }

    private async Task<bool> CallWebhookAsync(NoticeContent content, CancellationToken cancellationToken)
    {
        Notice notice = content.Notice;
        if (!model.Current.Webhooks.TryGetValue(notice.Recipient, out Webhook? webhook))
        {
            return false;
        }

        string messageId = MailThread.OperationId(content.Ticket.Id, notice).ToString();
        byte[] body = notice.ToVendor ? VendorPayload.Of(content) : WebhookPayload.Of(content);
        await webhooks.PostAsync(notice.Recipient, webhook.Url, messageId, body, cancellationToken);
        return true;
    }

    private async Task<DateTimeOffset?> FailAsync(
        TicketId ticketId, Notice notice, NoticeAttempt attempt, Exception error, CancellationToken cancellationToken)
    {
        bool again = error is not MailRefusedException && NoticeRetries.IsWorthAnother(attempt.Record.Attempts);
        string message = error.GetBaseException().Message;
        LogFailed(notice.Reason, notice.Channel, ticketId.Value, attempt.Record.Attempts, error.GetType().Name, again);
        await log.EndAsync(
            attempt,
            again ? NoticeFate.Retrying : NoticeFate.Failed,
            time.GetUtcNow(),
            message.Length > ErrorLengthMax ? message[..ErrorLengthMax] : message,
            cancellationToken);
        return again ? time.GetUtcNow() + NoticeRetries.Delay(attempt.Record.Attempts) : null;
    }

    [LoggerMessage(3001, LogLevel.Warning, "{Reason} by {Channel} for {TicketId} failed on attempt {Attempt} ({Error}); again: {Again}.")]
    private partial void LogFailed(NoticeReason reason, NoticeChannel channel, string ticketId, int attempt, string error, bool again);
}
