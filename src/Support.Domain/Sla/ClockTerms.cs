using Support.Domain.Model;
using Support.Domain.Tickets;

namespace Support.Domain.Sla;

/// <summary>What is promised on one clock of a ticket: by which policy, on which calendar, how much.</summary>
/// <param name="Policy">SLA policy id; <c>vendor:</c> and the application's id for a vendor's contract, which no policy id can be.</param>
/// <param name="Calendar">Calendar id.</param>
/// <param name="Target">Business time.</param>
/// <param name="Warnings">Shares of the target at which to warn.</param>
/// <param name="Options">How the policy counts.</param>
internal sealed record ClockTerms(
    string Policy, string Calendar, TimeSpan Target, IReadOnlyList<decimal> Warnings, SlaOptions Options)
{
    private const string VendorPrefix = "vendor:";

    /// <summary>When it is due if it is used up exactly at closing time, as events say it: null for closing time itself.</summary>
    public ClosingTime? AtClosingTime => Options.AtClosingTime == ClosingTime.Closing ? null : Options.AtClosingTime;

    /// <summary>What a change of priority does to what is used.</summary>
    public OnPriorityChange OnPriorityChange => Options.OnPriorityChange;

    /// <summary>When the promise breaks if a clock that has used some runs from an instant on.</summary>
    public DateTimeOffset? DueAt(SupportModel model, DateTimeOffset from, TimeSpan used) =>
        ClockState.UsedUpAt(from, used, Target, model.Calendar(Calendar), AtClosingTime);

    /// <summary>What the model promises a ticket as it stands; null when it promises nothing there.</summary>
    public static ClockTerms? Of(Ticket ticket, ClockKind clock, SupportModel model)
    {
        if (clock == ClockKind.Underpinning)
        {
            return OfVendor(ticket, model);
        }

        if (PolicyOf(ticket, model) is not { } policy)
        {
            return null;
        }

        TimeSpan? target = clock == ClockKind.Operational ? TierTarget(policy, ticket) : policy.Targets[ticket.Priority].Of(clock);
        return target is { } time ? new ClockTerms(policy.Id, policy.Calendar, time, policy.Warnings, policy.Options) : null;
    }

    /// <summary>The first policy that is for the ticket and has its priority; null for none.</summary>
    public static SlaPolicy? PolicyOf(Ticket ticket, SupportModel model) => model.SlaPolicies.FirstOrDefault(policy =>
        (policy.When?.Matches(ticket.Facts) ?? true) && policy.Targets.ContainsKey(ticket.Priority));

    /// <summary>The shares at which a clock that has started warns; none when the model does not have its policy any more.</summary>
    public static IReadOnlyList<decimal> WarningsOf(ClockState clock, SupportModel model) =>
        clock.Policy.StartsWith(VendorPrefix, StringComparison.Ordinal)
            ? VendorOf(clock.Policy[VendorPrefix.Length..], model)?.Contract?.Warnings ?? []
            : model.SlaPolicies.FirstOrDefault(policy => policy.Id == clock.Policy)?.Warnings ?? [];

    private static ClockTerms? OfVendor(Ticket ticket, SupportModel model) =>
        VendorOf(ticket.Application, model)?.Contract is { } contract
        && contract.Targets.TryGetValue(ticket.Priority, out TimeSpan target)
            ? new ClockTerms(VendorPrefix + ticket.Application, contract.Calendar, target, contract.Warnings, SlaOptions.Default)
            : null;

    private static Vendor? VendorOf(string application, SupportModel model) =>
        model.Applications.GetValueOrDefault(application)?.Vendor;

    private static TimeSpan? TierTarget(SlaPolicy policy, Ticket ticket) =>
        policy.TierTargets.TryGetValue(ticket.Tier, out IReadOnlyDictionary<Priority, TimeSpan>? byPriority)
        && byPriority.TryGetValue(ticket.Priority, out TimeSpan target)
            ? target
            : null;
}
