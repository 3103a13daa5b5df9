using Support.Domain.Model;
using Support.Domain.Tickets;

namespace Support.Domain.Sla;

/// <summary>Follows one run of an SLA clock through a ticket's events, and notes what each stretch of time counted.</summary>
internal sealed class ClockTrace
{
    private readonly SupportModel _model;
    private readonly ClockIntervals _intervals = new();
    private readonly DateTimeOffset _startedAt;
    private ClockState _state;
    private DateTimeOffset _since;
    private string _standing = "";
    private SlaClockBreach? _breach;

    /// <summary>Begins with a clock that has just started.</summary>
    public ClockTrace(ClockState started, SupportModel model)
    {
        _model = model;
        _state = started;
        _startedAt = started.RunningSince!.Value;
        _since = _startedAt;
    }

    public ClockKind Clock => _state.Clock;

    /// <summary>The clock that an event is about; null when it is about none, or only starts it.</summary>
    public static ClockKind? ClockOf(TicketEventData data) => data switch
    {
        ClockPaused paused => paused.Clock,
        ClockResumed resumed => resumed.Clock,
        ClockRetargeted retargeted => retargeted.Clock,
        ClockStopped stopped => stopped.Clock,
        ClockWithdrawn withdrawn => withdrawn.Clock,
        SlaWarned warned => warned.Clock,
        SlaBreached breached => breached.Clock,
        _ => null,
    };

    /// <summary>Reads an event about this clock.</summary>
    /// <param name="happened">The event.</param>
    /// <param name="ticket">The ticket after it.</param>
    public void Read(TicketEvent happened, Ticket ticket)
    {
        ClockState after = ticket.Clock(Clock)!;
        switch (happened.Data)
        {
            case SlaWarned:
                break;
            case SlaBreached breached:
                _breach ??= new SlaClockBreach(breached.DueAt, breached.Target);
                break;
            default:
                Close(happened, after);
                _since = happened.At;

                // Another target does not change what a clock waits for.
                _standing = happened.Data is ClockRetargeted ? _standing : Standing(happened, ticket, after);
                break;
        }

        _state = after;
    }

    /// <summary>Reads a change of the ticket's status: a clock that stands still may stand still for another reason now.</summary>
    public void ReadStatus(TicketEvent happened, Ticket ticket)
    {
        if (_state is { RunningSince: null, Stopped: false })
        {
            Stand(happened.At);
            _since = happened.At;
            _standing = Standing(happened, ticket, _state);
        }
    }

    /// <summary>The clock at an instant.</summary>
    /// <param name="now">The instant, not before the newest event.</param>
    /// <param name="ticket">The ticket as it stands.</param>
    public SlaClock At(DateTimeOffset now, Ticket ticket)
    {
        TimeSpan used = _state.UsedAt(now, _state.CalendarIn(_model));
        var intervals = new ClockIntervals(_intervals);
        if (_state.RunningSince is { } since)
        {
            intervals.AddRunning(_state.Calendar, _model, since, now);
        }
        else if (!_state.Stopped)
        {
            intervals.Add(SlaIntervalKind.Paused, _since, now, _standing);
        }

        bool isPresent = ticket.Clock(Clock)!.Cycle == _state.Cycle;
        return new SlaClock
        {
            Clock = Clock,
            Cycle = _state.Cycle,
            Tier = _state.Tier,
            State = SlaClock.StateOf(_state),
            Policy = _state.Policy,
            Calendar = _state.Calendar,
            ModelVersion = _state.ModelVersion,
            Target = _state.Target,
            Used = used,
            Left = _state.Target - used,
            StartedAt = _startedAt,
            DueAt = _state.DueAt,
            Next = isPresent ? SlaClock.NextOf(ticket, Clock, _model) : null,
            Breach = _breach,
            Intervals = intervals.AtMost(SlaClock.IntervalsMax),
        };
    }

    /// <summary>Ends the stretch before an event, so that the intervals add up to what the event says is used.</summary>
    private void Close(TicketEvent happened, ClockState after)
    {
        DateTimeOffset at = happened.Data is ClockRetargeted { Since: { } counted } ? counted : happened.At;
        TimeSpan usedNow = _state.UsedAt(at, _state.CalendarIn(_model));
        bool isSetBack = happened.Data is ClockRetargeted { Restarted: true };
        if (_state.RunningSince is not { } since)
        {
            Stand(at);
        }
        else if (usedNow == after.Used || isSetBack)
        {
            _intervals.AddRunning(_state.Calendar, _model, since, at);
        }
        else
        {
            _intervals.Add(
                SlaIntervalKind.AsRecorded,
                since,
                at,
                $"as recorded; the model has calendar {_state.Calendar} otherwise today",
                after.Used - _state.Used);
            usedNow = after.Used;
        }

        TimeSpan change = after.Used - usedNow;
        if (ChangeOf(happened, after, change) is { } words)
        {
            _intervals.Add(SlaIntervalKind.Changed, at, at, words, change);
        }
    }

    private void Stand(DateTimeOffset until) =>
        _intervals.Add(_state.Stopped ? SlaIntervalKind.Done : SlaIntervalKind.Paused, _since, until, _standing);

    private string? ChangeOf(TicketEvent happened, ClockState after, TimeSpan change)
    {
        var words = new List<string>();
        if (after.Target != _state.Target)
        {
            words.Add($"target {Json.IsoDuration.Format(_state.Target)} became {Json.IsoDuration.Format(after.Target)}");
        }

        if (after.Calendar != _state.Calendar)
        {
            words.Add($"calendar {_state.Calendar} became {after.Calendar}");
        }

        if (change != TimeSpan.Zero)
        {
            words.Add(after.Used == TimeSpan.Zero ? "counting began afresh" : "what is used was set anew");
        }

        return words.Count == 0 ? null : string.Join(", ", words) + (happened.Cause is null ? "" : $": {happened.Cause}");
    }

    /// <summary>Why a clock stands still after an event.</summary>
    private static string Standing(TicketEvent happened, Ticket ticket, ClockState after)
    {
        string status = TicketTransitions.Word(ticket.Status);
        bool isTold = ticket.Status is TicketStatus.Pending or TicketStatus.OnHold or TicketStatus.Resolved;
        string? cause = happened.Cause == status ? null : happened.Cause;
        return (isTold, cause) switch
        {
            (true, null) => status,
            (true, _) when !after.Stopped => $"{status}: {cause}",
            (true, _) => status,
            (false, null) => "standing still",
            (false, _) => cause,
        };
    }
}
