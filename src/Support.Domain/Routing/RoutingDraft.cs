using Support.Domain.Model;
using Support.Domain.Tickets;

namespace Support.Domain.Routing;

/// <summary>A ticket on its way through the rules: what the sender said, and what the rules so far have set.</summary>
internal sealed class RoutingDraft(RoutingFacts facts, SupportModel model)
{
    private const int TextLengthMax = 20_000;

    private readonly List<string> _kept = [];
    private bool _replaced;
    private WordIndex? _subject;
    private WordIndex? _description;

    public RoutingFacts Facts { get; } = facts;

    /// <summary>Id of the requester's organisation; null when the model knows none.</summary>
    public string? Organisation { get; } = model.OrganisationOf(facts.Requester, facts.Organisation);

    public string? Contract => Organisation is { } id ? model.Organisations[id].Contract : null;

    /// <summary>What the rules have set.</summary>
    public Routed Set { get; private set; } = new();

    /// <summary>What a rule would have set, had the sender not said it.</summary>
    public IReadOnlyList<string> Kept => _kept;

    public string? Application => Set.Application ?? Facts.Application;

    public TicketKind? Kind => Set.Kind ?? Facts.Kind;

    public Grade? Impact => Set.Impact ?? Facts.Impact;

    public Grade? Urgency => Set.Urgency ?? Facts.Urgency;

    public string? Team => Set.Team;

    public IEnumerable<string> Tags => Facts.Tags.Concat(Set.Tags);

    /// <summary>The words of the subject.</summary>
    public WordIndex SubjectWords => _subject ??= new WordIndex(Facts.Subject);

    /// <summary>The words of the description, as far as it is looked at.</summary>
    public WordIndex DescriptionWords =>
        _description ??= new WordIndex(Facts.Description.AsSpan(0, Math.Min(Facts.Description.Length, TextLengthMax)));

    /// <summary>Takes over what a rule that matched sets: what a rule before it has set stays.</summary>
    public void Take(RoutingRule rule)
    {
        RoutingOutcome set = rule.Set;
        _replaced = rule.Override;
        Set = Set with
        {
            Rules = [.. Set.Rules, rule.Id],
            Application = Choose(Set.Application, set.Application, Facts.Application, "application"),
            Kind = Choose(Set.Kind, set.Kind, Facts.Kind, "kind"),
            Impact = Choose(Set.Impact, set.Impact, Facts.Impact, "impact"),
            Urgency = Choose(Set.Urgency, set.Urgency, Facts.Urgency, "urgency"),
            Priority = Set.Priority ?? set.Priority,
            Team = Set.Team ?? set.Team,
            Tags = [.. Set.Tags, .. set.Tags.Except(Tags).Take(TagRules.TagsMax - Tags.Count())],
            Skills = [.. Set.Skills, .. set.Skills.Except(Set.Skills)],
        };
    }

    private T? Choose<T>(T? before, T? by, T? said, string what)
    {
        if (before is not null || by is null)
        {
            return before;
        }

        if (said is null || _replaced)
        {
            return by;
        }

        if (!Equals(said, by) && !_kept.Contains(what))
        {
            _kept.Add(what);
        }

        return before;
    }
}
