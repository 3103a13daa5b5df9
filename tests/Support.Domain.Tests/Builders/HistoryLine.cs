using System.Globalization;
using Support.Domain.Swarm;
using Support.Domain.Tickets;
using Support.Domain.Vendors;

namespace Support.Domain.Tests.Builders;

/// <summary>An event as one line, so that a test can show a whole history at a glance.</summary>
internal static class HistoryLine
{
    public static string Of(TicketEvent happened, DateTimeOffset opened) =>
        string.Create(CultureInfo.InvariantCulture, $"{happened.At - opened:c} {Of(happened.Data)}");

    public static string Of(TicketEventData data) => data switch
    {
        TicketOpened opened => $"opened {opened.Priority} {opened.Tier} {opened.Team}",
        MessageAdded message => $"{(message.Public ? "message" : "note")} {message.Number}",
        StatusChanged status => $"{status.From} to {status.To}",
        PriorityChanged priority => $"priority {priority.From} to {priority.To}",
        Assigned assigned => $"assigned {assigned.Agent ?? "nobody"} of {assigned.Team}",
        TierChanged tier => $"{tier.From} to {tier.To} after {tier.TimeInTier:c}",
        Acknowledged => "acknowledged",
        Escalated escalated => $"escalated {escalated.Step ?? "by hand"} page [{string.Join(' ', escalated.Page)}] notify [{string.Join(' ', escalated.Notify)}]",
        Routed routed => $"routed by [{string.Join(' ', routed.Rules)}]{(routed.NeedsTriage ? " to triage" : "")}",
        Triaged triaged => $"triaged {triaged.Application} {triaged.Kind} {triaged.Impact} {triaged.Urgency}",
        Paged paged => $"{paged.Step} link {paged.Link} round {paged.Round}: {(paged.Agents.Count > 0 ? string.Join(' ', paged.Agents) : paged.Skipped)}",
        PagingEnded ended => $"{ended.Step} paging ended",
        MajorIncidentDeclared => "major incident",
        AssignmentWanted wanted => $"wanted {wanted.How} of {wanted.Team}",
        ClockStarted started => $"{started.Clock} {started.Cycle} started {started.Target:c}",
        ClockPaused paused => $"{paused.Clock} paused {paused.Used:c}",
        ClockResumed resumed => $"{resumed.Clock} resumed {resumed.Used:c}",
        ClockRetargeted changed => $"{changed.Clock} retargeted {changed.Target:c}",
        ClockStopped stopped => $"{stopped.Clock} stopped {stopped.Used:c} {(stopped.Met ? "met" : "missed")}",
        SlaWarned warned => string.Create(CultureInfo.InvariantCulture, $"{warned.Clock} warned {warned.Share}"),
        SlaBreached breached => $"{breached.Clock} breached {breached.Target:c}",
        VendorEngaged engaged => $"{engaged.Vendor} engaged {engaged.Engagement} with {(engaged.Message is { } number ? $"note {number}" : "no note")}{(engaged.Conversation ? " and the conversation" : "")}",
        VendorAnswered answered => $"vendor {answered.Word} {answered.Reference}",
        VendorReleased released => $"vendor released {released.Engagement}",
        SwarmStarted started => $"swarm of {started.Owner}",
        SwarmInvited invited => $"invited [{string.Join(' ', invited.People)}] for [{string.Join(' ', invited.Skills)}]",
        SwarmWidened widened => $"widened by [{string.Join(' ', widened.People)}] for [{string.Join(' ', widened.Skills)}{widened.Tier}]",
        SwarmJoined joined => $"{joined.Agent} joined{(joined.Invited ? "" : " uninvited")}",
        SwarmLeft left => $"{left.Agent} left",
        SwarmOwnershipHandedOver handed => $"{handed.From} handed over to {handed.To}",
        SwarmDissolved dissolved => $"dissolved [{string.Join(' ', dissolved.Members)}]",
        _ => data.GetType().Name,
    };
}
