using Support.Domain.Model;
using Support.Domain.Tickets;

namespace Support.Domain.Tests.Tickets;

/// <summary>
/// Counts the used business time of a ticket's clocks minute by minute, from who wrote when and from the status alone: it
/// reads no clock event and no calendar of the code under test.
/// </summary>
internal sealed class ClockCount(Func<Priority, DateTimeOffset, bool> isOpen)
{
    private readonly HashSet<ClockKind> _owed = [ClockKind.FirstResponse, ClockKind.Resolution];
    private readonly Dictionary<ClockKind, int> _minutes = [];
    private bool _alert;
    private bool _waiting;
    private Priority _priority;

    public bool Runs(ClockKind clock) => _owed.Contains(clock) && !(_waiting && clock != ClockKind.FirstResponse);

    public TimeSpan Used(ClockKind clock) => TimeSpan.FromMinutes(_minutes.GetValueOrDefault(clock));

    public void Pass(DateTimeOffset from, DateTimeOffset to)
    {
        int minutes = 0;
        for (DateTimeOffset minute = from; minute < to; minute = minute.AddMinutes(1))
        {
            minutes += isOpen(_priority, minute) ? 1 : 0;
        }

        foreach (ClockKind clock in _owed.Where(Runs))
        {
            _minutes[clock] = _minutes.GetValueOrDefault(clock) + minutes;
        }
    }

    public void Read(TicketEvent happened)
    {
        switch (happened.Data)
        {
            case TicketOpened opened:
                _priority = opened.Priority;
                _alert = happened.Channel == IntakeChannel.Alert;
                break;
            case PriorityChanged priority:
                _priority = priority.To;
                break;
            case StatusChanged status:
                Read(status);
                break;
            case MessageAdded { Public: true, Number: > 1 } when happened.Actor.Kind == ActorKind.Agent:
                _owed.Remove(ClockKind.FirstResponse);
                _owed.Remove(ClockKind.NextResponse);
                break;
            case MessageAdded { Public: true, Number: > 1 } when !_alert && !_owed.Contains(ClockKind.FirstResponse) && _owed.Add(ClockKind.NextResponse):
                _minutes[ClockKind.NextResponse] = 0;
                break;
        }
    }

    private void Read(StatusChanged status)
    {
        _waiting = status.To == TicketStatus.Pending;
        if (status.To is TicketStatus.Resolved or TicketStatus.Cancelled)
        {
            _owed.Clear();
        }
        else if (status.From == TicketStatus.Resolved && status.To == TicketStatus.Open)
        {
            _owed.Add(ClockKind.Resolution);
        }
    }
}
