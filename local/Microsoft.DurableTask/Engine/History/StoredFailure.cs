using System.Text.Json.Serialization;
using Microsoft.DurableTask;

namespace Support.Local.Durable;

/// <summary>A failure as it is stored.</summary>
internal sealed class StoredFailure
{
    /// <summary>Deeper causes and longer stacks are cut: a failure must never make its own commit too large.</summary>
    private const int MaxDepth = 10;
    private const int MaxStackChars = 4_000;
    private const int MaxMessageChars = 8_000;

    [JsonPropertyName("t")]
    public required string ErrorType { get; init; }

    [JsonPropertyName("m")]
    public required string Message { get; init; }

    [JsonPropertyName("s")]
    public string? StackTrace { get; init; }

    [JsonPropertyName("c")]
    public StoredFailure? Cause { get; init; }

    public static StoredFailure From(Exception exception) => From(TaskFailureDetails.FromException(exception));

    public static StoredFailure From(TaskFailureDetails details) => From(details, 1);

    public TaskFailureDetails ToDetails() => new(ErrorType, Message, StackTrace, Cause?.ToDetails(), null);

    private static StoredFailure From(TaskFailureDetails details, int depth) => new()
    {
        ErrorType = details.ErrorType,
        Message = Cut(details.ErrorMessage, MaxMessageChars)!,
        StackTrace = Cut(details.StackTrace, MaxStackChars),
        Cause = details.InnerFailure is { } inner && depth < MaxDepth ? From(inner, depth + 1) : null,
    };

    private static string? Cut(string? text, int maxChars) => text is null || text.Length <= maxChars ? text : text[..maxChars] + "…";
}
