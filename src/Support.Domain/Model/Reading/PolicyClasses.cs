namespace Support.Domain.Model.Reading;

/// <summary>The values of one dimension, and which policies each is for as far as that dimension goes.</summary>
internal sealed class PolicyClasses<T>(IReadOnlyList<T> values, IReadOnlyDictionary<T, PolicySet> named, PolicySet unnamed)
    where T : notnull
{
    public IReadOnlyList<T> Values => values;

    /// <summary>The different sets that the values have.</summary>
    public IReadOnlyList<PolicySet> Sets { get; } =
        [.. values.Select(value => named.GetValueOrDefault(value, unnamed)).Distinct()];

    public PolicySet Of(T value) => named.GetValueOrDefault(value, unnamed);
}

/// <summary>Finds out which filters name which values.</summary>
internal static class PolicyClasses
{
    public static PolicyClasses<T> Of<T>(
        IReadOnlyList<TicketFilter?> filters, Func<TicketFilter, IReadOnlyList<T>?> listed, IReadOnlyList<T> values)
        where T : notnull
    {
        (Dictionary<T, PolicySet> named, PolicySet unnamed) = Named(filters, listed);
        return new PolicyClasses<T>(values, named, unnamed);
    }

    /// <summary>
    /// Customers: nobody known; each organisation with its contract; and of each contract an organisation that is yet to
    /// come, because a policy for a contract may be there before its first customer.
    /// </summary>
    public static IReadOnlyList<PolicySet> OfCustomers(SupportModel model, IReadOnlyList<TicketFilter?> filters)
    {
        (Dictionary<string, PolicySet> organisations, PolicySet anyOrganisation) = Named(filters, static filter => filter.Organisations);
        (Dictionary<string, PolicySet> contracts, PolicySet anyContract) = Named(filters, static filter => filter.Contracts);
        IEnumerable<PolicySet> known = model.Organisations.Select(pair =>
            organisations.GetValueOrDefault(pair.Key, anyOrganisation)
            & (pair.Value.Contract is { } contract ? contracts.GetValueOrDefault(contract, anyContract) : anyContract));
        IEnumerable<PolicySet> toCome = contracts.OrderBy(static pair => pair.Key, StringComparer.Ordinal)
            .Select(pair => anyOrganisation & pair.Value);
        return [.. known.Concat(toCome).Prepend(anyOrganisation & anyContract).Distinct()];
    }

    private static (Dictionary<T, PolicySet> Named, PolicySet Unnamed) Named<T>(
        IReadOnlyList<TicketFilter?> filters, Func<TicketFilter, IReadOnlyList<T>?> listed)
        where T : notnull
    {
        var unnamed = default(PolicySet);
        var naming = new Dictionary<T, PolicySet>();
        for (int index = 0; index < filters.Count; index++)
        {
            var only = PolicySet.Only(index);
            if (filters[index] is not { } filter || listed(filter) is not { } values)
            {
                unnamed |= only;
                continue;
            }

            foreach (T value in values)
            {
                naming[value] = naming.GetValueOrDefault(value) | only;
            }
        }

        // Whoever names no value is for all of them.
        return (naming.ToDictionary(static pair => pair.Key, pair => pair.Value | unnamed), unnamed);
    }
}
