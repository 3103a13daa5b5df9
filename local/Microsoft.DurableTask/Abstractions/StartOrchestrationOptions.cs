namespace Microsoft.DurableTask;

/// <summary>Options of the start of an orchestration.</summary>
public record StartOrchestrationOptions
{
    public StartOrchestrationOptions(string? InstanceId = null, DateTimeOffset? StartAt = null)
    {
        this.InstanceId = InstanceId;
        this.StartAt = StartAt;
    }

    public StartOrchestrationOptions(StartOrchestrationOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        InstanceId = options.InstanceId;
        StartAt = options.StartAt;
    }

    /// <summary>The instance's id; a random one if this is null.</summary>
    public string? InstanceId { get; init; }

    /// <summary>When it is to begin; at once if this is null.</summary>
    public DateTimeOffset? StartAt { get; init; }
}
