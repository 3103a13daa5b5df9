using Support.Domain.Assignment;
using Support.Domain.Calendars;
using Support.Domain.Chat;
using Support.Domain.Model;
using Support.Domain.Tickets;

namespace Support.Domain.Sla;

/// <summary>What time alone will do to a ticket, and when.</summary>
public static class Deadlines
{
    /// <summary>The earliest deadline; null when only people or systems can move the ticket now.</summary>
    /// <remarks>
    /// Every command asks this once for each event that it brings, so only what can be the earliest is computed: of a
    /// clock's warnings the one at the smallest share, of its steps the one after the least business time.
    /// </remarks>
    public static Deadline? Next(Ticket ticket, SupportModel model)
    {
        if (ticket.IsOver || ticket.Status == TicketStatus.Resolved)
        {
            return Earlier(AutoClose(ticket, model), ChatIdle(ticket, model));
        }

        EscalationPolicy? escalation = EscalationOf(ticket, model);
        Deadline? earliest = Earlier(
            Earlier(Earlier(WaitOver(ticket), Assignment(ticket)), ShiftEnd(ticket, model)), ChatIdle(ticket, model));
        foreach (ClockState clock in ticket.Clocks)
        {
            earliest = Earlier(earliest, NextOfClock(ticket, clock, model, escalation));
        }

        foreach (PagingState paging in ticket.Paging)
        {
            earliest = Earlier(earliest, OfPaging(paging));
        }

        return earliest;
    }

    /// <summary>The earliest deadline on one clock; null when there is none.</summary>
    public static Deadline? Next(Ticket ticket, ClockKind clock, SupportModel model) =>
        ticket.IsOver || ticket.Status == TicketStatus.Resolved || ticket.Clock(clock) is not { } state
            ? null
            : NextOfClock(ticket, state, model, EscalationOf(ticket, model));

    /// <summary>Every deadline that the ticket runs towards, in no order.</summary>
    public static IEnumerable<Deadline> All(Ticket ticket, SupportModel model)
    {
        if (ticket.IsOver || ticket.Status == TicketStatus.Resolved)
        {
            return new[] { AutoClose(ticket, model), ChatIdle(ticket, model) }.OfType<Deadline>();
        }

        EscalationPolicy? escalation = EscalationOf(ticket, model);
        IEnumerable<Deadline> ofClocks =
            ticket.Clocks.Where(clock => clock.RunningSince is not null).SelectMany(clock => OfClock(ticket, clock, model, escalation));
        return ofClocks.Concat(ticket.Paging.Select(OfPaging)).Concat(new[] { WaitOver(ticket), Assignment(ticket), ShiftEnd(ticket, model), ChatIdle(ticket, model) }.OfType<Deadline>());
    }

    private static Deadline? Assignment(Ticket ticket) =>
        ticket.AssignmentWaitsUntil is { } until ? new Deadline { Kind = DeadlineKind.Assignment, DueAt = until } : null;

    private static Deadline? ShiftEnd(Ticket ticket, SupportModel model) =>
        ShiftEnds.Of(ticket, model) is { } end ? new Deadline { Kind = DeadlineKind.ShiftEnd, DueAt = end } : null;

    private static Deadline? AutoClose(Ticket ticket, SupportModel model) =>
        !ticket.IsOver && ticket.ResolvedAt is { } resolved
            ? new Deadline { Kind = DeadlineKind.AutoClose, DueAt = resolved + model.AutoCloseAfter }
            : null;

    private static Deadline? ChatIdle(Ticket ticket, SupportModel model) =>
        ChatRules.IdleAt(ticket, model) is { } idle ? new Deadline { Kind = DeadlineKind.ChatIdle, DueAt = idle } : null;

    private static Deadline? WaitOver(Ticket ticket) =>
        ticket.WaitingUntil is { } until ? new Deadline { Kind = DeadlineKind.WaitOver, DueAt = until } : null;

    private static EscalationPolicy? EscalationOf(Ticket ticket, SupportModel model)
    {
        TicketFacts facts = ticket.Facts;
        foreach (EscalationPolicy policy in model.EscalationPolicies)
        {
            if (policy.When?.Matches(facts) ?? true)
            {
                return policy;
            }
        }

        return null;
    }

    private static Deadline? NextOfClock(Ticket ticket, ClockState clock, SupportModel model, EscalationPolicy? escalation)
    {
        if (clock.RunningSince is null)
        {
            return null;
        }

        BusinessCalendar calendar = clock.CalendarIn(model);
        Deadline? next = clock.BreachedAt is null ? At(clock, calendar, DeadlineKind.Breach, 1) : null;
        if (SmallestLeft(ClockTerms.WarningsOf(clock, model), clock.Warned) is { } share)
        {
            next = Earlier(next, At(clock, calendar, DeadlineKind.Warning, share));
        }

        if (escalation is not null && FirstLeft(escalation, ticket, clock) is { } step)
        {
            next = Earlier(next, At(clock, calendar, escalation, step));
        }

        return next;
    }

    private static Deadline OfPaging(PagingState paging) =>
        new() { Kind = DeadlineKind.Page, DueAt = paging.DueAt, Policy = paging.Policy, Paging = paging };

    private static IEnumerable<Deadline> OfClock(
        Ticket ticket, ClockState clock, SupportModel model, EscalationPolicy? escalation)
    {
        BusinessCalendar calendar = clock.CalendarIn(model);
        IEnumerable<Deadline?> warnings = ClockTerms.WarningsOf(clock, model).Except(clock.Warned)
            .Select(share => At(clock, calendar, DeadlineKind.Warning, share));
        IEnumerable<Deadline?> steps = (escalation?.Steps ?? [])
            .Where(step => step.Clock == clock.Clock && !IsDone(escalation!, step, ticket, clock))
            .Select(step => At(clock, calendar, escalation!, step));
        Deadline? breach = clock.BreachedAt is null ? At(clock, calendar, DeadlineKind.Breach, 1) : null;
        return warnings.Append(breach).Concat(steps).OfType<Deadline>();
    }

    private static decimal? SmallestLeft(IReadOnlyList<decimal> shares, IReadOnlyList<decimal> warned)
    {
        decimal? smallest = null;
        foreach (decimal share in shares)
        {
            if (!(smallest <= share) && !warned.Contains(share))
            {
                smallest = share;
            }
        }

        return smallest;
    }

    /// <summary>The step on that clock, not done yet, that is due after the least business time; of several the one that <see cref="IsBefore"/> puts first.</summary>
    private static EscalationStep? FirstLeft(EscalationPolicy policy, Ticket ticket, ClockState clock)
    {
        EscalationStep? first = null;
        foreach (EscalationStep step in policy.Steps)
        {
            bool mayBeFirst = step.Clock == clock.Clock
                && (first is null || (step.DueOn(clock.Target), step.At).CompareTo((first.DueOn(clock.Target), first.At)) < 0);
            if (mayBeFirst && !IsDone(policy, step, ticket, clock))
            {
                first = step;
            }
        }

        return first;
    }

    private static bool IsDone(EscalationPolicy policy, EscalationStep step, Ticket ticket, ClockState clock) =>
        ticket.StepsDone.Count > 0 && ticket.StepsDone.Contains(Ticket.StepKey(policy.Id, step.Id, clock.Clock, clock.Cycle));

    private static Deadline? At(ClockState clock, BusinessCalendar calendar, DeadlineKind kind, decimal share) =>
        clock.ReachedAt(share, calendar) is { } dueAt
            ? new Deadline { Kind = kind, DueAt = dueAt, Clock = clock.Clock, Share = share }
            : null;

    private static Deadline? At(ClockState clock, BusinessCalendar calendar, EscalationPolicy policy, EscalationStep step) =>
        clock.UsedUpAt(step.DueOn(clock.Target), calendar) is { } dueAt
            ? new Deadline { Kind = DeadlineKind.Step, DueAt = dueAt, Clock = clock.Clock, Share = step.At, Policy = policy.Id, Step = step }
            : null;

    private static Deadline? Earlier(Deadline? one, Deadline? other) =>
        one is null || (other is not null && IsBefore(other, one)) ? other : one;

    private static bool IsBefore(Deadline one, Deadline other) =>
        (one.DueAt, one.Kind, one.Share, one.Clock).CompareTo((other.DueAt, other.Kind, other.Share, other.Clock)) < 0;
}
