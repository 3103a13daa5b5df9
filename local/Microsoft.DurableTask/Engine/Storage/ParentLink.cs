using System.Text.Json.Serialization;

namespace Support.Local.Durable;

/// <summary>The call that started a sub-orchestration: enough to tell it from any other call, also of the same instance id.</summary>
internal sealed record ParentLink
{
    [JsonPropertyName("o")]
    public required string InstanceId { get; init; }

    [JsonPropertyName("n")]
    public required string Name { get; init; }

    [JsonPropertyName("e")]
    public required Guid ExecutionId { get; init; }

    [JsonPropertyName("g")]
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public required int Generation { get; init; }

    [JsonPropertyName("i")]
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public required int TaskId { get; init; }
}
