using Azure;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;

namespace Support.Local.Durable;

/// <summary>
/// Runs turns: loads the instance if it is not cached, lets the orchestrator go on, commits, and only then lets the world
/// know.
/// </summary>
internal sealed class TurnWorker(
    InstanceDirectory directory,
    TurnProcessor processor,
    StorageRetry storage,
    StoredMail stored,
    TimerIndex timers,
    ActivityRunner activities,
    OutboxDelivery outbox,
    InstanceWaiters waiters,
    DurableTaskEngineOptions options,
    ILogger logger)
{
    private static readonly TimeSpan PauseAfterFault = TimeSpan.FromSeconds(1);

    public async Task RunAsync(CancellationToken abort)
    {
        // Not ReadAllAsync: within, it would wait without this method's context, and leave a simulation's thread.
        while (await directory.Ready.WaitToReadAsync(abort))
        {
            while (!abort.IsCancellationRequested && directory.Ready.TryRead(out InstanceEntry? entry))
            {
                await RunTurnAsync(entry, abort);
            }
        }
    }

    private async Task RunTurnAsync(InstanceEntry entry, CancellationToken abort)
    {
        List<Incoming> mail = directory.TakeMail(entry);
        try
        {
            await stored.ResolveDoubtsAsync(entry.InstanceId, mail, abort);
            if (!await WorkAsync(entry, mail, abort))
            {
                Log.TurnLost(logger, entry.InstanceId);
                Reconsider(entry, await stored.WithoutGoneAsync(entry.InstanceId, mail, abort));
            }
        }
#pragma warning disable CA1031 // A fault in one turn must not end the worker, and nothing that came in may be lost by it.
        catch (Exception exception) when (!abort.IsCancellationRequested)
#pragma warning restore CA1031
        {
            Log.TurnFailed(logger, exception, entry.InstanceId);
            Reconsider(entry, mail);
            await Task.Delay(PauseAfterFault, options.TransportTime, abort);
        }

        directory.Release(entry);
    }

    /// <summary>Puts the mail back and forgets the cached state, which may not be the stored one.</summary>
    private void Reconsider(InstanceEntry entry, List<Incoming> mail)
    {
        entry.Live = null;
        entry.Committed = null;
        directory.PutBack(entry, mail.Select(incoming => incoming is Incoming.Wake wake ? wake with { Record = null } : incoming));
    }

    /// <returns>False if the state in the store was another than the one in memory.</returns>
    private async Task<bool> WorkAsync(InstanceEntry entry, List<Incoming> mail, CancellationToken abort)
    {
        LiveInstance? live = entry.Live = await LoadAsync(entry, mail, abort);
        if (live is null)
        {
            entry.Committed = null;
            timers.Retain(entry.InstanceId, []);
            await stored.DropAsync(entry.InstanceId, mail, abort);
            return true;
        }

        // Before the turn: what the turn itself calls is not under way yet, and is called once.
        bool isRecovery = mail.Any(incoming => incoming is Incoming.Wake { IsRecovery: true });
        List<ActivityCall> leftRunning = isRecovery ? ActivitiesUnderWay(live) : [];
        if (!await RunTurnAsync(live, mail, abort))
        {
            return false;
        }

        entry.Committed = live.Record;
        timers.Retain(live.Record.InstanceId, live.Record.Timers);
        waiters.Tell(live.Record);
        if (isRecovery)
        {
            CallAgain(live, leftRunning);
        }

        bool isDelivered = live.Record.Outbox.All(item => item.Activity is not null) || await outbox.DeliverAsync(live, abort);
        entry.Committed = live.Record;
        return isDelivered;
    }

    private async Task<LiveInstance?> LoadAsync(InstanceEntry entry, List<Incoming> mail, CancellationToken abort)
    {
        // A record that came with the news of its creation is younger than what is cached of an earlier instance of that id.
        InstanceRecord? told = mail.OfType<Incoming.Wake>().LastOrDefault(wake => wake.Record is not null)?.Record;
        bool isStale = mail.Any(incoming => incoming is Incoming.Changed);
        if (entry.Live is { } cached && !isStale && (told is null || told.ExecutionId == cached.Record.ExecutionId))
        {
            return cached;
        }

        InstanceRecord? record = told
            ?? await storage.RunAsync((store, token) => store.ReadAsync(entry.InstanceId, token), abort);
        if (record is null)
        {
            return null;
        }

        string pages = record.PageCount == 0
            ? string.Empty
            : await storage.RunAsync((store, token) => store.ReadPagesAsync(record, token), abort);
        return new LiveInstance(record, HistoryText.Read(pages + record.Tail));
    }

    private async Task<bool> RunTurnAsync(LiveInstance live, List<Incoming> mail, CancellationToken abort)
    {
        DateTime now = options.Time.GetUtcNow().UtcDateTime;
        TurnOutcome outcome = processor.Process(live, mail, now);
        if (outcome.Commit is null)
        {
            live.Keep(outcome.Session);
            return true;
        }

        InstanceRecord? committed;
        try
        {
            committed = await CommitAsync(outcome.Commit, abort);
        }
        catch (Exception exception) when (exception is InvalidOperationException or ArgumentException or RequestFailedException)
        {
            outcome = processor.Abandon(live, mail, now, exception);
            committed = await CommitAsync(outcome.Commit!, abort);
        }

        if (committed is null)
        {
            return false;
        }

        bool wasFinal = live.Record.IsFinal;
        live.Apply(committed, outcome);
        if (committed is { Status: OrchestrationRuntimeStatus.Failed, Failure: { } failure } && !wasFinal)
        {
            Log.OrchestrationFailed(logger, committed.Name, committed.InstanceId, failure.ErrorType, failure.Message);
        }

        foreach (ActivityCall call in outcome.Calls)
        {
            activities.Dispatch(call);
        }

        if (outcome.NeedsAnotherTurn)
        {
            directory.Post(committed.InstanceId, new Incoming.Wake());
        }

        return true;
    }

    /// <summary>The timers' index is written first: an entry too many wakes an instance for nothing, one too few never wakes it.</summary>
    private async Task<InstanceRecord?> CommitAsync(InstanceCommit commit, CancellationToken abort)
    {
        PayloadLimits.Check(commit);
        await timers.EnsureAsync(commit.Record.InstanceId, commit.Record.Timers);
        return await storage.RunAsync((store, token) => store.CommitAsync(commit, token), abort);
    }

    /// <summary>Activities whose answers are still to come: after a restart nobody runs them.</summary>
    private static List<ActivityCall> ActivitiesUnderWay(LiveInstance live)
    {
        InstanceRecord record = live.Record;
        IEnumerable<ActivityCall> awaited = record.IsFinal
            ? []
            : live.OpenActivities.Values.Select(call => new ActivityCall(record.InstanceId, record.ExecutionId, record.Generation, call));
        IEnumerable<ActivityCall> detached = record.Outbox
            .Where(item => item.Activity is not null)
            .Select(item => new ActivityCall(record.InstanceId, item.ExecutionId, item.Generation, item.Activity!));
        return [.. awaited, .. detached];
    }

    private void CallAgain(LiveInstance live, List<ActivityCall> calls)
    {
        HashSet<(Guid ExecutionId, int Generation, int TaskId)> owed = [.. ActivitiesUnderWay(live).Select(Key)];
        foreach (ActivityCall call in calls.Where(call => owed.Contains(Key(call))))
        {
            activities.Dispatch(call);
        }

        static (Guid ExecutionId, int Generation, int TaskId) Key(ActivityCall call) => (call.ExecutionId, call.Generation, call.Scheduled.TaskId);
    }
}
