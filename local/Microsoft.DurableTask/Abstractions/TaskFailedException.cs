namespace Microsoft.DurableTask;

/// <summary>Thrown where an orchestrator awaits an activity or sub-orchestration that failed.</summary>
#pragma warning disable CA1032 // The constructors are those of the package stood in for.
public sealed class TaskFailedException : Exception
#pragma warning restore CA1032
{
    public TaskFailedException(string taskName, int taskId, TaskFailureDetails failureDetails)
        : base(Describe(taskName, taskId, failureDetails))
    {
        TaskName = taskName;
        TaskId = taskId;
        FailureDetails = failureDetails;
    }

    public TaskFailedException(string taskName, int taskId, Exception innerException)
        : base(Describe(taskName, taskId, TaskFailureDetails.FromException(innerException)), innerException)
    {
        TaskName = taskName;
        TaskId = taskId;
        FailureDetails = TaskFailureDetails.FromException(innerException);
    }

    public string TaskName { get; }

    public int TaskId { get; }

    public TaskFailureDetails FailureDetails { get; }

    private static string Describe(string taskName, int taskId, TaskFailureDetails failure) =>
        $"Task '{taskName}' (#{taskId}) failed: {failure.ErrorMessage}";
}
