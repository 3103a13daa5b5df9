using Support.Domain.Model;
using Support.Domain.Tickets;

namespace Support.Domain.Alerts;

/// <summary>What is remembered of one alert between two deliveries.</summary>
public sealed record AlertState
{
    /// <summary>As <see cref="Alert.Key"/>.</summary>
    public required string Key { get; init; }

    /// <summary>What makes two deliveries the same alert.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>One line.</summary>
    public required string Subject { get; init; }

    /// <summary>Whether it fires.</summary>
    public bool Firing { get; init; }

    /// <summary>Since when it does, or does not.</summary>
    public DateTimeOffset Since { get; init; }

    /// <summary>How often it was reported as firing again while it fired.</summary>
    public int Repeats { get; init; }

    /// <summary>How many updates were written since it began to fire.</summary>
    public int Updates { get; init; }

    /// <summary>When the last message was written.</summary>
    public DateTimeOffset WrittenAt { get; init; }

    /// <summary>Hash of the text that was written last.</summary>
    public string? TextHash { get; init; }

    /// <summary>How many acknowledgements were noted since it began to fire.</summary>
    public int Acknowledgements { get; init; }

    /// <summary>How often it changes between firing and resolved.</summary>
    public FlapState Flaps { get; init; } = new();

    /// <summary>The ticket that it has; null when it never had one.</summary>
    public TicketId? Ticket { get; init; }

    /// <summary>Whether that ticket is a storm's.</summary>
    public bool InStorm { get; init; }

    /// <summary>How many are hit, at the worst so far.</summary>
    public Grade Impact { get; init; }

    /// <summary>How soon it hurts, at the worst so far.</summary>
    public Grade Urgency { get; init; }

    /// <summary>The last deliveries that were counted, the newest last.</summary>
    public IReadOnlyList<string> Deliveries { get; init; } = [];

    /// <summary>What is still to be done to tickets because of it, in order.</summary>
    public IReadOnlyList<AlertEffect> Pending { get; init; } = [];
}

/// <summary>How often something changes between firing and resolved.</summary>
public sealed record FlapState
{
    /// <summary>When it changed lately, the newest last.</summary>
    public IReadOnlyList<DateTimeOffset> Changes { get; init; } = [];

    /// <summary>Since when its changes are only counted; null while they are not.</summary>
    public DateTimeOffset? DampedSince { get; init; }

    /// <summary>How many changes there were since then, those that led to it among them.</summary>
    public int Count { get; init; }

    /// <summary>Whether its changes are only counted.</summary>
    public bool IsDamped => DampedSince is not null;

    /// <summary>When it may be taken at its word again: after a while without a change.</summary>
    public DateTimeOffset? QuietAt(FlappingRules rules) => IsDamped && Changes.Count > 0 ? Changes[^1] + rules.QuietFor : null;

    /// <summary>After one more change.</summary>
    public FlapState Changed(DateTimeOffset at, FlappingRules rules)
    {
        DateTimeOffset[] changes = [.. Changes.Where(change => at - change < rules.Within).TakeLast(rules.Changes), at];
        bool damped = IsDamped || changes.Length > rules.Changes;
        return new FlapState
        {
            Changes = changes,
            DampedSince = damped ? DampedSince ?? at : null,
            Count = IsDamped ? Count + 1 : damped ? changes.Length : 0,
        };
    }
}

/// <summary>What is to be done to a ticket.</summary>
public enum AlertEffectKind
{
    /// <summary>Open it.</summary>
    Open,

    /// <summary>Tell it (<see cref="HearAlert"/>).</summary>
    Tell,

    /// <summary>Let it go on in the storm's ticket, or link it where somebody works on it already.</summary>
    Join,
}

/// <summary>
/// Something to be done to a ticket, written down together with what it follows from and done afterwards, under a key of
/// its own: whoever does it again after a crash does it once.
/// </summary>
public sealed record AlertEffect
{
    /// <summary>1, 2, 3 … within the group.</summary>
    public required int Sequence { get; init; }

    /// <summary>What.</summary>
    public required AlertEffectKind Kind { get; init; }

    /// <summary>To which ticket.</summary>
    public required TicketId Ticket { get; init; }

    /// <summary>The ticket that is over, or that it goes on in; null for none.</summary>
    public TicketId? Other { get; init; }

    /// <summary>What is said to it; null unless it is told something.</summary>
    public AlertNews? News { get; init; }

    /// <summary>Whether tickets that are linked to it as children are resolved with it.</summary>
    public bool Cascade { get; init; }

    /// <summary>One line; null to leave the ticket's as it is.</summary>
    public string? Subject { get; init; }

    /// <summary>What is written.</summary>
    public string Text { get; init; } = string.Empty;

    /// <summary>Why.</summary>
    public string Cause { get; init; } = string.Empty;

    /// <summary>Application id; null for the model's.</summary>
    public string? Application { get; init; }

    /// <summary>How many are hit; null to leave it.</summary>
    public Grade? Impact { get; init; }

    /// <summary>How soon it hurts; null to leave it.</summary>
    public Grade? Urgency { get; init; }
}
