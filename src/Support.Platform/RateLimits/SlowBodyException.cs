namespace Support.Platform.RateLimits;

/// <summary>A body came too slowly.</summary>
public sealed class SlowBodyException() : Exception("The body came too slowly.");
