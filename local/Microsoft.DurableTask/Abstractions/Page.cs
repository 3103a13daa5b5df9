namespace Microsoft.DurableTask;

/// <summary>A part of a longer answer, with the token to go on from.</summary>
public sealed class Page<T>
    where T : notnull
{
    public Page(IReadOnlyList<T> values, string? continuationToken = null)
    {
        ArgumentNullException.ThrowIfNull(values);
        Values = values;
        ContinuationToken = continuationToken;
    }

    public IReadOnlyList<T> Values { get; }

    /// <summary>Null after the last page.</summary>
    public string? ContinuationToken { get; }
}
