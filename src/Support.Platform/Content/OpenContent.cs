namespace Support.Platform.Content;

/// <summary>A content that is read as it comes.</summary>
/// <param name="Bytes">The bytes, read once.</param>
/// <param name="Length">How many.</param>
/// <param name="ContentType">What they are.</param>
/// <param name="Facts">What was written down beside them.</param>
public sealed record OpenContent(Stream Bytes, long Length, string ContentType, IReadOnlyDictionary<string, string> Facts) : IAsyncDisposable
{
    /// <inheritdoc />
    public ValueTask DisposeAsync() => Bytes.DisposeAsync();
}
