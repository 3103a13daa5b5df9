namespace Support.Platform.Content;

/// <summary>Bytes out of the content store.</summary>
/// <param name="Bytes">The bytes.</param>
/// <param name="ContentType">What they are.</param>
/// <param name="Facts">What was written down beside them.</param>
public sealed record StoredContent(ReadOnlyMemory<byte> Bytes, string ContentType, IReadOnlyDictionary<string, string> Facts);
