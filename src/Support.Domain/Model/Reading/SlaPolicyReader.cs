namespace Support.Domain.Model.Reading;

/// <summary>Reads SLA policies.</summary>
internal static class SlaPolicyReader
{
    public static SlaPolicy Read(ModelNode node)
    {
        ObjectReader members = ObjectReader.Open(node, ModelShapes.SlaPolicy);
        TicketFilter? when = members["when"] is { } filter ? TicketFilterReader.Read(filter) : null;
        Dictionary<Priority, SlaTargets> targets = members["targets"] is { } byPriority ? ReadByPriority(byPriority, when) : [];
        var policy = new SlaPolicy
        {
            Id = members["id"]?.Id() ?? "",
            When = when,
            Calendar = members["calendar"]?.Reference(Named.Calendar) ?? "",
            Targets = targets,
            TierTargets = members["tierTargets"] is { } tiers ? ReadTierTargets(tiers, targets) : NoTierTargets,
            Options = SlaOptionsReader.Read(members),
        };
        return members["warnings"] is { } warnings ? policy with { Warnings = ReadWarnings(warnings) } : policy;
    }

    public static VendorContract ReadContract(ModelNode node)
    {
        ObjectReader members = ObjectReader.Open(node, ModelShapes.VendorContract);
        return new VendorContract
        {
            Calendar = members["calendar"]?.Reference(Named.Calendar) ?? "",
            Targets = members["targets"] is { } targets ? ReadDurations(targets, of: null) : [],
            Warnings = members["warnings"] is { } warnings ? ReadWarnings(warnings) : SlaPolicy.DefaultWarnings,
        };
    }

    private static Dictionary<Tier, IReadOnlyDictionary<Priority, TimeSpan>> NoTierTargets => [];

    private static Dictionary<Tier, IReadOnlyDictionary<Priority, TimeSpan>> ReadTierTargets(
        ModelNode node, IReadOnlyDictionary<Priority, SlaTargets> policy)
    {
        ObjectReader members = ObjectReader.Open(node, ModelShapes.TierTargets);
        var tiers = new Dictionary<Tier, IReadOnlyDictionary<Priority, TimeSpan>>();
        foreach (Tier tier in Enum.GetValues<Tier>())
        {
            if (members[Words<Tier>.Of(tier)] is { } member)
            {
                tiers.Add(tier, ReadDurations(member, policy));
            }
        }

        if (tiers.Count == 0 && !node.Reading.IsBroken(node.Pointer))
        {
            node.Mistake("Expected the targets of at least one tier, found none; leave 'tierTargets' out for no such targets.");
        }

        return tiers;
    }

    /// <summary>One duration a priority; a priority that the policy promises nothing has no tier target that anything could start.</summary>
    private static Dictionary<Priority, TimeSpan> ReadDurations(ModelNode node, IReadOnlyDictionary<Priority, SlaTargets>? of)
    {
        ObjectReader members = ObjectReader.Open(node, ModelShapes.DurationsByPriority);
        var durations = new Dictionary<Priority, TimeSpan>();
        foreach (Priority priority in Enum.GetValues<Priority>())
        {
            string word = Words<Priority>.Of(priority);
            if (members[word] is not { } member)
            {
                continue;
            }

            durations.Add(priority, member.Duration() ?? default);
            if (of is { Count: > 0 } && !of.ContainsKey(priority) && !node.Reading.IsBroken(member.Pointer))
            {
                member.Mistake($"The policy has no targets for {word} tickets; expected only priorities that its 'targets' have.");
            }
        }

        if (durations.Count == 0 && !node.Reading.IsBroken(node.Pointer))
        {
            node.Mistake("Expected the target of at least one priority, found none.");
        }

        return durations;
    }

    private static Dictionary<Priority, SlaTargets> ReadByPriority(ModelNode node, TicketFilter? when)
    {
        ObjectReader members = ObjectReader.Open(node, ModelShapes.TargetsByPriority);
        var targets = new Dictionary<Priority, SlaTargets>();
        foreach (Priority priority in Enum.GetValues<Priority>())
        {
            if (members[Words<Priority>.Of(priority)] is not { } member)
            {
                continue;
            }

            targets.Add(priority, ReadTargets(member));
            if (when?.Priorities is { Count: > 0 } meant && !meant.Contains(priority) && !node.Reading.IsBroken(member.Pointer))
            {
                member.Mistake($"The policy is not for {Words<Priority>.Of(priority)} tickets: its 'when' leaves them out.");
            }
        }

        if (targets.Count == 0 && !node.Reading.IsBroken(node.Pointer))
        {
            node.Mistake("Expected the targets of at least one priority, found none.");
        }

        return targets;
    }

    private static SlaTargets ReadTargets(ModelNode node)
    {
        ObjectReader members = ObjectReader.Open(node, ModelShapes.Targets);
        var targets = new SlaTargets
        {
            FirstResponse = members["firstResponse"]?.Duration(),
            NextResponse = members["nextResponse"]?.Duration(),
            Resolution = members["resolution"]?.Duration(),
        };
        if (targets.FirstResponse > targets.Resolution)
        {
            members["firstResponse"]!.Mistake(
                $"Expected at most the target of resolution ({members["resolution"]!.Found()}), found {members["firstResponse"]!.Found()}.");
        }

        if (targets == new SlaTargets() && !node.Reading.IsBroken(node.Pointer))
        {
            node.Mistake("Expected at least one target, found none.");
        }

        return targets;
    }

    private static List<decimal> ReadWarnings(ModelNode node)
    {
        decimal last = 0;
        return node.List(item =>
        {
            decimal? share = item.Share("a share above 0 and below 1", static share => share is > 0 and < 1);
            if (share <= last)
            {
                item.Mistake($"Expected shares in ascending order, found {item.Found()} after {last}.");
            }

            last = share ?? last;
            return share;
        }) ?? [];
    }
}
