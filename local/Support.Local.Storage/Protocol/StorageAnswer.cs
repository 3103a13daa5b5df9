namespace Support.Local.Storage.Protocol;

/// <summary>An answer as it would have come over the wire.</summary>
internal sealed record StorageAnswer(int Status, string Reason, IReadOnlyList<KeyValuePair<string, string>> Headers, ReadOnlyMemory<byte> Body);
