using System.Text.Json.Serialization;

namespace Support.Local.Durable;

/// <summary>A timer that an instance waits for.</summary>
/// <param name="TaskId">Its number in the history; <see cref="ScheduledStart"/> for the instance's own start.</param>
/// <param name="Due">When it fires.</param>
internal readonly record struct OpenTimer(
    [property: JsonPropertyName("i")] int TaskId,
    [property: JsonPropertyName("t")] DateTime Due)
{
    /// <summary>The start of an instance that was scheduled for later is a timer too, with a number no task has.</summary>
    public const int ScheduledStart = -1;
}
