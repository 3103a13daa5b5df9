namespace Support.Platform.Graph;

/// <summary>Graph does not answer, has too much to do, or does not let this system in: worth another attempt, later.</summary>
public sealed class GraphUnavailableException : Exception
{
    /// <inheritdoc />
    public GraphUnavailableException()
    {
    }

    /// <inheritdoc />
    public GraphUnavailableException(string message)
        : base(message)
    {
    }

    /// <inheritdoc />
    public GraphUnavailableException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>How long Graph wants to be left alone; null when it does not say.</summary>
    public TimeSpan? RetryAfter { get; init; }
}
