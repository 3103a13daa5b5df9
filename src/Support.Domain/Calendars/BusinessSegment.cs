namespace Support.Domain.Calendars;

/// <summary>Why business time passes in a stretch of time, or does not.</summary>
public enum BusinessTimeCause
{
    /// <summary>Open: by the week's hours, by the shorter ones of a holiday, or because the calendar is always open.</summary>
    OpeningHours,

    /// <summary>Outside the hours of a usual day.</summary>
    ClosedHours,

    /// <summary>A holiday, or what it leaves closed when it has hours of its own.</summary>
    Holiday,

    /// <summary>No time at all: the wall clock was put forward over opening hours, which that day lacks.</summary>
    ClockPutForward,

    /// <summary>No time at all: the wall clock was put back into opening hours, which that day has twice.</summary>
    ClockPutBack,
}

/// <summary>A stretch of time through which the same holds; half-open, in UTC.</summary>
/// <param name="From">Its first instant.</param>
/// <param name="To">The first instant after it; equal to <paramref name="From"/> when the wall clock was put forward or back there.</param>
/// <param name="Cause">Why business time passes, or does not.</param>
/// <param name="Holiday">The name of the holiday on whose day it lies; null for none.</param>
/// <param name="Shift">By how much the wall clock was put forward or, negative, back; zero when it was not.</param>
public readonly record struct BusinessSegment(
    DateTimeOffset From, DateTimeOffset To, BusinessTimeCause Cause, string? Holiday, TimeSpan Shift)
{
    /// <summary>Whether business time passes.</summary>
    public bool IsOpen => Cause == BusinessTimeCause.OpeningHours;

    /// <summary>How long it is.</summary>
    public TimeSpan Length => To - From;
}
