using Support.Domain.Model;
using Support.Domain.Notices;
using Support.Domain.Tickets;

namespace Support.Views.Wording;

/// <summary>Says where an SLA clock stands.</summary>
internal static class ClockWords
{
    /// <summary>The clock's name within a sentence.</summary>
    public static string Name(ClockKind? clock) => clock switch
    {
        ClockKind.FirstResponse => "first response",
        ClockKind.NextResponse => "next response",
        ClockKind.Resolution => "resolution",
        ClockKind.Operational => "time in tier",
        ClockKind.Underpinning => "vendor contract",
        _ => "target",
    };

    /// <summary>The clock that the notice is about, or all that are not done when it is about none.</summary>
    public static IEnumerable<Fact> Facts(NoticeContent content)
    {
        Notice notice = content.Notice;
        if (notice is { Clock: { } about, Target: { } target })
        {
            return [new Fact(Label(about), OfNotice(notice, target))];
        }

        return content.Ticket.Clocks
            .Where(state => notice.Clock is { } clock ? state.Clock == clock : !state.Stopped)
            .Select(state => new Fact(Label(state.Clock), OfState(state)));
    }

    /// <summary>What is left of a target when a share of it is used.</summary>
    public static TimeSpan Left(TimeSpan target, decimal share) =>
        TimeSpan.FromTicks((long)(target.Ticks * Math.Max(0, 1 - share)));

    private static string Label(ClockKind clock)
    {
        string name = Name(clock);
        return char.ToUpperInvariant(name[0]) + name[1..];
    }

    private static string OfNotice(Notice notice, TimeSpan target)
    {
        string promised = TimeWords.Duration(target);
        if (notice.Reason == NoticeReason.SlaBreach)
        {
            return notice.DueAt is { } missed ? $"{promised}, missed {TimeWords.At(missed)}" : $"{promised}, missed";
        }

        string used = notice.Share is { } share
            ? $"{TimeWords.Percent(share)} of {promised} used, {TimeWords.Duration(Left(target, share))} left"
            : promised;
        return notice.DueAt is { } due ? $"{used}, due {TimeWords.At(due)}" : used;
    }

    private static string OfState(ClockState state)
    {
        string promised = TimeWords.Duration(state.Target);
        return state switch
        {
            { BreachedAt: { } missed } => $"{promised}, missed {TimeWords.At(missed)}",
            { Stopped: true, Met: null } => $"{promised}, not promised any more",
            { Stopped: true } => $"{promised}, kept",
            { DueAt: { } due } => $"{promised}, due {TimeWords.At(due)}",
            _ => $"{promised}, paused",
        };
    }
}
