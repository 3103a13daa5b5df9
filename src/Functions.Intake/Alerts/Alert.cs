using Support.Domain.Model;

namespace Support.Functions.Intake.Alerts;

/// <summary>An alert of any monitoring system, in one normal form.</summary>
public sealed record Alert
{
    /// <summary>Which system: <c>alertmanager</c>.</summary>
    public required string Source { get; init; }

    /// <summary>What makes two deliveries the same alert.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>False when the alert reports that all is well again.</summary>
    public required bool Firing { get; init; }

    /// <summary>One line.</summary>
    public required string Subject { get; init; }

    /// <summary>Everything the alert says.</summary>
    public required string Text { get; init; }

    /// <summary>The application it names, if it names one.</summary>
    public string? Application { get; init; }

    /// <summary>How many are hit and how soon it hurts, from its severity.</summary>
    public required Grade Severity { get; init; }
}
