using Microsoft.Azure.Functions.Worker;
using Support.Platform.Graph;

namespace Support.Functions.Intake.Email.Providers.Graph;

/// <summary>Every five minutes, keeps the subscription to the mailbox alive and looks for mails that nobody told of.</summary>
public sealed class GraphWatchFunction(GraphWatch watch)
{
    /// <summary>Looks; does nothing where no mailbox is set.</summary>
    [Function("GraphWatch")]
    public Task RunAsync([TimerTrigger("20 */5 * * * *")] TimerInfo timer, CancellationToken cancellationToken) =>
        watch.RunAsync(cancellationToken);
}
