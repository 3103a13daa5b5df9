namespace Support.Domain.Model.Reading;

/// <summary>Reads escalation policies.</summary>
internal static class EscalationPolicyReader
{
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
        EscalationStep step = EscalationStepReader.Read(node);
        if (step.Id.Length > 0 && !ids.Add(step.Id))
        {
            node.Reading.Add(
                node.Pointer + ModelNode.PointerTo("id"),
                $"Another step of this policy has the id '{step.Id}' already; expected one of its own.");
        }

        return step;
    }
}
