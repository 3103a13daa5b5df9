using System.Globalization;
using Support.Domain.Tickets;

namespace Support.Domain.Model.Reading;

/// <summary>What must hold between policies: each has tickets of its own, and every ticket has an SLA policy.</summary>
internal static class PolicyRules
{
    private static readonly TicketKind[] Kinds = Enum.GetValues<TicketKind>();

    // No ticket comes in by the clock.
    private static readonly IntakeChannel[] Channels = [.. Enum.GetValues<IntakeChannel>().Where(static channel => channel != IntakeChannel.Clock)];

    public static void Check(SupportModel model, ModelReading reading)
    {
        var sla = new Policies("slaPolicies", [.. model.SlaPolicies.Select(static policy => (policy.Id, policy.When))]);
        if (CanJudge(sla, model, reading))
        {
            CheckReached(sla, model, reading);
            CheckCovered(sla, model, reading);
        }

        var escalation = new Policies(
            "escalationPolicies", [.. model.EscalationPolicies.Select(static policy => (policy.Id, policy.When))]);
        if (CanJudge(escalation, model, reading))
        {
            CheckReached(escalation, model, reading);
        }
    }

    /// <summary>A filter that could not be read says nothing of what the policies after it get.</summary>
    private static bool CanJudge(Policies policies, SupportModel model, ModelReading reading) =>
        model.Applications.Count is > 0 and <= ModelFileReader.ThingsMax
        && policies.InOrder.Count is > 0 and <= ModelFileReader.PoliciesMax
        && !Enumerable.Range(0, policies.InOrder.Count).Any(index => reading.IsBroken($"{policies.PointerTo(index)}/when"));

    private static void CheckReached(Policies policies, SupportModel model, ModelReading reading)
    {
        // Names that are unknown count here as if they were known: that they are unknown is a mistake of its own.
        var space = new PolicySpace(model, policies.Filters);
        string? takesAll = null;
        for (int index = 0; index < policies.InOrder.Count; index++)
        {
            (string id, TicketFilter? when) = policies.InOrder[index];
            if (!space.HasTickets(index))
            {
                CheckCustomers(policies, index, model, reading);
            }
            else if (!space.IsReached(index))
            {
                string why = takesAll is null
                    ? $"the policies before it take all of its tickets ({Example(policies, index, space)})"
                    : $"the policy '{takesAll}' before it has no 'when' and takes every ticket";
                reading.Add(policies.PointerTo(index), $"No ticket gets to the policy '{id}': {why}.");
            }

            takesAll ??= when is null ? id : null;
        }
    }

    /// <summary>Of two lists that exclude each other: no organisation of the one has a contract of the other.</summary>
    private static void CheckCustomers(Policies policies, int index, SupportModel model, ModelReading reading)
    {
        (string id, TicketFilter? when) = policies.InOrder[index];
        bool isJudged = when is { Organisations: { } organisations, Contracts: not null }
            && organisations.All(model.Organisations.ContainsKey)
            && !reading.IsBroken(ModelNode.PointerTo("organisations"));
        if (isJudged)
        {
            reading.Add(
                policies.PointerTo(index),
                $"No ticket gets to the policy '{id}': none of its organisations has one of its contracts.");
        }
    }

    /// <summary>A ticket that looks as if the policy were for it, and who takes it.</summary>
    private static string Example(Policies policies, int index, PolicySpace space)
    {
        PolicySet customers = space.Customers.First(set => set.Has(index));
        string application = space.Applications.Values.First(value => space.Applications.Of(value).Has(index));
        TicketKind kind = space.Kinds.Values.First(value => space.Kinds.Of(value).Has(index));
        Priority priority = space.Priorities.Values.First(value => space.Priorities.Of(value).Has(index));
        IntakeChannel channel = space.Channels.Values.First(value => space.Channels.Of(value).Has(index));
        PolicySet takers = space.Applications.Of(application) & space.Kinds.Of(kind) & space.Priorities.Of(priority)
            & space.Channels.Of(channel) & customers;
        return $"a {Words<Priority>.Of(priority)} {Words<TicketKind>.Of(kind)} of the application '{application}', for one, goes to '{policies.InOrder[takers.Lowest].Id}'";
    }

    /// <summary>
    /// Some requesters belong to no organisation that the model knows, so what goes by organisation or contract helps
    /// nobody to a policy: the others must take every ticket.
    /// </summary>
    private static void CheckCovered(Policies policies, SupportModel model, ModelReading reading)
    {
        TicketFilter?[] filters = [.. policies.Filters.Where(static filter => filter is null or { Organisations: null, Contracts: null })];
        if (filters.Contains(null))
        {
            return;
        }

        var space = new PolicySpace(model, filters);
        foreach (string application in model.Applications.Keys)
        {
            foreach (Priority priority in space.Priorities.Values)
            {
                if (reading.IsFull)
                {
                    return;
                }

                PolicySet both = space.Applications.Of(application) & space.Priorities.Of(priority);
                CheckCovered(policies, application, priority, Left(space, both), reading);
            }
        }
    }

    /// <summary>The kinds of which tickets are left without a policy, together with the channels by which they come.</summary>
    private static IEnumerable<IGrouping<string, TicketKind>> Left(PolicySpace space, PolicySet takers) => Kinds
        .Select(kind => (Kind: kind, Channels: LeftChannels(space, takers & space.Kinds.Of(kind))))
        .Where(static left => left.Channels is not null)
        .GroupBy(static left => left.Channels!, static left => left.Kind);

    /// <summary>The end of a sentence on the channels that are left; empty for all, null for none.</summary>
    private static string? LeftChannels(PolicySpace space, PolicySet takers)
    {
        IntakeChannel[] left = takers.IsEmpty
            ? Channels
            : [.. Channels.Where(channel => (takers & space.Channels.Of(channel)).IsEmpty)];
        return left.Length switch
        {
            0 => null,
            _ when left.Length == Channels.Length => string.Empty,
            _ => $" that come by {Suggestion.OneOf([.. left.Select(Words<IntakeChannel>.Of)])}",
        };
    }

    private static void CheckCovered(
        Policies policies, string application, Priority priority, IEnumerable<IGrouping<string, TicketKind>> left, ModelReading reading)
    {
        foreach (IGrouping<string, TicketKind> byChannels in left)
        {
            TicketKind[] kinds = [.. byChannels];
            string ofKinds = kinds.Length == Kinds.Length ? "" : $" of kind {Suggestion.OneOf([.. kinds.Select(Words<TicketKind>.Of)])}";
            reading.Add(
                ModelNode.PointerTo(policies.Section),
                $"No policy is for {Words<Priority>.Of(priority)} tickets{ofKinds}{byChannels.Key} of the application '{application}'; expected one for every ticket.");
        }
    }

    /// <summary>The policies of a section; the first that matches a ticket has it.</summary>
    private sealed record Policies(string Section, IReadOnlyList<(string Id, TicketFilter? When)> InOrder)
    {
        public IReadOnlyList<TicketFilter?> Filters { get; } = [.. InOrder.Select(static policy => policy.When)];

        public string PointerTo(int index) =>
            ModelNode.PointerTo(Section, index.ToString(CultureInfo.InvariantCulture));
    }
}
