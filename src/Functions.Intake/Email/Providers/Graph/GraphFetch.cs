using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Support.Domain.Json;
using Support.Mail.Providers;
using Support.Platform.Graph;
using Support.Platform.Receipts;

namespace Support.Functions.Intake.Email.Providers.Graph;

/// <summary>
/// Does what the queue of a mailbox holds: fetches a mail and takes it in, once for each id, or follows an event in the life of
/// the subscription. What Graph cannot do now comes back later.
/// </summary>
public sealed partial class GraphFetch(
    MailIntake intake,
    GraphClient graph,
    GraphWatch watch,
    GraphTasks tasks,
    IntakeReceipts receipts,
    IConfiguration configuration,
    TimeProvider time,
    ILogger<GraphFetch> logger)
{
    /// <summary>How often something is tried: for about a day.</summary>
    public const int AttemptsMax = 100;

    // A notification may be faster than the mailbox behind it: a mail that is not there yet is asked for again.
    private const int LooksForAbsent = 3;

    private static readonly TimeSpan DelayMin = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan DelayMax = TimeSpan.FromMinutes(15);

    private readonly ILogger _logger = logger;

    /// <summary>Does a task, or puts it back for later.</summary>
    /// <returns>Why it can never be done; null when it is done or will be.</returns>
    public async Task<string?> DoAsync(GraphTask task, CancellationToken cancellationToken)
    {
        if (GraphSettings.Of(configuration) is not { } settings)
        {
            return "The setting Graph:mailbox is not set (any more).";
        }

        try
        {
            return await DoAsync(settings, task, cancellationToken);
        }
        catch (GraphUnavailableException away) when (task.Attempt < AttemptsMax)
        {
            TimeSpan delay = Delay(task, away.RetryAfter);
            LogLater(away.Message, delay);
            await tasks.SendAsync([task with { Attempt = task.Attempt + 1 }], time.GetUtcNow() + delay, cancellationToken);
            return null;
        }
        catch (Exception final) when (final is GraphUnavailableException or GraphRefusedException)
        {
            return final.Message;
        }
    }

    /// <summary>How long to wait: twice as long each time, but as long as Graph wants.</summary>
    internal static TimeSpan Delay(GraphTask task, TimeSpan? wanted)
    {
        TimeSpan own = DelayMin * Math.Pow(2, Math.Min(task.Attempt, 10));
        TimeSpan delay = own < DelayMax ? own : DelayMax;
        return wanted is { } asked && asked > delay ? asked : delay;
    }

    private async Task<string?> DoAsync(GraphSettings settings, GraphTask task, CancellationToken cancellationToken)
    {
        if (task.Kind != GraphTaskKind.Fetch)
        {
            await watch.FollowAsync(settings, task, cancellationToken);
            return null;
        }

        if (task.Id is not { } id)
        {
            return "The task names no mail.";
        }

        var key = new DeliveryKey($"graph {settings.Key}", id);
        if (await receipts.FindAsync(key, cancellationToken) is { IsDone: true })
        {
            return null;
        }

        if (await graph.FindMailAsync(settings, id, cancellationToken) is not { } raw)
        {
            if (task.Attempt < LooksForAbsent)
            {
                throw new GraphUnavailableException("The mail is not in the mailbox.");
            }

            LogGone(id);
            await WriteDownAsync(key, new { outcome = "gone" }, cancellationToken);
            return null;
        }

        ProviderMail mail = ExchangeMail.Read(raw, settings.TrustsExchange) with { Id = id };
        MailOutcome outcome = await intake.TakeAsync(ProviderDelivery.Arrived(GraphSettings.Source, mail, raw, null), cancellationToken);
        await WriteDownAsync(key, outcome, cancellationToken);
        return null;
    }

    // So that a mail that is told of again is not fetched again.
    private async Task WriteDownAsync(DeliveryKey key, object outcome, CancellationToken cancellationToken)
    {
        IntakeReceipt receipt = await receipts.BeginAsync(key, string.Empty, "{}", cancellationToken);
        await receipts.CompleteAsync(receipt, JsonSerializer.Serialize(outcome, SupportJson.Options), cancellationToken);
    }

    [LoggerMessage(1082, LogLevel.Warning, "{Reason} It is tried again in {Delay}.")]
    private partial void LogLater(string reason, TimeSpan delay);

    [LoggerMessage(1083, LogLevel.Warning, "The mail {Id} was deleted from the mailbox before it was fetched; nothing came of it.")]
    private partial void LogGone(string id);
}
