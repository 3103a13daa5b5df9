using System.Net;

namespace Support.Platform.Graph;

/// <summary>Graph understood a request and will never do it.</summary>
public sealed class GraphRefusedException : Exception
{
    /// <inheritdoc />
    public GraphRefusedException()
    {
    }

    /// <inheritdoc />
    public GraphRefusedException(string message)
        : base(message)
    {
    }

    /// <inheritdoc />
    public GraphRefusedException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>What it answered.</summary>
    public HttpStatusCode Status { get; init; }
}
