using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using System.Text.Unicode;

namespace Support.Local.ServiceBus;

/// <summary>
/// A message as it lies in a storage queue: what the sender said and what the broker added. Names are short because
/// the 64 KiB of a storage message are shared with the body.
/// </summary>
internal sealed record Envelope
{
    [JsonPropertyName("id")]
    public string? MessageId { get; init; }

    [JsonPropertyName("seq")]
    public long SequenceNumber { get; init; }

    [JsonPropertyName("at")]
    public DateTimeOffset EnqueuedTime { get; init; }

    [JsonPropertyName("due")]
    public DateTimeOffset ScheduledEnqueueTime { get; init; }

    /// <summary>Set by ScheduleMessageAsync, whose messages alone can be called back.</summary>
    [JsonPropertyName("can")]
    public bool Cancellable { get; init; }

    [JsonPropertyName("ttl")]
    public long? TimeToLiveMilliseconds { get; init; }

    [JsonPropertyName("sub")]
    public string? Subject { get; init; }

    [JsonPropertyName("cor")]
    public string? CorrelationId { get; init; }

    [JsonPropertyName("ct")]
    public string? ContentType { get; init; }

    [JsonPropertyName("rt")]
    public string? ReplyTo { get; init; }

    [JsonPropertyName("to")]
    public string? To { get; init; }

    [JsonPropertyName("pk")]
    public string? PartitionKey { get; init; }

    [JsonPropertyName("src")]
    public string? DeadLetterSource { get; init; }

    [JsonPropertyName("ap")]
    public IReadOnlyDictionary<string, string>? Properties { get; init; }

    /// <summary>The body when it is UTF-8 text, as most are: no base64, readable in a storage explorer.</summary>
    [JsonPropertyName("txt")]
    public string? Text { get; init; }

    [JsonPropertyName("bin")]
    public byte[]? Bytes { get; init; }

    /// <summary>The blob that holds the rest of the envelope, when it is too large for a storage message.</summary>
    [JsonPropertyName("blob")]
    public string? Blob { get; init; }

    /// <summary>
    /// How many of the dequeues that the storage counted delivered nothing: the message was not due, or the receiver
    /// had stopped waiting.
    /// </summary>
    [JsonPropertyName("nd")]
    public int UndeliveredDequeues { get; init; }

    [JsonIgnore]
    public TimeSpan TimeToLive
    {
        get => TimeToLiveMilliseconds is { } milliseconds ? TimeSpan.FromMilliseconds(milliseconds) : TimeSpan.MaxValue;
        init => TimeToLiveMilliseconds = value == TimeSpan.MaxValue ? null : (long)value.TotalMilliseconds;
    }

    [JsonIgnore]
    public DateTimeOffset ExpiresAt =>
        TimeToLive < DateTimeOffset.MaxValue - EnqueuedTime ? EnqueuedTime + TimeToLive : DateTimeOffset.MaxValue;

    [JsonIgnore]
    public BinaryData Body => Text is not null
        ? BinaryData.FromString(Text)
        : BinaryData.FromBytes(Bytes ?? []);

    public Envelope WithBody(BinaryData body)
    {
        ReadOnlySpan<byte> bytes = body.ToMemory().Span;
        return Utf8.IsValid(bytes)
            ? this with { Text = Encoding.UTF8.GetString(bytes), Bytes = null }
            : this with { Text = null, Bytes = bytes.ToArray() };
    }
}

/// <summary>How envelopes are written: escapes are few, because quotes inside bodies must not cost six bytes each.</summary>
internal static class EnvelopeFormat
{
    public static JsonTypeInfo<Envelope> TypeInfo { get; } = (JsonTypeInfo<Envelope>)new JsonSerializerOptions(EnvelopeJson.Default.Options)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    }.GetTypeInfo(typeof(Envelope));
}

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(Envelope))]
internal sealed partial class EnvelopeJson : JsonSerializerContext;
