namespace Support.Platform.Mirrors;

/// <summary>The other system did not take something, and will not however often it is told.</summary>
public sealed class MirrorRefusedException(string message) : Exception(message);

/// <summary>The other system did not take something now.</summary>
/// <param name="message">What it said; holds no secret.</param>
/// <param name="after">For how long it wants to be left alone; null when it did not say.</param>
/// <param name="inner">What went wrong on the way; null for nothing.</param>
public sealed class MirrorBusyException(string message, TimeSpan? after, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>For how long it wants to be left alone; null when it did not say.</summary>
    public TimeSpan? After { get; } = after;
}
