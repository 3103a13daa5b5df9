namespace Support.Domain.Model;

/// <summary>What becomes of a ticket when its alert says that all is well.</summary>
public enum OnAlertResolved
{
    /// <summary>It is resolved.</summary>
    Resolve,

    /// <summary>Who holds it is asked to resolve it.</summary>
    Ask,

    /// <summary>Nothing.</summary>
    Ignore,
}

/// <summary>How monitoring alerts become tickets.</summary>
public sealed record AlertIntakeRules
{
    /// <summary>What becomes of a ticket when its alert says that all is well.</summary>
    public OnAlertResolved OnResolved { get; init; } = OnAlertResolved.Resolve;

    /// <summary>An alert that fires again within this time after it was resolved reopens its ticket; later it gets another.</summary>
    public TimeSpan ReopenWithin { get; init; } = TimeSpan.FromDays(5);

    /// <summary>A ticket is told of what changes in an alert that goes on firing at most once in this time.</summary>
    public TimeSpan UpdateEvery { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>The labels that name the application, the first that an alert has wins.</summary>
    public IReadOnlyList<string> ApplicationLabels { get; init; } = ["application", "service"];

    /// <summary>Application ids by what those labels say, where they say something else than the id.</summary>
    public IReadOnlyDictionary<string, string> Applications { get; init; } = new Dictionary<string, string>();

    /// <summary>Impact and urgency by the word for severity, in small letters; beside and before the usual ones.</summary>
    public IReadOnlyDictionary<string, SeverityGrades> Severities { get; init; } = new Dictionary<string, SeverityGrades>();

    /// <summary>When changes are too many to be taken at their word.</summary>
    public FlappingRules Flapping { get; init; } = new();

    /// <summary>When alerts are too many for a ticket each.</summary>
    public StormRules Storms { get; init; } = new();

    /// <summary>What the types of CloudEvents mean.</summary>
    public CloudEventRules CloudEvents { get; init; } = new();

    /// <summary>What differs for a source, by its name.</summary>
    public IReadOnlyDictionary<string, AlertSourceRules> Sources { get; init; } = new Dictionary<string, AlertSourceRules>();

    /// <summary>What becomes of the tickets of that source's alerts when all is well.</summary>
    public OnAlertResolved OnResolvedOf(string source) => Sources.GetValueOrDefault(source)?.OnResolved ?? OnResolved;

    /// <summary>Impact and urgency of a severity: as the source's rules say, else the common ones, else as is usual.</summary>
    public SeverityGrades GradesOf(string source, string? severity)
    {
        string word = severity?.Trim().ToLowerInvariant() ?? string.Empty;
        return Sources.GetValueOrDefault(source)?.Severities.GetValueOrDefault(word)
            ?? Severities.GetValueOrDefault(word)
            ?? Usual(word);
    }

    // The words of the six sources and of those that imitate them. What none of them uses is in the middle.
    private static SeverityGrades Usual(string word) => word switch
    {
        "critical" or "page" or "emergency" or "fatal" or "disaster" or "alert" or "sev0" or "p1" => new(Grade.High, Grade.High),
        "error" or "major" or "high" or "sev1" or "p2" => new(Grade.Medium, Grade.High),
        "info" or "informational" or "information" or "none" or "low" or "ok" or "debug" or "verbose" or "success" or "sev3" or "sev4" or "p4" or "p5" =>
            new(Grade.Low, Grade.Low),
        _ => new(Grade.Medium, Grade.Medium),
    };
}

/// <summary>What a severity means.</summary>
/// <param name="Impact">How many are hit.</param>
/// <param name="Urgency">How soon it hurts.</param>
public sealed record SeverityGrades(Grade Impact, Grade Urgency);

/// <summary>When changes between firing and resolved are too many to be taken at their word.</summary>
public sealed record FlappingRules
{
    /// <summary>More changes than this within <see cref="Within"/> are flapping.</summary>
    public int Changes { get; init; } = 6;

    /// <summary>The window in which they are counted.</summary>
    public TimeSpan Within { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>After this time without a change the alert is taken at its word again.</summary>
    public TimeSpan QuietFor { get; init; } = TimeSpan.FromMinutes(15);
}

/// <summary>When alerts are too many for a ticket each.</summary>
public sealed record StormRules
{
    /// <summary>The most that can be asked for: so many tickets can go on in one.</summary>
    public const int AlertsMax = 20;

    /// <summary>More alerts than this, each of which would need a ticket, within <see cref="Within"/> are a storm.</summary>
    public int Alerts { get; init; } = AlertsMax;

    /// <summary>The window in which they are counted; a storm that no alert joins for so long takes no more in.</summary>
    public TimeSpan Within { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>The storm's ticket is told of its count at most once in this time, unless the count doubled.</summary>
    public TimeSpan UpdateEvery { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>The labels that make a group; empty for one group of each source and application.</summary>
    public IReadOnlyList<string> GroupBy { get; init; } = [];
}

/// <summary>What the types of CloudEvents mean; a type may end with <c>*</c>. A type that none names goes by its last word.</summary>
public sealed record CloudEventRules
{
    /// <summary>Types that say that something is wrong.</summary>
    public IReadOnlyList<string> Firing { get; init; } = [];

    /// <summary>Types that say that all is well again.</summary>
    public IReadOnlyList<string> Resolved { get; init; } = [];

    /// <summary>Types that say that somebody has seen it.</summary>
    public IReadOnlyList<string> Acknowledged { get; init; } = [];

    /// <summary>Types that are no alerts.</summary>
    public IReadOnlyList<string> Ignored { get; init; } = [];
}

/// <summary>What differs for one source.</summary>
public sealed record AlertSourceRules
{
    /// <summary>What becomes of a ticket when its alert says that all is well; null as for all.</summary>
    public OnAlertResolved? OnResolved { get; init; }

    /// <summary>Impact and urgency by the word for severity, in small letters.</summary>
    public IReadOnlyDictionary<string, SeverityGrades> Severities { get; init; } = new Dictionary<string, SeverityGrades>();
}
