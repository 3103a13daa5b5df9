using Support.Domain.Model;
using Support.Domain.Phone;
using Support.Domain.Relations;
using Support.Domain.Tickets;

namespace Support.Domain.Tests.Tickets;

/// <summary>
/// Counts the used business time of a ticket's clocks minute by minute, from who wrote when and from the status alone: it
/// reads no clock event and no calendar of the code under test.
/// </summary>
internal sealed class ClockCount(Func<Priority, DateTimeOffset, bool> isOpen)
{
    private readonly HashSet<ClockKind> _owed = [ClockKind.FirstResponse, ClockKind.Resolution];
    private readonly List<ClockKind> _owedAtResolving = [];
    private readonly Dictionary<ClockKind, int> _minutes = [];
    private List<ClockKind> _withdrawn = [];
    private bool _alert;
    private bool _waiting;
    private bool _resolved;
    private Priority _priority;
    private Tier _tier;
    private Tier? _tierWithoutTarget;
    private Tier? _tierAtResolving;
    private bool _wroteWhileResolved;

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
                _tier = opened.Tier;
                ArriveInTier();
                _alert = happened.Channel == IntakeChannel.Alert;
                break;
            case PriorityChanged priority:
                _priority = priority.To;
                FollowTierTarget();
                break;
            case TierChanged moved:
                _tier = moved.To;
                _owed.Remove(ClockKind.Operational);
                ArriveInTier();
                break;
            case StatusChanged status:
                Read(status);
                break;
            case MessageAdded { Origin: not null }:
                break;
            case MergedTicketTakenIn when _resolved:
                _wroteWhileResolved = true;
                break;
            case MergedTicketTakenIn:
                WaitForAnswer();
                break;
            case CallRecorded { Answered: true }:
            case MessageAdded { Public: true, Number: > 1 } when happened.Actor.Kind == ActorKind.Agent:
                _owed.Remove(ClockKind.FirstResponse);
                _owed.Remove(ClockKind.NextResponse);
                _owedAtResolving.RemoveAll(static clock => clock is ClockKind.FirstResponse or ClockKind.NextResponse);
                _wroteWhileResolved = false;
                break;
            case MessageAdded { Public: true, Number: > 1 } when _resolved:
                _wroteWhileResolved = true;
                break;
            case MessageAdded { Public: true, Number: > 1, WithStatusChange: false }:
                WaitForAnswer();
                break;
        }
    }

    /// <summary>A tier that has a target begins at nothing; one that has none leaves the count of the last that had one.</summary>
    private void ArriveInTier()
    {
        _tierWithoutTarget = null;
        if (!_resolved && Lives.TargetOf(ClockKind.Operational, _tier, _priority) is not null)
        {
            _owed.Add(ClockKind.Operational);
            _minutes[ClockKind.Operational] = 0;
        }
    }

    /// <summary>A tier may have a target for one priority and none for another; having one again, it goes on with its count.</summary>
    private void FollowTierTarget()
    {
        bool promised = Lives.TargetOf(ClockKind.Operational, _tier, _priority) is not null;
        if (!promised && _owed.Remove(ClockKind.Operational))
        {
            _tierWithoutTarget = _tier;
        }
        else if (promised && !_resolved && !_owed.Contains(ClockKind.Operational))
        {
            bool goesOn = _tierWithoutTarget == _tier;
            int minutes = _minutes.GetValueOrDefault(ClockKind.Operational);
            ArriveInTier();
            _minutes[ClockKind.Operational] = goesOn ? minutes : 0;
        }
    }

    private void Read(StatusChanged status)
    {
        _resolved = status.To is not (TicketStatus.New or TicketStatus.Open or TicketStatus.Pending or TicketStatus.OnHold);
        _waiting = status.To == TicketStatus.Pending;
        if (status.To is TicketStatus.Merged or TicketStatus.Cancelled)
        {
            _withdrawn = [.. _owed];
            _owed.Clear();
        }
        else if (status.From is TicketStatus.Merged or TicketStatus.Cancelled)
        {
            _owed.UnionWith(_withdrawn);
            if (_wroteWhileResolved && !_resolved)
            {
                WaitForAnswer();
                _wroteWhileResolved = false;
            }
        }
        else if (status.To == TicketStatus.Resolved)
        {
            _owedAtResolving.AddRange(_owed);
            _tierAtResolving = _tier;
            _owed.Clear();
        }
        else if (status.From == TicketStatus.Resolved && status.To == TicketStatus.Open)
        {
            Reopen();
        }
    }

    private void Reopen()
    {
        bool sameTier = _tierAtResolving == _tier && _owedAtResolving.Contains(ClockKind.Operational);
        _owed.UnionWith(_owedAtResolving);
        _owedAtResolving.Clear();
        if (!sameTier)
        {
            _owed.Remove(ClockKind.Operational);
            ArriveInTier();
        }

        if (_wroteWhileResolved)
        {
            WaitForAnswer();
        }

        _wroteWhileResolved = false;
    }

    /// <summary>The oldest message without an answer counts; while the first response is owed, that is what is waited for.</summary>
    private void WaitForAnswer()
    {
        if (!_alert && !_owed.Contains(ClockKind.FirstResponse) && _owed.Add(ClockKind.NextResponse))
        {
            _minutes[ClockKind.NextResponse] = 0;
        }
    }
}
