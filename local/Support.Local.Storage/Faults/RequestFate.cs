namespace Support.Local.Storage;

/// <summary>How a request that fails looks to its caller.</summary>
internal enum RequestFailure
{
    None,

    /// <summary>Nobody listens.</summary>
    Refused,

    /// <summary>The connection ends before there is an answer.</summary>
    Reset,

    /// <summary>The answer is 503.</summary>
    Busy,

    /// <summary>The answer is 500.</summary>
    InternalError,
}

/// <summary>What becomes of one request.</summary>
/// <param name="Applied">How many times it is carried out.</param>
/// <param name="Failure">What its caller sees instead of its answer.</param>
/// <param name="Going">Its time on the way there.</param>
/// <param name="Coming">The answer's time on the way back.</param>
internal readonly record struct RequestFate(int Applied, RequestFailure Failure, TimeSpan Going, TimeSpan Coming)
{
    public static RequestFate Undisturbed { get; } = new(1, RequestFailure.None, TimeSpan.Zero, TimeSpan.Zero);

    public bool IsDelayed => Going > TimeSpan.Zero || Coming > TimeSpan.Zero;
}
