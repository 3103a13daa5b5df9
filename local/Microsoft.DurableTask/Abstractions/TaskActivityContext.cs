namespace Microsoft.DurableTask;

/// <summary>What an activity is told about its call.</summary>
public abstract class TaskActivityContext
{
    public abstract TaskName Name { get; }

    /// <summary>Instance id of the orchestration that made the call.</summary>
    public abstract string InstanceId { get; }
}
