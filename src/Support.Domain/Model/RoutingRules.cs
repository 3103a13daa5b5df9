using Support.Domain.Tickets;

namespace Support.Domain.Model;

/// <summary>How tickets find their application, priority and team, in order: the first rule that matches decides.</summary>
public sealed record RoutingRules
{
    /// <summary>The rules, the first first.</summary>
    public required IReadOnlyList<RoutingRule> Rules { get; init; }
}

/// <summary>One rule.</summary>
public sealed record RoutingRule
{
    /// <summary>A short id, unique among the rules.</summary>
    public required string Id { get; init; }

    /// <summary>The name that people know; null when the id says it.</summary>
    public string? Name { get; init; }

    /// <summary>Which tickets; null for all.</summary>
    public RoutingCondition? When { get; init; }

    /// <summary>What it sets.</summary>
    public required RoutingOutcome Set { get; init; }

    /// <summary>Whether the rules after it are asked too; what they set beside this one's counts, what they set again does not.</summary>
    public bool AndContinue { get; init; }

    /// <summary>Whether it also replaces what the sender said of application, kind, impact and urgency.</summary>
    public bool Override { get; init; }
}

/// <summary>Which tickets a rule is for. What is null matches all; within a list one must match.</summary>
public sealed record RoutingCondition
{
    /// <summary>Words or phrases in subject or description, whole words, small and capital letters alike.</summary>
    public IReadOnlyList<Phrase>? Text { get; init; }

    /// <summary>Words or phrases in the subject.</summary>
    public IReadOnlyList<Phrase>? Subject { get; init; }

    /// <summary>Ways in.</summary>
    public IReadOnlyList<IntakeChannel>? Channels { get; init; }

    /// <summary>Organisation ids.</summary>
    public IReadOnlyList<string>? Organisations { get; init; }

    /// <summary>Contract ids.</summary>
    public IReadOnlyList<string>? Contracts { get; init; }

    /// <summary>Application ids.</summary>
    public IReadOnlyList<string>? Applications { get; init; }

    /// <summary>Tags, also those that a rule before has set.</summary>
    public IReadOnlyList<string>? Tags { get; init; }

    /// <summary>Kinds.</summary>
    public IReadOnlyList<TicketKind>? Kinds { get; init; }

    /// <summary>Domains of the requester's mail address, with those below them.</summary>
    public IReadOnlyList<string>? RequesterDomains { get; init; }

    /// <summary>Values by the name of a custom field: every field named must have one of its values.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>>? CustomFields { get; init; }
}

/// <summary>What a rule sets; null leaves it as it is.</summary>
public sealed record RoutingOutcome
{
    /// <summary>Application id.</summary>
    public string? Application { get; init; }

    /// <summary>What it is about.</summary>
    public TicketKind? Kind { get; init; }

    /// <summary>How many are hit.</summary>
    public Grade? Impact { get; init; }

    /// <summary>How soon it hurts.</summary>
    public Grade? Urgency { get; init; }

    /// <summary>The priority, whatever impact and urgency say.</summary>
    public Priority? Priority { get; init; }

    /// <summary>Team id; the ticket starts in its tier.</summary>
    public string? Team { get; init; }

    /// <summary>Tags to add.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>Skills that whoever gets it needs.</summary>
    public IReadOnlyList<string> Skills { get; init; } = [];
}
