using Support.Domain.Tickets;

namespace Support.Domain.Model.Reading;

/// <summary>
/// All tickets that can be, as the filters of a section tell them apart. Along each dimension the values that the same
/// filters name are one class, so that what is tried does not grow with the model but with what its filters say.
/// </summary>
internal sealed class PolicySpace
{
    // Proving that nothing gets to a policy can take long where hundreds of filters each name hundreds of names in no
    // order. Whoever writes that is not judged: beyond this many steps a policy counts as reached.
    private const int StepsMax = 50_000;
    private const int StepsMaxTogether = 300_000;

    // Leaving out what another class beats is worth its square only while there are few.
    private const int BeatenMax = 300;

    private readonly IReadOnlyList<IReadOnlyList<PolicySet>> _dimensions;
    private int _stepsLeft = StepsMaxTogether;

    public PolicySpace(SupportModel model, IReadOnlyList<TicketFilter?> filters)
    {
        Applications = PolicyClasses.Of(
            filters,
            static filter => filter.Applications,
            [.. model.Applications.Keys.Concat(filters.SelectMany(static filter => filter?.Applications ?? [])).Distinct()]);
        Kinds = PolicyClasses.Of(filters, static filter => filter.Kinds, Enum.GetValues<TicketKind>());
        Priorities = PolicyClasses.Of(filters, static filter => filter.Priorities, Enum.GetValues<Priority>());
        Channels = PolicyClasses.Of(filters, static filter => filter.Channels, Enum.GetValues<IntakeChannel>());
        Customers = PolicyClasses.OfCustomers(model, filters);
        _dimensions = [Applications.Sets, Kinds.Sets, Priorities.Sets, Channels.Sets, Customers];
    }

    public PolicyClasses<string> Applications { get; }

    public PolicyClasses<TicketKind> Kinds { get; }

    public PolicyClasses<Priority> Priorities { get; }

    public PolicyClasses<IntakeChannel> Channels { get; }

    /// <summary>Organisation and contract together: an organisation has one contract.</summary>
    public IReadOnlyList<PolicySet> Customers { get; }

    /// <summary>Whether there can be a ticket that the policy is for, whoever takes it.</summary>
    public bool HasTickets(int policy) => _dimensions.All(sets => sets.Any(set => set.Has(policy)));

    /// <summary>Whether there can be a ticket that the policy is for and none before it.</summary>
    public bool IsReached(int policy)
    {
        PolicySet before = PolicySet.Before(policy);
        IReadOnlyList<PolicySet>[] choices =
        [
            .. _dimensions
                .Select(sets => Unbeaten([.. sets.Where(set => set.Has(policy)).Select(set => set & before).Distinct()]))
                .OrderBy(static sets => sets.Count),
        ];
        if (choices.Any(static sets => sets.Count == 0))
        {
            return false;
        }

        // What matches whatever is chosen from a dimension on can never be got rid of there.
        var inAll = new PolicySet[choices.Length + 1];
        inAll[^1] = PolicySet.All;
        for (int dimension = choices.Length - 1; dimension >= 0; dimension--)
        {
            inAll[dimension] = choices[dimension].Aggregate(inAll[dimension + 1], static (common, set) => common & set);
        }

        int steps = Math.Min(StepsMax, _stepsLeft);
        var tried = new HashSet<(int, PolicySet)>();
        bool reached = CanBeRidOf(before, 0);
        _stepsLeft -= tried.Count;
        return reached;

        bool CanBeRidOf(PolicySet left, int dimension)
        {
            if (left.IsEmpty || tried.Count >= steps)
            {
                return true;
            }

            return (left & inAll[dimension]).IsEmpty
                && tried.Add((dimension, left))
                && choices[dimension].Any(set => CanBeRidOf(left & set, dimension + 1));
        }
    }

    /// <summary>The sets without those that hold all of another one.</summary>
    private static IReadOnlyList<PolicySet> Unbeaten(IReadOnlyList<PolicySet> sets) =>
        sets.Count > BeatenMax ? sets : [.. sets.Where(set => !sets.Any(other => other != set && other.IsWithin(set)))];
}
