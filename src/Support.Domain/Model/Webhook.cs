namespace Support.Domain.Model;

/// <summary>Another system that is called by a step of an escalation policy. What signs the call is the setting
/// <c>Webhooks:{id}:Secret</c>, and never in the model.</summary>
public sealed record Webhook
{
    /// <summary>The name that people know.</summary>
    public required string Name { get; init; }

    /// <summary>Where to post: https, or http to this machine alone.</summary>
    public required Uri Url { get; init; }
}
