using Microsoft.DurableTask.Client;

namespace Support.Local.Durable;

/// <summary>Does what turns owe to other instances.</summary>
internal sealed class OutboxDelivery(StorageRetry storage, TimeProvider time, Action<string, Incoming> post)
{
    /// <summary>
    /// Puts messages into their inboxes and starts children, then takes them out of the outbox, and only then tells the
    /// receivers. In this order a message that a crash makes go out again still lies in its inbox, untouched, and is not
    /// put there twice.
    /// </summary>
    /// <returns>False if the instance was changed by somebody else.</returns>
    public async Task<bool> DeliverAsync(LiveInstance live, CancellationToken cancellationToken)
    {
        InstanceRecord record = live.Record;
        var delivered = new HashSet<string>(StringComparer.Ordinal);
        var news = new List<(string InstanceId, Incoming Incoming)>();
        foreach (OutboxItem item in record.Outbox)
        {
            if (item.Message is { } message)
            {
                await storage.RunAsync((store, token) => store.AppendMessageAsync(message, token), cancellationToken);
                news.Add((message.InstanceId, new Incoming.Message(message)));
                delivered.Add(item.Key);
            }
            else if (item.Child is { } child)
            {
                InstanceRecord? started = await StartAsync(record, item, child, cancellationToken);
                if (started is not null)
                {
                    news.Add((started.InstanceId, new Incoming.Wake(started)));
                    delivered.Add(item.Key);
                }
                else
                {
                    news.Add((record.InstanceId, IdIsTaken(item, child)));
                }
            }
        }

        if (delivered.Count > 0 && !await TakeOutAsync(live, delivered, cancellationToken))
        {
            return false;
        }

        foreach ((string instanceId, Incoming incoming) in news)
        {
            post(instanceId, incoming);
        }

        return true;
    }

    private async Task<bool> TakeOutAsync(LiveInstance live, HashSet<string> delivered, CancellationToken cancellationToken)
    {
        InstanceRecord rest = live.Record with
        {
            Turn = live.Record.Turn + 1,
            Outbox = [.. live.Record.Outbox.Where(item => !delivered.Contains(item.Key))],
        };
        var commit = new InstanceCommit { Record = rest.Marked(live.OpenActivities.Count) };
        InstanceRecord? committed = await storage.RunAsync((store, token) => store.CommitAsync(commit, token), cancellationToken);
        if (committed is not null)
        {
            live.Replace(committed);
        }

        return committed is not null;
    }

    private Task<InstanceRecord?> StartAsync(InstanceRecord parent, OutboxItem item, HistoryEvent child, CancellationToken cancellationToken)
    {
        DateTime now = time.GetUtcNow().UtcDateTime;
        var record = new InstanceRecord
        {
            InstanceId = child.InstanceId!,
            Name = child.Name!,
            ExecutionId = LocalIdentity.NewGuid(),
            Status = OrchestrationRuntimeStatus.Pending,
            CreatedAt = now,
            UpdatedAt = now,
            Input = child.Data,
            IsActive = true,
            Parent = new ParentLink
            {
                InstanceId = parent.InstanceId,
                Name = parent.Name,
                ExecutionId = item.ExecutionId,
                Generation = item.Generation,
                TaskId = child.TaskId,
            },
        };
        return storage.RunAsync((store, token) => InstanceCreator.CreateAsync(store, record, token), cancellationToken);
    }

    private static Incoming.Answered IdIsTaken(OutboxItem item, HistoryEvent child) => new(item.ExecutionId, item.Generation, new HistoryEvent
    {
        Kind = HistoryEventKind.SubOrchestrationFailed,
        TaskId = child.TaskId,
        Failure = new StoredFailure
        {
            ErrorType = "OrchestrationAlreadyExists",
            Message = $"An Orchestration instance with the ID {child.InstanceId} already exists.",
        },
    });
}
