using Support.Domain.Assignment;
using Support.Domain.Chat;
using Support.Domain.Model;
using Support.Domain.Phone;
using Support.Domain.Routing;
using Support.Domain.Sla;
using Support.Domain.Swarm;
using Support.Domain.Vendors;
using Support.Domain.Webhooks;

namespace Support.Domain.Tickets;

/// <summary>
/// What a command does to a ticket: pure, total, and the only place where events are made. Deadlines that have passed
/// are done before the command, so that a promise broken a moment ago is recorded even if the answer arrives before the
/// clock wakes; and deadlines that the command itself makes due are done after it.
/// </summary>
public static partial class TicketDecision
{
    // A commit takes 100 rows. What is due beyond that is due at once after it: the clock asks again.
    private const int DueEventsMax = 60;

    /// <summary>Opens a ticket with that reference.</summary>
    public static Decision Open(TicketId id, OpenTicket command, DecisionContext context)
    {
        SupportModel model = context.Model;
        if (command.Application is { } application && !model.Applications.ContainsKey(application))
        {
            return new Decision(null, [], [], $"There is no application '{application}'.");
        }

        RoutingResult route = TicketRouting.Route(RoutingFacts.Of(command, context.Channel), model);
        string? organisation = model.OrganisationOf(command.Requester.Email, command.Organisation);
        var draft = new TicketDraft(null, context);
        draft.Emit(new TicketOpened
        {
            TicketId = id,
            Subject = command.Subject,
            Requester = command.Requester,
            Organisation = organisation,
            Contract = organisation is null ? null : model.Organisations[organisation].Contract,
            Application = route.Application,
            Kind = route.Kind,
            Impact = route.Impact,
            Urgency = route.Urgency,
            Priority = route.Priority,
            Tier = route.Tier,
            Team = route.Team,
            FollowUpOf = command.FollowUpOf,
            SplitFrom = command.SplitOff?.From,
            CustomFields = command.CustomFields,
            Automatic = command.Automatic,
            ModelVersion = model.Version,
        }, CallRules.WhyOpened(command, context));
        if (route.Routed is { } routed)
        {
            draft.Emit(routed, route.Explanation, Actor.Rules);
        }

        OpeningRules.TakeOver(draft, command);
        if (command.SplitOff is { } split)
        {
            draft.Copy(split.First, split.From);
        }
        else
        {
            draft.Write(command.Description, isPublic: true, enclosures: command.Enclosures);
        }

        SlaClocks.Open(draft);
        if (command.Call is { } call)
        {
            CallRules.Open(draft, call, command.ResolvedInCall);
        }

        Fire(draft, context.Now);
        return draft.Done();
    }

    /// <summary>Does a command to a ticket that is there.</summary>
    public static Decision Decide(Ticket ticket, TicketCommand command, DecisionContext context)
    {
        // Hosts' clocks differ a little; a ticket's time does not run backwards.
        DateTimeOffset now = context.Now < ticket.UpdatedAt ? ticket.UpdatedAt : context.Now;
        var draft = new TicketDraft(ticket, context with { Now = now });
        if (context.ModelChange is { } change && ticket.ModelRevision != context.Model.Revision)
        {
            Follow(draft, change);
        }

        Fire(draft, now);
        string? refusal = Do(draft, command);
        if (refusal is null)
        {
            SwarmLife.Settle(draft);
            VendorRules.Settle(draft);
            Fire(draft, now);
        }

        return draft.Done(refusal);
    }

    /// <summary>What was due before the model came into force is done as the model before says; then the ticket follows the new one.</summary>
    private static void Follow(TicketDraft draft, ModelChange change)
    {
        SupportModel model = draft.Context.Model;
        DateTimeOffset since = change.Since < draft.Context.Now ? change.Since : draft.Context.Now;
        draft.LookAt(change.Before ?? model);
        Fire(draft, since);
        draft.LookAt(model);
        ModelChangeRules.Apply(draft, change, since);
        SwarmLife.Settle(draft, Actor.Model);
        VendorRules.Settle(draft, Actor.Model);
    }

    private static void Fire(TicketDraft draft, DateTimeOffset until)
    {
        while (draft.EventCount < DueEventsMax)
        {
            Deadline? next = Deadlines.Next(draft.Ticket, draft.Context.Model);
            if (next is null || next.DueAt > until)
            {
                return;
            }

            Fire(draft, next);
            SwarmLife.Settle(draft, Actor.Clock);
            VendorRules.Settle(draft, Actor.Clock);
        }
    }

    private static void Fire(TicketDraft draft, Deadline deadline)
    {
        string cause = DeadlineCause.Of(draft.Ticket, deadline, draft.Context.Model);
        switch (deadline.Kind)
        {
            case DeadlineKind.Warning:
                ClockState warned = draft.Ticket.Clock(deadline.Clock!.Value)!;
                draft.Emit(
                    new SlaWarned(
                        warned.Clock,
                        deadline.Share!.Value,
                        warned.Target,
                        deadline.DueAt,
                        warned.DueAt,
                        draft.Ticket.Team,
                        draft.Ticket.Assignee),
                    cause,
                    Actor.Clock);
                break;
            case DeadlineKind.Breach:
                ClockState breached = draft.Ticket.Clock(deadline.Clock!.Value)!;
                draft.Emit(
                    new SlaBreached(breached.Clock, breached.Target, deadline.DueAt, draft.Ticket.Team, draft.Ticket.Assignee),
                    cause,
                    Actor.Clock);
                break;
            case DeadlineKind.Step:
                Escalation.EscalationRules.DoStep(draft, deadline, cause);
                break;
            case DeadlineKind.Assignment:
                AssignmentRules.LookAgain(draft, deadline.DueAt);
                break;
            case DeadlineKind.ShiftEnd:
                ShiftEnds.Return(draft, deadline.DueAt);
                break;
            case DeadlineKind.WaitOver:
                WaitingRules.Resume(draft, cause, Actor.Clock);
                break;
            case DeadlineKind.ChatIdle:
                draft.Emit(new ChatEnded(Transcript: false), cause, Actor.Clock);
                break;
            case DeadlineKind.Page:
                Escalation.PagingRules.Advance(draft, deadline);
                break;
            default:
                draft.Emit(new StatusChanged(draft.Ticket.Status, TicketStatus.Closed), cause, Actor.Clock);
                break;
        }
    }
}
