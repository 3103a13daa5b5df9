using Support.Domain.Tickets;

namespace Support.Domain.Model.Reading;

/// <summary>Reads the routing rules.</summary>
internal static class RoutingReader
{
    public const int RulesMax = 500;
    public const int ItemsMax = 100;
    public const int PhraseLengthMax = 100;
    private const int FieldValueLengthMax = 500;

    public static RoutingRules Read(ModelNode node)
    {
        ObjectReader members = ObjectReader.Open(node, ModelShapes.Routing);
        var ids = new HashSet<string>(StringComparer.Ordinal);
        List<RoutingRule> rules = members["rules"]?.List(rule => ReadRule(rule, ids)) ?? [];
        if (rules.Count > RulesMax)
        {
            members["rules"]!.Mistake($"Expected at most {RulesMax} rules, found {rules.Count}.");
        }

        return new RoutingRules { Rules = rules };
    }

    /// <summary>What must hold between rules, teams and people.</summary>
    public static void Check(SupportModel model, ModelReading reading)
    {
        var skills = new HashSet<string>(model.Agents.Values.SelectMany(static agent => agent.Skills), StringComparer.Ordinal);
        string? takesAll = null;
        IReadOnlyList<RoutingRule> rules = model.Routing?.Rules ?? [];
        for (int index = 0; index < rules.Count && !reading.IsFull; index++)
        {
            RoutingRule rule = rules[index];
            string pointer = $"/routing/rules/{index}";
            if (takesAll is not null)
            {
                reading.Add(pointer, $"No ticket gets to the rule '{rule.Id}': the rule '{takesAll}' before it is for every ticket and does not continue.");
                return;
            }

            takesAll = rule.When is null && !rule.AndContinue ? rule.Id : null;
            for (int skill = 0; skill < rule.Set.Skills.Count; skill++)
            {
                if (!skills.Contains(rule.Set.Skills[skill]))
                {
                    reading.Add(
                        $"{pointer}/set/skills/{skill}",
                        $"No agent has the skill {Suggestion.Quoted(rule.Set.Skills[skill])}; {Suggestion.For(rule.Set.Skills[skill], skills)}");
                }
            }
        }
    }

    private static RoutingRule ReadRule(ModelNode node, HashSet<string> ids)
    {
        ObjectReader members = ObjectReader.Open(node, ModelShapes.RoutingRule);
        string id = members["id"]?.Id() ?? "";
        if (id.Length > 0 && !ids.Add(id))
        {
            members["id"]!.Mistake($"Another rule has the id '{id}' already; expected one of its own.");
        }

        return new RoutingRule
        {
            Id = id,
            Name = members["name"]?.Name(),
            When = members["when"] is { } when ? ReadCondition(when) : null,
            Set = members["set"] is { } set ? ReadOutcome(set) : new RoutingOutcome(),
            AndContinue = members["andContinue"]?.Flag() ?? false,
            Override = members["override"]?.Flag() ?? false,
        };
    }

    private static RoutingCondition ReadCondition(ModelNode node)
    {
        ObjectReader members = ObjectReader.Open(node, ModelShapes.RoutingCondition);
        var condition = new RoutingCondition
        {
            Text = Items(members["text"], ReadPhrase),
            Subject = Items(members["subject"], ReadPhrase),
            Channels = members["channels"]?.NotEmpty().Set(static item => item.Word<IntakeChannel>()),
            Organisations = members["organisations"]?.NotEmpty().Set(static item => item.Reference(Named.Organisation)),
            Contracts = members["contracts"]?.NotEmpty().Set(static item => item.Reference(Named.Contract)),
            Applications = members["applications"]?.NotEmpty().Set(static item => item.Reference(Named.Application)),
            Tags = Items(members["tags"], ReadTag),
            Kinds = members["kinds"]?.NotEmpty().Set(static item => item.Word<TicketKind>()),
            RequesterDomains = Items(members["requesterDomains"], CustomerReader.ReadDomain),
            CustomFields = members["customFields"] is { } fields ? ReadFields(fields) : null,
        };
        if (condition == new RoutingCondition() && !node.Reading.IsBroken(node.Pointer))
        {
            node.Mistake("Expected at least one condition; leave 'when' out for a rule for every ticket.");
        }

        return condition;
    }

    private static RoutingOutcome ReadOutcome(ModelNode node)
    {
        ObjectReader members = ObjectReader.Open(node, ModelShapes.RoutingOutcome);
        var outcome = new RoutingOutcome
        {
            Application = members["application"]?.Reference(Named.Application),
            Kind = members["kind"]?.Word<TicketKind>(),
            Impact = members["impact"]?.Word<Grade>(),
            Urgency = members["urgency"]?.Word<Grade>(),
            Priority = members["priority"]?.Word<Priority>(),
            Team = members["team"]?.Reference(Named.Team),
            Tags = Items(members["tags"], ReadTag) ?? [],
            Skills = Items(members["skills"], ModelValues.Name) ?? [],
        };
        bool setsNothing = outcome is
        {
            Application: null, Kind: null, Impact: null, Urgency: null, Priority: null, Team: null, Tags: [], Skills: [],
        };
        if (setsNothing && !node.Reading.IsBroken(node.Pointer))
        {
            node.Mistake("The rule sets nothing; expected 'application', 'kind', 'impact', 'urgency', 'priority', 'team', 'tags' or 'skills'.");
        }

        return outcome;
    }

    private static Dictionary<string, IReadOnlyList<string>>? ReadFields(ModelNode node)
    {
        Dictionary<string, IReadOnlyList<string>>? fields = ObjectReader.ByName(
            node, IReadOnlyList<string> (values) => Items(values, ReadFieldValue) ?? []);
        if (fields is { Count: 0 or > ItemsMax })
        {
            node.Mistake($"Expected 1 to {ItemsMax} fields, found {fields.Count}.");
        }

        return fields;
    }

    private static List<T>? Items<T>(ModelNode? node, Func<ModelNode, T?> read)
        where T : class
    {
        List<T>? items = node?.NotEmpty().Set(read);
        if (items?.Count > ItemsMax)
        {
            node!.Mistake($"Expected at most {ItemsMax} items, found {items.Count}.");
        }

        return items;
    }

    private static Phrase? ReadPhrase(ModelNode node)
    {
        if (node.RawText("a word or a phrase") is not { } text)
        {
            return null;
        }

        if (text.Length <= PhraseLengthMax && Phrase.Of(text) is { } phrase)
        {
            return phrase;
        }

        node.Mistake($"Expected a word or a phrase of at most {PhraseLengthMax} characters with a letter or a digit in it, found {node.Found()}.");
        return null;
    }

    private static string? ReadTag(ModelNode node)
    {
        string? text = node.RawText("a tag");
        string? tag = text is null ? null : TagFormat.Normalise(text);
        if (text is not null && tag is null)
        {
            node.Mistake($"Expected a tag: {TagFormat.Expected}; found {node.Found()}.");
        }

        return tag;
    }

    private static string? ReadFieldValue(ModelNode node)
    {
        string? text = node.RawText("a text");
        if (text is { Length: 0 or > FieldValueLengthMax })
        {
            node.Mistake($"Expected a text of 1 to {FieldValueLengthMax} characters, found {node.Found()}.");
        }

        return text;
    }
}
