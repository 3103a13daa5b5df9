using Support.Domain.Model;
using Support.Domain.Tickets;

namespace Support.Domain.Routing;

/// <summary>
/// Somebody says what a ticket is about, or how urgent it is. What follows from that follows at once: the priority from
/// impact and urgency, unless it was set; the team and the tier from the application; the promises from all of them.
/// </summary>
internal static class TriageRules
{
    /// <summary>Says what the ticket is about. The reason why not, or null.</summary>
    public static string? Triage(TicketDraft draft, TriageTicket command)
    {
        Ticket before = draft.Ticket;
        string application = command.Application ?? before.Application;
        string? refusal = Mistake(draft.Context.Model, command) ?? TagRules.Change(draft, command.Tags, [], command.Reason);
        if (refusal is not null)
        {
            return refusal;
        }

        var triaged = new Triaged
        {
            Application = application,
            Kind = command.Kind ?? before.Kind,
            Impact = command.Impact ?? before.Impact,
            Urgency = command.Urgency ?? before.Urgency,
            Skills = command.Skills,
        };
        bool changes = (triaged.Application, triaged.Kind, triaged.Impact, triaged.Urgency)
            != (before.Application, before.Kind, before.Impact, before.Urgency);
        if (changes || before.NeedsTriage || command.Skills is not null)
        {
            draft.Emit(triaged, command.Reason);
        }

        Derive(draft, before, command.Reason);
        Place(draft, before, command);
        return null;
    }

    /// <summary>Sets the priority for good. The reason why not, or null.</summary>
    public static string? SetPriority(TicketDraft draft, SetPriority command)
    {
        Ticket before = draft.Ticket;
        if (command.To == before.Priority && before.PriorityIsSet)
        {
            return null;
        }

        draft.Emit(new PriorityChanged(before.Priority, command.To) { Override = true }, command.Reason);
        return null;
    }

    private static string? Mistake(SupportModel model, TriageTicket command)
    {
        if (command.Application is { } application && !model.Applications.ContainsKey(application))
        {
            return $"There is no application '{application}'.";
        }

        if (command.Team is { } team && !model.Teams.ContainsKey(team))
        {
            return $"There is no team '{team}'.";
        }

        return command.Skills?.FirstOrDefault(skill => !model.Agents.Values.Any(agent => agent.Skills.Contains(skill))) is { } unknown
            ? $"No agent has the skill '{unknown}'."
            : null;
    }

    // The priority follows impact and urgency only where they change: one that an escalation raised stays raised.
    private static void Derive(TicketDraft draft, Ticket before, string reason)
    {
        Ticket now = draft.Ticket;
        Priority derived = draft.Context.Model.Priorities.Of(now.Impact, now.Urgency);
        bool follows = !now.PriorityIsSet && (now.Impact, now.Urgency) != (before.Impact, before.Urgency);
        if (follows && derived != now.Priority)
        {
            draft.Emit(new PriorityChanged(now.Priority, derived), $"{reason} (by impact and urgency)");
        }
    }

    private static void Place(TicketDraft draft, Ticket before, TriageTicket command)
    {
        SupportModel model = draft.Context.Model;
        Ticket now = draft.Ticket;
        string? home = now.Application == before.Application ? now.Team : TeamOf(model.Applications[now.Application], before);
        if ((command.Team ?? home) is not { } team || team == now.Team)
        {
            return;
        }

        if (model.Teams.TryGetValue(team, out Team? holder) && holder.Tier != now.Tier)
        {
            draft.Emit(new TierChanged(now.Tier, holder.Tier, draft.Context.Now - now.TierSince), command.Reason);
        }

        bool stays = now.Assignee is { } agent && holder?.Members.Contains(agent) == true;
        draft.Emit(new Assigned(stays ? now.Assignee : null, team), command.Reason);
    }

    /// <summary>The team of an application that a ticket comes to: the first as long as nobody has worked on it, else that of its tier.</summary>
    private static string TeamOf(ServiceApplication application, Ticket ticket)
    {
        bool fresh = ticket.NeedsTriage || ticket.Status == TicketStatus.New;
        Tier wanted = fresh ? application.FirstTier : ticket.Tier;
        Tier nearest = application.Teams.Keys.Where(tier => tier >= wanted).DefaultIfEmpty(application.Teams.Keys.Max()).Min();
        return application.Teams[nearest];
    }
}
