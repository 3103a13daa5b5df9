using Support.Domain.Calendars;
using Support.Domain.Model;
using Support.Domain.Tickets;

namespace Support.Domain.Sla;

/// <summary>What time alone will do to a ticket, and when.</summary>
public static class Deadlines
{
    /// <summary>The earliest deadline; null when only people or systems can move the ticket now.</summary>
    public static Deadline? Next(Ticket ticket, SupportModel model) =>
        All(ticket, model)
            .OrderBy(deadline => deadline.DueAt)
            .ThenBy(deadline => deadline.Kind)
            .ThenBy(deadline => deadline.Share)
            .ThenBy(deadline => deadline.Clock)
            .FirstOrDefault();

    /// <summary>Every deadline that the ticket runs towards, in no order.</summary>
    public static IEnumerable<Deadline> All(Ticket ticket, SupportModel model)
    {
        if (ticket.IsOver)
        {
            return [];
        }

        if (ticket.Status == TicketStatus.Resolved)
        {
            return ticket.ResolvedAt is { } resolved
                ? [new Deadline { Kind = DeadlineKind.AutoClose, DueAt = resolved + model.AutoCloseAfter }]
                : [];
        }

        EscalationPolicy? escalation = model.EscalationPolicies.FirstOrDefault(
            policy => policy.When?.Matches(ticket.Facts) ?? true);
        return ticket.Clocks
            .Where(clock => clock.RunningSince is not null)
            .SelectMany(clock => OfClock(ticket, clock, model, escalation));
    }

    private static IEnumerable<Deadline> OfClock(
        Ticket ticket, ClockState clock, SupportModel model, EscalationPolicy? escalation)
    {
        BusinessCalendar calendar = clock.CalendarIn(model);
        foreach (decimal share in ClockTerms.WarningsOf(clock, model).Except(clock.Warned))
        {
            if (At(DeadlineKind.Warning, share) is { } warning)
            {
                yield return warning;
            }
        }

        if (clock.BreachedAt is null && At(DeadlineKind.Breach, 1) is { } breach)
        {
            yield return breach;
        }

        foreach (EscalationStep step in escalation?.Steps.Where(step => step.Clock == clock.Clock) ?? [])
        {
            string key = Ticket.StepKey(escalation!.Id, step.Id, clock.Clock, clock.Cycle);
            if (!ticket.StepsDone.Contains(key) && clock.UsedUpAt(step.DueOn(clock.Target), calendar) is { } dueAt)
            {
                yield return new Deadline
                {
                    Kind = DeadlineKind.Step,
                    DueAt = dueAt,
                    Clock = clock.Clock,
                    Share = step.At,
                    Policy = escalation.Id,
                    Step = step,
                };
            }
        }

        Deadline? At(DeadlineKind kind, decimal share) =>
            clock.ReachedAt(share, calendar) is { } dueAt
                ? new Deadline { Kind = kind, DueAt = dueAt, Clock = clock.Clock, Share = share }
                : null;
    }
}
