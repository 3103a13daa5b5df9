namespace Support.Local.Hosting.Simulation;

/// <summary>A message that a simulated backend posted to Teams.</summary>
/// <param name="At">When it was taken.</param>
/// <param name="Json">The message, with its adaptive card.</param>
public sealed record ReceivedPost(DateTimeOffset At, string Json);
