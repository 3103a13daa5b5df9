namespace Microsoft.DurableTask.Client;

/// <summary>Where an instance is in its life. The values are those of the package stood in for.</summary>
public enum OrchestrationRuntimeStatus
{
    Running = 0,
    Completed = 1,
    Failed = 3,
    Terminated = 5,
    Pending = 6,
    Suspended = 7,
}
