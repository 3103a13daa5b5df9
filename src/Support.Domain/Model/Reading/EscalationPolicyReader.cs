namespace Support.Domain.Model.Reading;

/// <summary>Reads escalation policies.</summary>
internal static class EscalationPolicyReader
{
    private const decimal AtMax = 10;

    public static EscalationPolicy Read(ModelNode node)
    {
        ObjectReader members = ObjectReader.Open(node, ModelShapes.EscalationPolicy);
        var ids = new HashSet<string>(StringComparer.Ordinal);
        return new EscalationPolicy
        {
            Id = members["id"]?.Id() ?? "",
            When = members["when"] is { } filter ? TicketFilterReader.Read(filter) : null,
            Steps = members["steps"]?.NotEmpty().List(step => ReadStep(step, ids)) ?? [],
        };
    }

    private static EscalationStep ReadStep(ModelNode node, HashSet<string> ids)
    {
        ObjectReader members = ObjectReader.Open(node, ModelShapes.EscalationStep);
        var step = new EscalationStep
        {
            Id = members["id"]?.Id() ?? "",
            Clock = members["clock"]?.Word<ClockKind>() ?? default,
            At = members["at"]?.Share($"a share of the target from 0 to {AtMax}", static at => at is >= 0 and <= AtMax) ?? 0,
            Notify = members["notify"]?.Set(static item => item.Word<Audiences>()) ?? [],
            Page = members["page"]?.Set(static item => item.Word<Audiences>()) ?? [],
            RaiseTo = members["raiseTo"]?.Word<Tier>(),
            AssignToOnCall = members["assignToOnCall"]?.Flag() ?? false,
            RaisePriorityTo = members["raisePriorityTo"]?.Word<Priority>(),
        };
        if (step.Id.Length > 0 && !ids.Add(step.Id))
        {
            members["id"]!.Mistake($"Another step of this policy has the id '{step.Id}' already; expected one of its own.");
        }

        CheckEffect(node, members, step);
        return step;
    }

    private static void CheckEffect(ModelNode node, ObjectReader members, EscalationStep step)
    {
        if (step.RaiseTo == Tier.L1)
        {
            members["raiseTo"]!.Mistake("No tier is below L1; expected 'L2' or 'L3'.");
        }

        if (step.RaisePriorityTo == Priority.Low)
        {
            members["raisePriorityTo"]!.Mistake("No priority is below low; expected 'critical', 'high' or 'medium'.");
        }

        bool acts = step.Notify.Count > 0 || step.Page.Count > 0 || step.RaiseTo is not null
            || step.AssignToOnCall || step.RaisePriorityTo is not null;
        if (!acts && !node.Reading.IsBroken(node.Pointer))
        {
            node.Mistake("The step does nothing; expected 'notify', 'page', 'raiseTo', 'assignToOnCall' or 'raisePriorityTo'.");
        }
    }
}
