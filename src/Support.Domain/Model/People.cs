using Support.Domain.Access;

namespace Support.Domain.Model;

/// <summary>A team of one tier.</summary>
public sealed record Team
{
    /// <summary>The name that people know.</summary>
    public required string Name { get; init; }

    /// <summary>The tier that it works in.</summary>
    public required Tier Tier { get; init; }

    /// <summary>The agent id of the lead.</summary>
    public required string Lead { get; init; }

    /// <summary>Agent ids.</summary>
    public required IReadOnlyList<string> Members { get; init; }

    /// <summary>A mailbox that the whole team reads; null for none.</summary>
    public string? Mailbox { get; init; }

    /// <summary>Whether the team has a Teams channel that gets cards (address: setting <c>Teams:Webhook:{id}</c>).</summary>
    public bool TeamsChannel { get; init; }

    /// <summary>Who is on call; null when nobody is.</summary>
    public OnCallRotation? OnCall { get; init; }

    /// <summary>Who gets a ticket that nobody holds.</summary>
    public AssignmentMode Assignment { get; init; }

    /// <summary>The load limit of members who have none of their own; null for the desk's.</summary>
    public int? LoadLimit { get; init; }

    /// <summary>What becomes of a member's tickets at the end of the shift.</summary>
    public ShiftEnd OnShiftEnd { get; init; }
}

/// <summary>An on-call rotation: one member after the other, each for <see cref="Days"/> days, from <see cref="Start"/> on.</summary>
public sealed record OnCallRotation
{
    /// <summary>Local date and time of the first hand-over, <c>2026-01-05T09:00</c>.</summary>
    public required DateTime Start { get; init; }

    /// <summary>IANA time zone of <see cref="Start"/>.</summary>
    public required string TimeZone { get; init; }

    /// <summary>Days that one member's turn lasts; 7 by default.</summary>
    public int Days { get; init; } = 7;

    /// <summary>Agent ids in the order of their turns.</summary>
    public required IReadOnlyList<string> Members { get; init; }

    /// <summary>Who stands in, and when; the first that covers an instant wins.</summary>
    public IReadOnlyList<OnCallOverride> Overrides { get; init; } = [];

    /// <summary>Who is on call when all members are absent: agent ids, the first who is there; empty for nobody.</summary>
    public IReadOnlyList<string> Backup { get; init; } = [];
}

/// <summary>Somebody stands in for the on-call.</summary>
public sealed record OnCallOverride
{
    /// <summary>From here on (included).</summary>
    public required DateTimeOffset From { get; init; }

    /// <summary>Up to here (excluded).</summary>
    public required DateTimeOffset To { get; init; }

    /// <summary>The agent id.</summary>
    public required string Agent { get; init; }
}

/// <summary>A person who works tickets or is told of them.</summary>
public sealed record Agent
{
    /// <summary>Display name.</summary>
    public required string Name { get; init; }

    /// <summary>Mail address.</summary>
    public required string Email { get; init; }

    /// <summary>What the person is good at.</summary>
    public IReadOnlyList<string> Skills { get; init; } = [];

    /// <summary>Shift ids; who has none is taken to be there always.</summary>
    public IReadOnlyList<string> Shifts { get; init; } = [];

    /// <summary>When the person is away, shift or not.</summary>
    public IReadOnlyList<Absence> Absences { get; init; } = [];

    /// <summary>How much is assigned automatically at most; null for the team's limit.</summary>
    public int? LoadLimit { get; init; }

    /// <summary>Roles, beside those that the token brings; empty for an agent of one's own.</summary>
    public IReadOnlyList<Role> Roles { get; init; } = [];

    /// <summary>When the person is not to be disturbed by what can wait; null for what the desk says.</summary>
    public QuietHours? QuietHours { get; init; }

    /// <summary>What the person wants to be told of.</summary>
    public NotificationChoices Notifications { get; init; } = new();

    /// <summary>The tickets that somebody of another company was granted; null for one's own people.</summary>
    public TicketScope? External { get; init; }
}

/// <summary>An application of the service catalogue.</summary>
public sealed record ServiceApplication
{
    /// <summary>The name that people know.</summary>
    public required string Name { get; init; }

    /// <summary>Whom it serves.</summary>
    public required Audience Audience { get; init; }

    /// <summary>Tiered or swarm.</summary>
    public SupportStyle Style { get; init; }

    /// <summary>The team of each tier; L1 only when customer-facing.</summary>
    public required IReadOnlyDictionary<Tier, string> Teams { get; init; }

    /// <summary>The vendor behind L3; null for none.</summary>
    public Vendor? Vendor { get; init; }

    /// <summary>Where a new ticket starts: the lowest tier that has a team.</summary>
    public Tier FirstTier => Teams.Keys.Min();
}

/// <summary>A vendor behind L3.</summary>
public sealed record Vendor
{
    /// <summary>The name that people know.</summary>
    public required string Name { get; init; }

    /// <summary>Where hand-offs go.</summary>
    public required string Email { get; init; }

    /// <summary>Id of the webhook that is called with every hand-off, beside the mail; null for none.</summary>
    public string? Webhook { get; init; }

    /// <summary>What the vendor promised us; null when nothing was agreed.</summary>
    public VendorContract? Contract { get; init; }
}
