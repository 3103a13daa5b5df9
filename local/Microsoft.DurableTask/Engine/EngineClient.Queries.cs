using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Support.Local.Durable;

internal sealed partial class EngineClient
{
    /// <summary>Attempts to purge an instance that changes while it is looked at.</summary>
    private const int PurgeAttemptsMax = 10;

    public override async Task<OrchestrationMetadata?> GetInstancesAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default)
    {
        InstanceIds.Check(instanceId);
        InstanceRecord? record = directory.Peek(instanceId) ?? await store.ReadAsync(instanceId, cancellation);
        return record is null ? null : ToMetadata(record, getInputsAndOutputs);
    }

    public override Task<OrchestrationMetadata> WaitForInstanceStartAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default) =>
        WaitAsync(instanceId, record => record.Status != OrchestrationRuntimeStatus.Pending, getInputsAndOutputs, cancellation);

    public override Task<OrchestrationMetadata> WaitForInstanceCompletionAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default) =>
        WaitAsync(instanceId, record => record.IsFinal, getInputsAndOutputs, cancellation);

    public override AsyncPageable<OrchestrationMetadata> GetAllInstancesAsync(OrchestrationQuery? filter = null)
    {
        OrchestrationQuery query = filter ?? new OrchestrationQuery();
        return Pageable.Create<OrchestrationMetadata>(async (continuationToken, pageSize, cancellation) =>
        {
            InstancePage page = await store.QueryAsync(
                new InstanceFilter
                {
                    CreatedFrom = query.CreatedFrom?.UtcDateTime,
                    CreatedTo = query.CreatedTo?.UtcDateTime,
                    Statuses = query.Statuses is null ? null : [.. query.Statuses],
                    InstanceIdPrefix = query.InstanceIdPrefix,
                    PageSize = pageSize ?? query.PageSize,
                    ContinuationToken = continuationToken ?? query.ContinuationToken,
                },
                cancellation);
            return new Page<OrchestrationMetadata>(
                [.. page.Instances.Select(record => ToMetadata(record, query.FetchInputsAndOutputs))], page.ContinuationToken);
        });
    }

    public override async Task<PurgeResult> PurgeInstanceAsync(
        string instanceId, PurgeInstanceOptions? options = null, CancellationToken cancellation = default)
    {
        InstanceIds.Check(instanceId);
        return new PurgeResult(await PurgeAsync(instanceId, options?.Recursive ?? false, cancellation));
    }

    public override async Task<PurgeResult> PurgeAllInstancesAsync(
        PurgeInstancesFilter filter, PurgeInstanceOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(filter);
        var query = new OrchestrationQuery(filter.CreatedFrom, filter.CreatedTo, filter.Statuses);
        int purged = 0;
        await foreach (OrchestrationMetadata instance in GetAllInstancesAsync(query).WithCancellation(cancellation))
        {
            if (instance.IsCompleted)
            {
                purged += await PurgeAsync(instance.InstanceId, options?.Recursive ?? false, cancellation);
            }
        }

        return new PurgeResult(purged);
    }

    private async Task<OrchestrationMetadata> WaitAsync(
        string instanceId, Func<InstanceRecord, bool> condition, bool getInputsAndOutputs, CancellationToken cancellation)
    {
        InstanceIds.Check(instanceId);
        using InstanceWaiters.Waiter waiter = waiters.Listen(instanceId, condition);
        if ((directory.Peek(instanceId) ?? await store.ReadAsync(instanceId, cancellation)) is { } record)
        {
            waiter.Tell(record);
        }

        return ToMetadata(await waiter.FindAsync(cancellation), getInputsAndOutputs);
    }

    /// <summary>Only an instance that has ended, and owes nothing to others any more, can be purged.</summary>
    private async Task<int> PurgeAsync(string instanceId, bool isRecursive, CancellationToken cancellation)
    {
        for (int attempt = 1; attempt <= PurgeAttemptsMax; attempt++)
        {
            InstanceRecord? record = await store.ReadAsync(instanceId, cancellation);
            if (record is null or { IsFinal: false } or { Outbox.Count: > 0 })
            {
                return 0;
            }

            // The children first: a purge that is broken off between the two can be made again.
            int children = isRecursive ? await PurgeChildrenAsync(instanceId, cancellation) : 0;
            if (await store.DeleteAsync(record, cancellation))
            {
                directory.Forget(instanceId);
                return 1 + children;
            }
        }

        return 0;
    }

    private async Task<int> PurgeChildrenAsync(string instanceId, CancellationToken cancellation)
    {
        int purged = 0;
        string? continuationToken = null;
        do
        {
            var filter = new InstanceFilter { ParentInstanceId = instanceId, ContinuationToken = continuationToken };
            InstancePage page = await store.QueryAsync(filter, cancellation);
            foreach (InstanceRecord child in page.Instances)
            {
                purged += await PurgeAsync(child.InstanceId, true, cancellation);
            }

            continuationToken = page.ContinuationToken;
        }
        while (continuationToken is not null);
        return purged;
    }

    private OrchestrationMetadata ToMetadata(InstanceRecord record, bool withInputsAndOutputs) => new(record.Name, record.InstanceId)
    {
        DataConverter = Converter,
        RuntimeStatus = record.Status,
        CreatedAt = new DateTimeOffset(record.CreatedAt, TimeSpan.Zero),
        LastUpdatedAt = new DateTimeOffset(record.UpdatedAt, TimeSpan.Zero),
        SerializedInput = withInputsAndOutputs ? record.Input : null,
        SerializedOutput = withInputsAndOutputs ? record.Output : null,
        SerializedCustomStatus = withInputsAndOutputs ? record.CustomStatus : null,
        FailureDetails = record.Failure?.ToDetails(),
        HasInputsAndOutputs = withInputsAndOutputs,
    };
}
