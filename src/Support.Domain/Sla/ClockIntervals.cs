using System.Globalization;
using Support.Domain.Calendars;
using Support.Domain.Model;

namespace Support.Domain.Sla;

/// <summary>The intervals of a clock as they are noted: neighbours that say the same become one.</summary>
internal sealed class ClockIntervals
{
    // Nobody reads more; a year of closed days would else be one endless sentence.
    private const int CausesMax = 6;

    private readonly List<SlaInterval> _intervals = [];
    private readonly List<string> _closedBecause = [];

    public ClockIntervals()
    {
    }

    /// <summary>Begins with what others have noted.</summary>
    public ClockIntervals(ClockIntervals noted)
    {
        _intervals.AddRange(noted._intervals);
        _closedBecause.AddRange(noted._closedBecause);
    }

    /// <summary>Notes a stretch in which the clock ran: what its calendar counted, and what it did not.</summary>
    public void AddRunning(string calendar, SupportModel model, DateTimeOffset from, DateTimeOffset to)
    {
        if (!model.Calendars.TryGetValue(calendar, out CalendarDefinition? definition))
        {
            Add(SlaIntervalKind.Open, from, to, $"around the clock: the model has no calendar {calendar} any more", to - from);
            return;
        }

        foreach (BusinessSegment segment in definition.Compiled.Segments(from, to))
        {
            AddSegment(calendar, definition, segment);
        }
    }

    /// <summary>Notes a stretch; none without length, unless something changed there.</summary>
    public void Add(SlaIntervalKind kind, DateTimeOffset from, DateTimeOffset to, string cause, TimeSpan used = default)
    {
        bool isMoment = kind is SlaIntervalKind.Changed or SlaIntervalKind.WallClock;
        if (to <= from && !isMoment)
        {
            return;
        }

        SlaInterval? last = _intervals.Count == 0 ? null : _intervals[^1];
        if (last is not null && last.Kind == kind && last.To == from && !isMoment && (kind == SlaIntervalKind.Closed || last.Cause == cause))
        {
            _intervals[^1] = last with { To = to, Used = last.Used + used, Cause = kind == SlaIntervalKind.Closed ? Because(cause) : cause };
            return;
        }

        _closedBecause.Clear();
        _intervals.Add(new SlaInterval
        {
            From = from.ToUniversalTime(),
            To = to.ToUniversalTime(),
            Kind = kind,
            Used = used,
            Cause = kind == SlaIntervalKind.Closed ? Because(cause) : cause,
        });
    }

    /// <summary>The intervals; of more than so many, the oldest put together in one.</summary>
    public IReadOnlyList<SlaInterval> AtMost(int count)
    {
        if (_intervals.Count <= count)
        {
            return [.. _intervals];
        }

        int tooMany = _intervals.Count - count + 1;
        var summary = new SlaInterval
        {
            From = _intervals[0].From,
            To = _intervals[tooMany - 1].To,
            Kind = SlaIntervalKind.Summary,
            Used = TimeSpan.FromTicks(_intervals.Take(tooMany).Sum(static interval => interval.Used.Ticks)),
            Cause = $"{tooMany} earlier intervals",
        };
        return [summary, .. _intervals.Skip(tooMany)];
    }

    private void AddSegment(string calendar, CalendarDefinition definition, BusinessSegment segment)
    {
        switch (segment.Cause)
        {
            case BusinessTimeCause.OpeningHours:
                string hours = definition.AlwaysOpen ? $"around the clock ({calendar})" : $"opening hours of {calendar}";
                string cause = segment.Holiday is null ? hours : $"{hours} on {segment.Holiday}";
                Add(SlaIntervalKind.Open, segment.From, segment.To, cause, segment.Length);
                break;
            case BusinessTimeCause.ClosedHours:
                Add(SlaIntervalKind.Closed, segment.From, segment.To, $"closed hours of {calendar}");
                break;
            case BusinessTimeCause.Holiday:
                Add(SlaIntervalKind.Closed, segment.From, segment.To, $"holiday {segment.Holiday}");
                break;
            default:
                string way = segment.Cause == BusinessTimeCause.ClockPutForward ? "forward over" : "back into";
                string minutes = Math.Abs(segment.Shift.TotalMinutes).ToString(CultureInfo.InvariantCulture);
                Add(
                    SlaIntervalKind.WallClock,
                    segment.From,
                    segment.To,
                    $"the wall clock was put {way} opening hours of {calendar} by {minutes} minutes");
                break;
        }
    }

    /// <summary>All causes of one closed stretch, each once.</summary>
    private string Because(string cause)
    {
        if (!_closedBecause.Contains(cause))
        {
            _closedBecause.Add(cause);
        }

        int left = _closedBecause.Count - CausesMax;
        return string.Join(", ", _closedBecause.Take(CausesMax)) + (left > 0 ? $" and {left} more" : "");
    }
}
