using System.Text;
using System.Text.Json;

namespace Support.Local.ServiceBus;

/// <summary>
/// Turns envelopes into the text of a storage message and back. One that is too large goes whole into a blob, and the
/// text says where.
/// </summary>
internal sealed class EnvelopeStore(StorageContainer container, string queueName, string entityPath)
{
    public const string ContainerName = "service-bus-messages";

    // The storage takes 64 KiB of text; the rest is room for what an update may add.
    private const int LongestText = 60_000;

    /// <summary>The text for the envelope, and the envelope as it is from now on.</summary>
    public async Task<(string Text, Envelope Stored)> PackAsync(Envelope envelope, CancellationToken cancellationToken)
    {
        if (envelope.Blob is not null)
        {
            return (Pointer(envelope), envelope);
        }

        byte[] json = JsonSerializer.SerializeToUtf8Bytes(envelope, EnvelopeFormat.TypeInfo);
        if (json.Length <= LongestText)
        {
            return (Encoding.UTF8.GetString(json), envelope);
        }

        Envelope stored = envelope with { Blob = $"{queueName}/{LocalIdentity.NewGuid():N}" };
        await container.PutAsync(stored.Blob, json, entityPath, cancellationToken);
        return (Pointer(stored), stored);
    }

    /// <summary>The envelope behind the text, or null when the text or its blob is none.</summary>
    public async ValueTask<Envelope?> UnpackAsync(string text, CancellationToken cancellationToken)
    {
        Envelope? envelope = Parse(Encoding.UTF8.GetBytes(text));
        if (envelope?.Blob is not { } blob)
        {
            return envelope;
        }

        BinaryData? content = await container.GetAsync(blob, entityPath, cancellationToken);
        return content is not null && Parse(content.ToMemory().Span) is { } whole
            ? whole with { Blob = blob, UndeliveredDequeues = envelope.UndeliveredDequeues }
            : null;
    }

    /// <summary>Removes what lies outside the queue once the message itself is gone.</summary>
    public Task DropAsync(Envelope envelope, CancellationToken cancellationToken) => envelope.Blob is { } blob
        ? container.DeleteAsync(blob, entityPath, cancellationToken)
        : Task.CompletedTask;

    private static string Pointer(Envelope envelope) => JsonSerializer.Serialize(
        new Envelope { Blob = envelope.Blob, UndeliveredDequeues = envelope.UndeliveredDequeues },
        EnvelopeFormat.TypeInfo);

    private static Envelope? Parse(ReadOnlySpan<byte> json)
    {
        try
        {
            Envelope? envelope = JsonSerializer.Deserialize(json, EnvelopeFormat.TypeInfo);
            _ = PropertyCodec.Decode(envelope?.Properties);
            return envelope;
        }
        catch (Exception mistake) when (mistake is JsonException or FormatException or OverflowException)
        {
            // Found now, such a message is put aside; found later, it would be taken out again and again.
            return null;
        }
    }
}
