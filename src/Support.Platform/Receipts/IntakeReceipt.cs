using Support.Platform.Tickets;

namespace Support.Platform.Receipts;

/// <summary>
/// That a delivery came, and what becomes of it. It is written before anything is done, so that whoever gets the same
/// delivery again, or the same one at the same time, or goes on after a crash, does the same and not something else.
/// </summary>
public sealed record IntakeReceipt
{
    /// <summary>Which delivery.</summary>
    public required DeliveryKey Key { get; init; }

    /// <summary>Hash of what was delivered, to tell a repetition from another thing under the same id.</summary>
    public required string BodyHash { get; init; }

    /// <summary>When it came first.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>What was decided to do, in JSON of the channel's own.</summary>
    public required string Plan { get; init; }

    /// <summary>What came of it, in JSON of the channel's own; null until it is done.</summary>
    public string? Outcome { get; init; }

    /// <summary>Whether it came before: false for whoever wrote it.</summary>
    public bool Known { get; init; }

    /// <summary>Whether all is done.</summary>
    public bool IsDone => Outcome is not null;

    /// <summary>The key under which every command of this delivery is done once.</summary>
    public IdempotencyKey CommandKey => new($"receipt {Key.Scope}", Key.Value, BodyHash);
}
