using Support.Domain.Model;
using Support.Domain.Tickets;

namespace Support.Domain.Alerts;

/// <summary>Which alerts get a ticket, and whose.</summary>
internal static class AlertTickets
{
    /// <summary>Whether an alert that fires has no ticket that it could go on in.</summary>
    /// <param name="draft">The decision.</param>
    /// <param name="state">The alert.</param>
    /// <param name="clearSince">Since when all was well with it until now; null when it fired all the time.</param>
    public static bool NeedsOne(AlertDraft draft, AlertState state, DateTimeOffset? clearSince)
    {
        if (state.Ticket is not { } id || (state.InStorm && !StormLife.Has(draft, state)))
        {
            return true;
        }

        AlertTicket ticket = draft.TicketOf(id);
        return ticket.IsOver
            || (clearSince is { } since && ticket.ResolvedAt is not null && draft.Now - since > draft.Rules.ReopenWithin);
    }

    /// <summary>The alert joins a storm, begins one, or gets a ticket of its own.</summary>
    public static (AlertOutcome Outcome, AlertState State) Give(AlertDraft draft, Alert alert, AlertState state)
    {
        TicketId? before = state.Ticket;
        SeverityGrades grades = alert.Severity is null ? new(state.Impact, state.Urgency) : draft.Rules.GradesOf(alert.Source, alert.Severity);
        state = state with { Impact = grades.Impact, Urgency = grades.Urgency };
        if (StormLife.TryJoin(draft, ref state))
        {
            return (AlertOutcome.Storm, state);
        }

        TicketId ticket = draft.Context.NewTicket();
        state = state with { Ticket = ticket, InStorm = false, TextHash = AlertHearing.HashOf(alert.Text), WrittenAt = draft.Now };
        return (AlertOutcome.Opened, draft.Add(state, sequence => new AlertEffect
        {
            Sequence = sequence,
            Kind = AlertEffectKind.Open,
            Ticket = ticket,
            Other = before,
            Subject = state.Subject,
            Text = alert.Text,
            Application = draft.Group.Application,
            Impact = grades.Impact,
            Urgency = grades.Urgency,
        }));
    }

    /// <summary>Whether something is graver than what is known so far.</summary>
    public static bool IsWorse(SeverityGrades grades, AlertState state) =>
        grades.Impact < state.Impact || grades.Urgency < state.Urgency;

    /// <summary>The graver of each.</summary>
    public static SeverityGrades Worst(SeverityGrades grades, AlertState state) => new(
        grades.Impact < state.Impact ? grades.Impact : state.Impact,
        grades.Urgency < state.Urgency ? grades.Urgency : state.Urgency);
}
