using Microsoft.DurableTask.Converters;

namespace Microsoft.DurableTask.Client;

/// <summary>What is known of an instance from outside.</summary>
public sealed class OrchestrationMetadata
{
    public OrchestrationMetadata(string name, string instanceId)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentException.ThrowIfNullOrEmpty(instanceId);
        Name = name;
        InstanceId = instanceId;
    }

    public string Name { get; }

    public string InstanceId { get; }

    public DataConverter? DataConverter { get; init; }

    public OrchestrationRuntimeStatus RuntimeStatus { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset LastUpdatedAt { get; init; }

    public string? SerializedInput { get; init; }

    public string? SerializedOutput { get; init; }

    public string? SerializedCustomStatus { get; init; }

    /// <summary>Why the instance failed; null unless it did.</summary>
    public TaskFailureDetails? FailureDetails { get; init; }

    public bool IsRunning => RuntimeStatus == OrchestrationRuntimeStatus.Running;

    public bool IsCompleted =>
        RuntimeStatus is OrchestrationRuntimeStatus.Completed or OrchestrationRuntimeStatus.Failed or OrchestrationRuntimeStatus.Terminated;

    /// <summary>False when this was asked for without inputs and outputs, so that reading them would be a mistake.</summary>
    internal bool HasInputsAndOutputs { get; init; } = true;

    private DataConverter Converter => DataConverter ?? JsonDataConverter.Default;

    public T? ReadInputAs<T>() => Read<T>(SerializedInput);

    public T? ReadOutputAs<T>() => Read<T>(SerializedOutput);

    public T? ReadCustomStatusAs<T>() => Read<T>(SerializedCustomStatus);

    public override string ToString() => $"{Name} '{InstanceId}': {RuntimeStatus}, last updated {LastUpdatedAt:O}";

    private T? Read<T>(string? data) => HasInputsAndOutputs
        ? Converter.Deserialize<T>(data)
        : throw new InvalidOperationException("The metadata was asked for without inputs and outputs.");
}
