namespace Support.Domain.Model.Reading;

/// <summary>Reads when people are away and how much they take.</summary>
internal static class AvailabilityReader
{
    public const int LimitMax = 10_000;
    public const int WeightMax = 100;
    public const int AbsencesMax = 100;

    public static LoadRules ReadLoad(ModelNode node)
    {
        ObjectReader members = ObjectReader.Open(node, ModelShapes.Load);
        return new LoadRules
        {
            Limit = members["limit"] is { } limit ? ReadLimit(limit) : null,
            Weights = members["weights"] is { } weights ? ReadWeights(weights) : new Dictionary<Priority, int>(),
        };
    }

    public static int? ReadLimit(ModelNode node) => node.WholeNumber(1, LimitMax);

    public static IReadOnlyList<Absence> ReadAbsences(ModelNode node)
    {
        List<Absence> absences = node.List(ReadAbsence) ?? [];
        if (absences.Count > AbsencesMax)
        {
            node.Mistake($"Expected at most {AbsencesMax} absences, found {absences.Count}; take those out that are over.");
        }

        return absences;
    }

    private static Absence? ReadAbsence(ModelNode node)
    {
        ObjectReader members = ObjectReader.Open(node, ModelShapes.Absence);
        DateTimeOffset? from = members["from"]?.Moment();
        DateTimeOffset? to = members["to"]?.Moment();
        string? reason = members["reason"]?.Name();
        if (from >= to)
        {
            node.Mistake("Expected 'from' before 'to'.");
        }

        return from is null || to is null ? null : new Absence { From = from.Value, To = to.Value, Reason = reason };
    }

    private static Dictionary<Priority, int> ReadWeights(ModelNode node)
    {
        ObjectReader members = ObjectReader.Open(node, ModelShapes.LoadWeights);
        var weights = new Dictionary<Priority, int>();
        foreach (Priority priority in Enum.GetValues<Priority>())
        {
            if (members[Words<Priority>.Of(priority)]?.WholeNumber(0, WeightMax) is { } weight)
            {
                weights.Add(priority, weight);
            }
        }

        return weights;
    }
}
