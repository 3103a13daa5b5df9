namespace Support.Local.Durable;

/// <summary>A call of an activity that is to be made.</summary>
internal sealed record ActivityCall(string InstanceId, Guid ExecutionId, int Generation, HistoryEvent Scheduled);
