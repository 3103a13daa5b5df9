using System.Text.Json;

namespace Support.Domain.Model.Reading;

/// <summary>Reads one step of an escalation policy.</summary>
internal static class EscalationStepReader
{
    public const int LinksMax = 10;
    public const int TimesMax = 10;
    private const decimal AtMax = 10;

    private static readonly TimeSpan EveryMin = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan EveryMax = TimeSpan.FromDays(1);

    public static EscalationStep Read(ModelNode node)
    {
        ObjectReader members = ObjectReader.Open(node, ModelShapes.EscalationStep);
        var step = new EscalationStep
        {
            Id = members["id"]?.Id() ?? "",
            Clock = members["clock"]?.Word<ClockKind>() ?? default,
            At = ReadAt(members),
            After = members["after"]?.Duration(),
            Tiers = members["tiers"]?.NotEmpty().Set(static item => item.Word<Tier>()),
            Statuses = members["statuses"]?.NotEmpty().Set(static item => item.Word<TicketStatus>()),
            UnlessAcknowledged = members["unlessAcknowledged"]?.Flag() ?? false,
            Notify = members["notify"]?.Set(static item => item.Word<Audiences>()) ?? [],
            Page = ReadPage(members["page"]),
            PageChains = ReadChains(members["page"]),
            AssignTo = ReadAssignTo(members),
            Skills = members["skills"]?.NotEmpty().Set(ModelValues.Name) ?? [],
            RaisePriorityTo = members["raisePriorityTo"]?.Word<Priority>(),
            DeclareMajorIncident = members["declareMajorIncident"]?.Flag() ?? false,
            WidenSwarm = members["widenSwarm"] is { } swarm ? ReadWidening(swarm) : null,
            CallWebhook = members["callWebhook"]?.Reference(Named.Webhook),
        };
        step = WithRaise(step, members["raiseTo"]);
        CheckMoment(node, members);
        CheckValues(members, step);
        CheckEffect(node, members);
        return step;
    }

    // What comes after the breach is beyond all of the target.
    private static decimal ReadAt(ObjectReader members) => members["at"] is { } at
        ? at.Share($"a share of the target from 0 to {AtMax}", static share => share is >= 0 and <= AtMax) ?? 0
        : 1;

    private static List<Audiences> ReadPage(ModelNode? node) =>
        node?.Set(static item => item.Element.ValueKind == JsonValueKind.Object ? null : item.Word<Audiences>()) ?? [];

    // A page that is no list is the mistake of the words in it already.
    private static List<PageChain> ReadChains(ModelNode? node) => node?.Element.ValueKind == JsonValueKind.Array
        ? node.List(static item => item.Element.ValueKind == JsonValueKind.Object ? ReadChain(item) : null) ?? []
        : [];

    private static PageChain ReadChain(ModelNode node)
    {
        ObjectReader members = ObjectReader.Open(node, ModelShapes.PageChain);
        var chain = new PageChain
        {
            Links = members["chain"]?.NotEmpty().List(ReadLink) ?? [],
            Every = members["every"]?.Duration() ?? EveryMin,
            Times = members["times"]?.WholeNumber(1, TimesMax) ?? 1,
        };
        if (chain.Links.Count > LinksMax)
        {
            members["chain"]!.Mistake($"Expected at most {LinksMax} links, found {chain.Links.Count}.");
        }

        if (chain.Every < EveryMin || chain.Every > EveryMax)
        {
            members["every"]!.Mistake($"Expected a duration from PT1M to PT24H, found {members["every"]!.Found()}.");
        }

        return chain;
    }

    private static Audiences? ReadLink(ModelNode node)
    {
        Audiences? link = node.Word<Audiences>();
        if (link == Audiences.Requester)
        {
            node.Mistake("The requester is not paged; expected somebody who works on the ticket or answers for it.");
        }

        return link;
    }

    private static AssignmentWay? ReadAssignTo(ObjectReader members)
    {
        AssignmentWay? way = members["assignTo"]?.Word<AssignmentWay>();
        if (members["assignToOnCall"] is not { } older)
        {
            return way;
        }

        if (members["assignTo"] is not null)
        {
            older.Mistake("Expected 'assignTo' or 'assignToOnCall', found both.");
        }

        return older.Flag() == true ? AssignmentWay.OnCall : way;
    }

    private static SwarmWidening ReadWidening(ModelNode node)
    {
        ObjectReader members = ObjectReader.Open(node, ModelShapes.SwarmWidening);
        var widening = new SwarmWidening
        {
            Skills = members["skills"]?.Set(ModelValues.Name) ?? [],
            People = members["people"]?.Set(static item => item.Reference(Named.Agent)) ?? [],
        };
        if (widening.Skills.Count + widening.People.Count == 0 && !node.Reading.IsBroken(node.Pointer))
        {
            node.Mistake("Expected at least one of 'skills' and 'people', found nobody to invite.");
        }

        return widening;
    }

    private static EscalationStep WithRaise(EscalationStep step, ModelNode? node)
    {
        if (node is null || node.RawText("'next', 'L2' or 'L3'") is not { } word)
        {
            return step;
        }

        switch (word)
        {
            case "next":
                return step with { RaiseToNext = true };
            case "L1":
                node.Mistake("No tier is below L1; expected 'next', 'L2' or 'L3'.");
                return step;
        }

        if (Words<Tier>.Find(word) is { } tier)
        {
            return step with { RaiseTo = tier };
        }

        node.Mistake($"{Suggestion.Quoted(word)} is unknown here; {Suggestion.For(word, ["next", "L2", "L3"])}");
        return step;
    }

    private static void CheckMoment(ModelNode node, ObjectReader members)
    {
        bool both = members["at"] is not null && members["after"] is not null;
        bool neither = members["at"] is null && members["after"] is null;
        if (node.Element.ValueKind == JsonValueKind.Object && (both || neither))
        {
            node.Mistake($"Expected 'at' (a share of the target) or 'after' (business time after the breach), found {(both ? "both" : "neither")}.");
        }
    }

    private static void CheckValues(ObjectReader members, EscalationStep step)
    {
        if (step.RaisePriorityTo == Priority.Low)
        {
            members["raisePriorityTo"]!.Mistake("No priority is below low; expected 'critical', 'high' or 'medium'.");
        }

        if (members["skills"] is { } skills && step.AssignTo != AssignmentWay.BySkill)
        {
            skills.Mistake("Skills are looked at only when the ticket is given away by them; expected \"assignTo\": \"bySkill\" beside them.");
        }

        // A ticket that is done has no clock that could run towards the step.
        foreach (TicketStatus status in step.Statuses ?? [])
        {
            if (status is TicketStatus.Resolved or TicketStatus.Closed or TicketStatus.Cancelled or TicketStatus.Merged)
            {
                members["statuses"]!.Mistake($"No step is due on a ticket that is {Words<TicketStatus>.Of(status)}; expected 'new', 'open', 'pending' or 'onHold'.");
            }
        }
    }

    private static void CheckEffect(ModelNode node, ObjectReader members)
    {
        string[] effects = ["raiseTo", "assignTo", "raisePriorityTo", "widenSwarm", "callWebhook"];
        bool acts = effects.Any(name => members[name] is not null)
            || IsFilled(members["notify"]) || IsFilled(members["page"])
            || IsTrue(members["assignToOnCall"]) || IsTrue(members["declareMajorIncident"]);
        if (!acts && !node.Reading.IsBroken(node.Pointer))
        {
            node.Mistake(
                "The step does nothing; expected 'notify', 'page', 'raiseTo', 'assignTo', 'raisePriorityTo', 'widenSwarm', "
                + "'declareMajorIncident' or 'callWebhook'.");
        }
    }

    private static bool IsFilled(ModelNode? list) => list is { Element.ValueKind: JsonValueKind.Array } && list.Element.GetArrayLength() > 0;

    private static bool IsTrue(ModelNode? flag) => flag?.Element.ValueKind == JsonValueKind.True;
}
