using Microsoft.DurableTask.Client;

namespace Support.Local.Durable;

/// <summary>Which instances are asked for; null is "any".</summary>
internal sealed record InstanceFilter
{
    public DateTime? CreatedFrom { get; init; }

    public DateTime? CreatedTo { get; init; }

    public IReadOnlyList<OrchestrationRuntimeStatus>? Statuses { get; init; }

    public string? InstanceIdPrefix { get; init; }

    public string? ParentInstanceId { get; init; }

    public int PageSize { get; init; } = 100;

    public string? ContinuationToken { get; init; }

    public bool Matches(InstanceRecord record) =>
        (CreatedFrom is not { } from || record.CreatedAt >= from)
        && (CreatedTo is not { } to || record.CreatedAt <= to)
        && (Statuses is null || Statuses.Contains(record.Status))
        && (InstanceIdPrefix is null || record.InstanceId.StartsWith(InstanceIdPrefix, StringComparison.Ordinal))
        && (ParentInstanceId is null || record.Parent?.InstanceId == ParentInstanceId);
}
