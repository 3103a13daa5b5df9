namespace Microsoft.DurableTask.Client;

/// <summary>Which instances are asked for.</summary>
/// <param name="CreatedFrom">Created then or later.</param>
/// <param name="CreatedTo">Created then or earlier.</param>
/// <param name="Statuses">In one of these; in any if null.</param>
/// <param name="TaskHubNames">Not heeded: an engine has one hub.</param>
/// <param name="InstanceIdPrefix">Beginning of the instance id.</param>
/// <param name="PageSize">Most instances on a page.</param>
/// <param name="FetchInputsAndOutputs">Whether inputs, outputs and custom statuses are wanted too.</param>
/// <param name="ContinuationToken">Where an earlier query stopped.</param>
public record OrchestrationQuery(
    DateTimeOffset? CreatedFrom = null,
    DateTimeOffset? CreatedTo = null,
    IEnumerable<OrchestrationRuntimeStatus>? Statuses = null,
    IEnumerable<string>? TaskHubNames = null,
    string? InstanceIdPrefix = null,
    int PageSize = OrchestrationQuery.DefaultPageSize,
    bool FetchInputsAndOutputs = false,
    string? ContinuationToken = null)
{
    public const int DefaultPageSize = 100;
}
