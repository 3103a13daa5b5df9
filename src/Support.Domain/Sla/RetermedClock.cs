using Support.Domain.Calendars;
using Support.Domain.Json;
using Support.Domain.Model;
using Support.Domain.Tickets;

namespace Support.Domain.Sla;

/// <summary>One clock under another model: what it has used is counted by the model before, what is left runs by the new one.</summary>
internal sealed class RetermedClock
{
    private readonly Ticket _ticket;
    private readonly ClockState _clock;
    private readonly ClockTerms _terms;
    private readonly BusinessCalendar? _calendarBefore;
    private readonly BusinessCalendar _calendar;
    private readonly DateTimeOffset _from;
    private readonly TimeSpan _used;
    private readonly IReadOnlyList<(string Key, TimeSpan DueOn)> _steps;

    private RetermedClock(Ticket ticket, ClockState clock, ClockTerms terms, SupportModel? before, SupportModel model, DateTimeOffset since)
    {
        _ticket = ticket;
        _clock = clock;
        _terms = terms;
        _calendarBefore = before is null ? null : clock.CalendarIn(before);
        _calendar = model.Calendar(terms.Calendar);
        _from = clock.RunningSince is { } running && running > since ? running : since;
        _used = clock.UsedAt(_from, _calendarBefore ?? _calendar);
        _steps = StepsOf(model);
    }

    // A share of a target is warned of once, also when the ticket comes back to that target. Steps and warnings that the new model places before now are over: nobody is paged for the past.
    private IReadOnlyList<string> PassedSteps =>
        [.. _steps.Where(step => step.DueOn <= _used && !_ticket.StepsDone.Contains(step.Key)).Select(static step => step.Key)];

    private IReadOnlyList<decimal> PassedWarnings =>
    [
        .. _terms.Warnings.Where(share =>
            ClockState.ShareOf(_terms.Target, share) <= _used || _clock.WarnedOf.Contains(new WarnedShare(_terms.Target, share))),
    ];

    /// <summary>Does to a clock that is not done what the draft's model says; nothing when nothing is different.</summary>
    public static void Apply(TicketDraft draft, ClockState clock, SupportModel? before, DateTimeOffset since, string cause)
    {
        if (ClockTerms.Of(draft.Ticket, clock.Clock, draft.Context.Model) is { } terms)
        {
            new RetermedClock(draft.Ticket, clock, terms, before, draft.Context.Model, since).Apply(draft, cause);
        }
        else if (clock.Clock != ClockKind.Underpinning)
        {
            // What a vendor promised when it got the ticket holds until it gives it back.
            draft.Emit(
                new ClockWithdrawn(clock.Clock, clock.UsedAt(since, clock.CalendarIn(before ?? draft.Context.Model))),
                $"{cause}it promises nothing here any more",
                Actor.Model);
        }
    }

    private void Apply(TicketDraft draft, string cause)
    {
        List<string> differences = Differences();
        if (differences.Count == 0)
        {
            return;
        }

        draft.Emit(
            new ClockRetargeted
            {
                Clock = _clock.Clock,
                Policy = _terms.Policy,
                Calendar = _terms.Calendar,
                Target = _terms.Target,
                Used = _used,
                Since = _clock.RunningSince is null ? null : _from,
                DueAt = _clock.RunningSince is null ? null : UsedUpAt(_terms.Target, _calendar),
                AtClosingTime = _terms.AtClosingTime,
                Passed = PassedWarnings,
                PassedSteps = PassedSteps is { Count: > 0 } passed ? passed : null,
                ModelVersion = draft.Context.Model.Version,
            },
            cause + string.Join(", ", differences),
            Actor.Model);
        if (_clock.BreachedAt is null && _used >= _terms.Target)
        {
            draft.Emit(
                new SlaBreached(_clock.Clock, _terms.Target, _from, draft.Ticket.Team, draft.Ticket.Assignee) { ByModelChange = true },
                $"{cause}{IsoDuration.Format(_used)} was used by then of a target that is now {IsoDuration.Format(_terms.Target)}",
                Actor.Model);
        }
    }

    private List<string> Differences()
    {
        var differences = new List<string>();
        if (_clock.Policy != _terms.Policy)
        {
            differences.Add($"policy {_clock.Policy} is now {_terms.Policy}");
        }

        if (_clock.Target != _terms.Target)
        {
            differences.Add($"target {IsoDuration.Format(_clock.Target)} is now {IsoDuration.Format(_terms.Target)}");
        }

        if (_clock.Calendar != _terms.Calendar)
        {
            differences.Add($"calendar {_clock.Calendar} is now {_terms.Calendar}");
        }
        else if (HasOtherHours())
        {
            differences.Add($"calendar {_terms.Calendar} has other hours");
        }

        if (_clock.AtClosingTime != _terms.AtClosingTime)
        {
            differences.Add($"what is used up at closing time is due at {(_terms.AtClosingTime is null ? "closing time" : "the next opening")}");
        }

        if (PassedWarnings.Except(_clock.Warned).Any())
        {
            differences.Add("there are warnings for what is used already");
        }

        if (PassedSteps.Count > 0)
        {
            differences.Add("there are steps for what is used already");
        }

        return differences;
    }

    /// <summary>Whether the calendar of that name differs where it matters to this clock: up to now, and at all that is due on it.</summary>
    private bool HasOtherHours()
    {
        if (_clock.RunningSince is not { } running || ReferenceEquals(_calendar, _calendarBefore))
        {
            return false;
        }

        if (_calendarBefore is null)
        {
            return _clock.UsedUpAt(_clock.Target, _calendar) != _clock.DueAt;
        }

        IEnumerable<TimeSpan> due = _steps.Select(static step => step.DueOn)
            .Concat(_terms.Warnings.Select(share => ClockState.ShareOf(_terms.Target, share)))
            .Append(_terms.Target);
        return _calendarBefore.Elapsed(running, _from) != _calendar.Elapsed(running, _from)
            || due.Any(amount => UsedUpAt(amount, _calendarBefore) != UsedUpAt(amount, _calendar));
    }

    private DateTimeOffset? UsedUpAt(TimeSpan amount, BusinessCalendar calendar) =>
        ClockState.UsedUpAt(_from, _used, amount, calendar, _terms.AtClosingTime);

    private IReadOnlyList<(string Key, TimeSpan DueOn)> StepsOf(SupportModel model)
    {
        EscalationPolicy? policy = model.EscalationPolicies.FirstOrDefault(policy => policy.When?.Matches(_ticket.Facts) ?? true);
        return
        [
            .. (policy?.Steps ?? [])
                .Where(step => step.Clock == _clock.Clock)
                .Select(step => (Ticket.StepKey(policy!.Id, step.Id, _clock.Clock, _clock.Cycle), step.DueOn(_terms.Target))),
        ];
    }
}
