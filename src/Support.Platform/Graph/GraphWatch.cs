using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace Support.Platform.Graph;

/// <summary>
/// Keeps the subscription to a mailbox alive, and looks for itself what came: a notification may be lost, a look finds every
/// mail. Whatever it does may be done twice, and by two hosts at once: a mail that is fetched twice is one mail.
/// </summary>
public sealed partial class GraphWatch(
    GraphClient graph, GraphState state, GraphTasks queue, IConfiguration configuration, TimeProvider time, ILogger<GraphWatch> logger)
{
    /// <summary>How long a subscription is asked for: Graph gives messages 10,080 minutes at most.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(6);

    /// <summary>A subscription that ends sooner is renewed: several looks may fail before it is too late.</summary>
    public static readonly TimeSpan RenewBefore = TimeSpan.FromDays(3);

    // A mail is reported a little after it was received, and clocks differ.
    private static readonly TimeSpan Overlap = TimeSpan.FromHours(1);

    private const int PagesMax = 200;

    private readonly ILogger _logger = logger;

    /// <summary>The regular round: subscribe or renew where it is due, and look what came.</summary>
    /// <returns>Whether there is a mailbox to watch.</returns>
    public async Task<bool> RunAsync(CancellationToken cancellationToken)
    {
        if (GraphSettings.Of(configuration) is not { } settings)
        {
            return false;
        }

        await TryAsync(LookAsync(settings, cancellationToken));
        await TryAsync(SubscribeAsync(settings, cancellationToken));
        return true;
    }

    /// <summary>Does what a lifecycle event asks for.</summary>
    /// <exception cref="GraphUnavailableException">Not now.</exception>
    public async Task FollowAsync(GraphSettings settings, GraphTask task, CancellationToken cancellationToken)
    {
        if (task.Kind == GraphTaskKind.CatchUp)
        {
            await LookAsync(settings, cancellationToken);
            return;
        }

        GraphSubscription? known = await state.FindSubscriptionAsync(settings, cancellationToken);
        if (known is not null && known.Id == task.Id)
        {
            await (task.Kind == GraphTaskKind.Renew
                ? RenewAsync(settings, known, cancellationToken)
                : state.ForgetSubscriptionAsync(settings, cancellationToken));
        }

        await SubscribeAsync(settings, cancellationToken);
        if (task.Kind == GraphTaskKind.Resubscribe)
        {
            await LookAsync(settings, cancellationToken);
        }
    }

    private async Task TryAsync(Task step)
    {
        try
        {
            await step;
        }
        catch (Exception error) when (error is GraphUnavailableException or GraphRefusedException)
        {
            LogRoundFailed(error);
        }
    }

    private async Task SubscribeAsync(GraphSettings settings, CancellationToken cancellationToken)
    {
        if (settings.Secret is null || settings.NotificationUrl is null)
        {
            LogNoSecret();
            return;
        }

        GraphSubscription? known = await state.FindSubscriptionAsync(settings, cancellationToken);
        if (known is not null && known.Fingerprint == Fingerprint(settings))
        {
            bool isDue = known.Until - time.GetUtcNow() < RenewBefore;
            if (!isDue || await RenewAsync(settings, known, cancellationToken))
            {
                return;
            }
        }

        (string id, DateTimeOffset until) = await graph.SubscribeAsync(settings, time.GetUtcNow() + Lifetime, cancellationToken);
        await state.PutAsync(settings, new GraphSubscription(id, until, Fingerprint(settings)), cancellationToken);
        LogSubscribed(id, until);
        if (known is not null && known.Id != id)
        {
            // Made for another address or secret. It would end by itself, and until then each mail would be told twice.
            await graph.UnsubscribeAsync(settings, known.Id, cancellationToken);
        }
    }

    private async Task<bool> RenewAsync(GraphSettings settings, GraphSubscription known, CancellationToken cancellationToken)
    {
        DateTimeOffset? until = await graph.RenewAsync(settings, known.Id, time.GetUtcNow() + Lifetime, cancellationToken);
        await (until is { } later
            ? state.PutAsync(settings, known with { Until = later }, cancellationToken)
            : state.ForgetSubscriptionAsync(settings, cancellationToken));
        return until is not null;
    }

    private async Task LookAsync(GraphSettings settings, CancellationToken cancellationToken)
    {
        DateTimeOffset began = time.GetUtcNow();
        GraphProgress? progress = await state.FindProgressAsync(settings, cancellationToken);
        if (progress is null)
        {
            // What lay in the mailbox before it was handed to this system is not turned into tickets.
            progress = new GraphProgress(began, null, null);
            await state.PutAsync(settings, progress, cancellationToken);
        }

        for (int pages = 0; pages < PagesMax; pages++)
        {
            GraphPage? page = await PageAsync(settings, progress, cancellationToken);
            if (page is null)
            {
                progress = progress with { Link = null, Since = Earlier(progress) };
                await state.PutAsync(settings, progress, cancellationToken);
                LogBeginsAgain(progress.Since);
                continue;
            }

            // First into the queue, then on: whoever dies in between does it twice, and loses nothing.
            await queue.SendAsync([.. page.Ids.Select(static id => new GraphTask(GraphTaskKind.Fetch, id))], null, cancellationToken);
            progress = progress with { Link = page.NextLink ?? page.DeltaLink, LookedAt = page.NextLink is null ? began : progress.LookedAt };
            await state.PutAsync(settings, progress, cancellationToken);
            if (page.NextLink is null)
            {
                return;
            }
        }
    }

    private async Task<GraphPage?> PageAsync(GraphSettings settings, GraphProgress progress, CancellationToken cancellationToken)
    {
        try
        {
            GraphPage? page = await graph.FindPageAsync(settings, progress.Link, progress.Since, cancellationToken);
            return page is null && progress.Link is null ? throw new GraphUnavailableException("Graph knows no such mailbox or folder.") : page;
        }
        catch (GraphRefusedException) when (progress.Link is not null)
        {
            // A link that it does not take any more, whatever it says of it.
            return null;
        }
    }

    private static DateTimeOffset Earlier(GraphProgress progress) =>
        progress.LookedAt is { } looked && looked - Overlap > progress.Since ? looked - Overlap : progress.Since;

    private static string Fingerprint(GraphSettings settings) => Convert.ToHexStringLower(
        SHA256.HashData(Encoding.UTF8.GetBytes($"{settings.BaseUrl}\n{settings.Resource}\n{settings.NotificationUrl}\n{settings.Secret}")).AsSpan(0, 16));

    [LoggerMessage(4081, LogLevel.Warning, "The mailbox could not be looked after; the next round tries again.")]
    private partial void LogRoundFailed(Exception error);

    [LoggerMessage(4082, LogLevel.Error, "Graph:mailbox is set, and Intake:graph:secret (12 to 128 characters) or Support:PublicBaseUrl is not: mails are looked for every few minutes only.")]
    private partial void LogNoSecret();

    [LoggerMessage(4083, LogLevel.Information, "The subscription {Id} to the mailbox lasts until {Until}.")]
    private partial void LogSubscribed(string id, DateTimeOffset until);

    [LoggerMessage(4084, LogLevel.Warning, "Graph has forgotten how far the mailbox was looked through; it is looked through again from {Since} on.")]
    private partial void LogBeginsAgain(DateTimeOffset since);
}
