using System.Globalization;

namespace Support.Domain.Model.Reading;

/// <summary>
/// What must hold between policies: each has tickets of its own, and every ticket has an SLA policy. Tickets differ for
/// policies by application, kind and priority only, so all that can be are tried.
/// </summary>
internal static class PolicyRules
{
    private static readonly TicketKind[] Kinds = Enum.GetValues<TicketKind>();
    private static readonly Priority[] Priorities = Enum.GetValues<Priority>();

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
        // Unknown applications count here: that they are unknown is a mistake of its own.
        IEnumerable<string> mentioned = policies.InOrder.SelectMany(static policy => policy.When?.Applications ?? []);
        var reached = new HashSet<int>();
        foreach (string application in model.Applications.Keys.Concat(mentioned).Distinct())
        {
            foreach (Priority priority in Priorities)
            {
                reached.UnionWith(Kinds.Select(kind => policies.FirstFor(application, kind, priority)));
            }
        }

        string? takesAll = null;
        for (int index = 0; index < policies.InOrder.Count; index++)
        {
            (string id, TicketFilter? when) = policies.InOrder[index];
            // What goes by channel, organisation or contract has tickets that are not among those tried.
            bool isTried = when is null or { Channels: null, Organisations: null, Contracts: null };
            if (isTried && !reached.Contains(index))
            {
                string why = takesAll is null
                    ? "the policies before it take all of its tickets"
                    : $"the policy '{takesAll}' before it has no 'when' and takes every ticket";
                reading.Add(policies.PointerTo(index), $"No ticket gets to the policy '{id}': {why}.");
            }

            takesAll ??= when is null ? id : null;
        }
    }

    private static void CheckCovered(Policies policies, SupportModel model, ModelReading reading)
    {
        foreach (string application in model.Applications.Keys)
        {
            foreach (Priority priority in Priorities)
            {
                TicketKind[] left = [.. Kinds.Where(kind => policies.FirstFor(application, kind, priority) < 0)];
                if (left.Length > 0)
                {
                    string kinds = left.Length == Kinds.Length ? "" : $" of kind {Suggestion.OneOf([.. left.Select(Words<TicketKind>.Of)])}";
                    reading.Add(
                        ModelNode.PointerTo(policies.Section),
                        $"No policy is for {Words<Priority>.Of(priority)} tickets{kinds} of the application '{application}'; expected one for every ticket.");
                }
            }
        }
    }

    /// <summary>The policies of a section; the first that matches a ticket has it.</summary>
    private sealed record Policies(string Section, IReadOnlyList<(string Id, TicketFilter? When)> InOrder)
    {
        public string PointerTo(int index) =>
            ModelNode.PointerTo(Section, index.ToString(CultureInfo.InvariantCulture));

        public int FirstFor(string application, TicketKind kind, Priority priority)
        {
            for (int index = 0; index < InOrder.Count; index++)
            {
                if (InOrder[index].When?.Matches(new TicketFacts(application, kind, priority)) ?? true)
                {
                    return index;
                }
            }

            return -1;
        }
    }
}
