using Support.Domain.Model;
using Support.Domain.Tickets;

namespace Support.Domain.Assignment;

/// <summary>Writes down what the automatic assignment found out.</summary>
internal static class AssignmentRules
{
    /// <summary>Does what was found out, if the ticket still needs it. Never refused: who asks is a machine that asks again.</summary>
    public static string? Assign(TicketDraft draft, AssignAutomatically command)
    {
        Ticket ticket = draft.Ticket;
        SupportModel model = draft.Context.Model;
        AssignmentAnswer answer = command.Answer;
        if (AssignmentNeed.Of(ticket, model) is not { } need || need.Since != command.Since)
        {
            return null;
        }

        if (answer.Agent is { } agent)
        {
            if (model.Agents.ContainsKey(agent))
            {
                draft.Emit(new Assigned(agent, ticket.Team), answer.Cause, Actor.Rules);
            }
        }
        else if (answer.Until is { } until)
        {
            draft.Emit(new AssignmentPostponed(ticket.Team, until), answer.Cause, Actor.Rules);
        }
        else
        {
            Fail(draft, answer.Cause);
        }

        return null;
    }

    /// <summary>The time to look again has come.</summary>
    public static void LookAgain(TicketDraft draft, DateTimeOffset due) =>
        draft.Emit(new AssignmentDue(draft.Ticket.Team, due), "the time to look for somebody again has come", Actor.Clock);

    private static void Fail(TicketDraft draft, string cause)
    {
        Ticket ticket = draft.Ticket;
        if (ticket.Assignee is { } holder)
        {
            draft.Emit(new AssignmentFailed(ticket.Team, null), $"{cause}; {holder} keeps it", Actor.Rules);
            return;
        }

        string manager = draft.Context.Model.Leadership.TriageManager;
        string told = $"{cause}; the triage manager gets it";
        draft.Emit(new AssignmentFailed(ticket.Team, manager), told, Actor.Rules);
        draft.Emit(new Assigned(manager, ticket.Team), told, Actor.Rules);
    }
}
