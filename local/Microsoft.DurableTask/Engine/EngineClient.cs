using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Support.Local.Durable;

/// <summary>
/// The client of an engine in the same process. It writes what is asked for into the store and then tells the engine,
/// which, if it is not running, finds it there when it starts.
/// </summary>
internal sealed partial class EngineClient(
    IDurableStore store,
    InstanceDirectory directory,
    TimerIndex timers,
    InstanceWaiters waiters,
    MessageKeys keys,
    DurableTaskEngineOptions options) : DurableTaskClient(options.HubName)
{
    public override async Task<string> ScheduleNewOrchestrationInstanceAsync(
        TaskName orchestratorName,
        object? input = null,
        StartOrchestrationOptions? options = null,
        CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(orchestratorName.Name, nameof(orchestratorName));
        string instanceId = options?.InstanceId ?? LocalIdentity.NewGuid().ToString("N");
        InstanceIds.Check(instanceId);
        string? data = Serialize(input, nameof(input));
        DateTime now = Time.GetUtcNow().UtcDateTime;
        DateTime? startAt = options?.StartAt?.UtcDateTime is { } given && given > now ? given : null;
        if (startAt is { } due)
        {
            await timers.AddAsync(store, instanceId, due, cancellation);
        }

        var record = new InstanceRecord
        {
            InstanceId = instanceId,
            Name = orchestratorName.Name,
            ExecutionId = LocalIdentity.NewGuid(),
            Status = OrchestrationRuntimeStatus.Pending,
            CreatedAt = now,
            UpdatedAt = now,
            Input = data,
            Timers = startAt is { } start ? [new OpenTimer(OpenTimer.ScheduledStart, start)] : [],
            IsActive = startAt is null,
        };
        return await CreateAsync(record).WaitAsync(cancellation)
            ? instanceId
            : throw new InvalidOperationException($"An Orchestration instance with the ID {instanceId} already exists.");
    }

    public override Task RaiseEventAsync(
        string instanceId, string eventName, object? eventPayload = null, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(eventName);
        return SendAsync(instanceId, InboxMessageKind.Event, eventName, Serialize(eventPayload, nameof(eventPayload)), false, cancellation);
    }

    public override Task TerminateInstanceAsync(
        string instanceId, TerminateInstanceOptions? options = null, CancellationToken cancellation = default) =>
        SendAsync(
            instanceId,
            InboxMessageKind.Terminate,
            null,
            Serialize(options?.Output, nameof(options)),
            options?.Recursive ?? false,
            cancellation);

    public override Task SuspendInstanceAsync(string instanceId, string? reason = null, CancellationToken cancellation = default) =>
        SendAsync(instanceId, InboxMessageKind.Suspend, reason, null, false, cancellation);

    public override Task ResumeInstanceAsync(string instanceId, string? reason = null, CancellationToken cancellation = default) =>
        SendAsync(instanceId, InboxMessageKind.Resume, reason, null, false, cancellation);

    /// <summary>The engine's life is not the client's.</summary>
    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private TimeProvider Time => options.Time;

    private DataConverter Converter => options.Converter;

    /// <summary>
    /// Writes the instance and tells the engine. The write is not cancelled with its caller, and one that fails may have
    /// taken effect all the same: either way the engine must hear of what is in the store.
    /// </summary>
    private async Task<bool> CreateAsync(InstanceRecord record)
    {
        InstanceRecord? created;
        try
        {
            created = await InstanceCreator.CreateAsync(store, record, CancellationToken.None);
        }
        catch
        {
            directory.Post(record.InstanceId, Incoming.Changed.Instance);
            directory.Post(record.InstanceId, new Incoming.Wake());
            throw;
        }

        if (created is not null)
        {
            directory.Post(record.InstanceId, new Incoming.Wake(created));
        }

        return created is not null;
    }

    private Task SendAsync(
        string instanceId, InboxMessageKind kind, string? name, string? data, bool isRecursive, CancellationToken cancellation)
    {
        InstanceIds.Check(instanceId);
        var message = new InboxMessage
        {
            InstanceId = instanceId,
            Key = keys.Next(),
            Kind = kind,
            Name = name,
            Data = data,
            Recursive = isRecursive,
        };
        cancellation.ThrowIfCancellationRequested();
        return SendAsync(message).WaitAsync(cancellation);
    }

    private async Task SendAsync(InboxMessage message)
    {
        try
        {
            await store.AppendMessageAsync(message, CancellationToken.None);
        }
        catch
        {
            directory.Post(message.InstanceId, new Incoming.Doubtful(message));
            throw;
        }

        directory.Post(message.InstanceId, new Incoming.Message(message));
    }

    private string? Serialize(object? value, string parameterName)
    {
        string? data = Converter.Serialize(value);
        PayloadLimits.Check(data, parameterName);
        return data;
    }
}
