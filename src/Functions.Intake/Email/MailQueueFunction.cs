using Azure.Messaging.ServiceBus;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Support.Platform.Bus;
using Support.Platform.Content;
using Support.Platform.Mail;

namespace Support.Functions.Intake.Email;

/// <summary>Queue <c>mail</c>: takes mails that have waited their turn, and those that somebody takes out of the quarantine.</summary>
public sealed partial class MailQueueFunction(
    MailIntake intake, MailReading reading, MailQuarantine quarantine, ContentStore contents, ILogger<MailQueueFunction> logger)
{
    private readonly ILogger _logger = logger;

    /// <summary>Takes one.</summary>
    [Function("MailQueue")]
    public async Task RunAsync(
        [ServiceBusTrigger(BusNames.Mail, Connection = BusNames.Connection)] ServiceBusReceivedMessage message,
        CancellationToken cancellationToken)
    {
        KeptMail kept = KeptMails.Read(message);
        if (await contents.FindAsync(kept.Content, cancellationToken) is not { } original)
        {
            LogGone(kept.Provider, kept.Content);
            return;
        }

        MailOutcome outcome = await intake.TakeAsync(reading.Restore(kept, original.Bytes), kept, cancellationToken);
        if (kept.Replay > 0 && outcome.Fate is MailFate.Opened or MailFate.Added)
        {
            await quarantine.TakenAsync(kept, outcome, cancellationToken);
        }
    }

    [LoggerMessage(1023, LogLevel.Warning, "The bytes of a mail by {Provider} ({KeptAs}) are gone: it was discarded while it waited.")]
    private partial void LogGone(string provider, string keptAs);
}
