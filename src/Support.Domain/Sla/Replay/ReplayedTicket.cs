using Support.Domain.Model;
using Support.Domain.Relations;
using Support.Domain.Tickets;
using Support.Domain.Vendors;

namespace Support.Domain.Sla.Replay;

/// <summary>
/// Lives a ticket's life again under a model. What people and systems did is taken from the history as it was; what the
/// clocks make of it follows from the model by the rules that decide for living tickets.
/// </summary>
internal sealed class ReplayedTicket
{
    private readonly TicketDraft _draft;
    private readonly SupportModel _model;
    private TicketEvent? _waiting;

    private ReplayedTicket(TicketEvent opened, SupportModel model)
    {
        _model = model;
        _draft = new TicketDraft(
            null, new DecisionContext { Now = opened.At, Model = model, Actor = opened.Actor, Channel = opened.Channel });
    }

    /// <summary>The events of that life, up to an instant.</summary>
    public static IReadOnlyList<TicketEvent> Live(IReadOnlyList<TicketEvent> history, SupportModel model, DateTimeOffset until)
    {
        var life = new ReplayedTicket(history[0], model);
        foreach (TicketEvent happened in history.Where(happened => IsFact(happened.Data) && happened.At <= until))
        {
            life.Live(happened);
        }

        life.AnswerIsOwed();
        life.BreakPromises(until);
        return life._draft.Done().Events;
    }

    private static bool IsFact(TicketEventData data) => data is not (ClockStarted or ClockPaused or ClockResumed or ClockRetargeted
        or ClockStopped or ClockWithdrawn or SlaWarned or SlaBreached);

    private void Live(TicketEvent happened)
    {
        // Who writes to a pending or resolved ticket opens it again with that; only then an answer is owed.
        if (_waiting is { } wrote && (happened.Data is not StatusChanged || happened.At != wrote.At))
        {
            AnswerIsOwed();
        }

        BreakPromises(happened.At);
        _draft.Repeat(happened);
        switch (happened.Data)
        {
            case MessageAdded { Number: 1 }:
                SlaClocks.Open(_draft);
                break;
            case MessageAdded { Public: true, Origin: null } when happened.Actor.Kind == ActorKind.Agent:
                SlaClocks.FollowAnswer(_draft, "an agent answered");
                break;
            case MessageAdded { Public: true, Origin: null, WithStatusChange: false }:
            case MergedTicketTakenIn { WaitingSince: not null } when _draft.Ticket.IsWorkedOn:
                _waiting = happened;
                break;
            case StatusChanged { To: TicketStatus.Cancelled or TicketStatus.Merged }:
                SlaClocks.Withdraw(_draft, happened.Cause ?? "the ticket goes on elsewhere");
                break;
            case VendorEngaged:
                SlaClocks.StartUnderpinning(_draft, happened.Cause ?? "the vendor has the ticket");
                break;
            case VendorAnswered or VendorReleased when _draft.Ticket.Vendor is not { HasTicket: true }:
                SlaClocks.StopUnderpinning(_draft, happened.Cause ?? "the vendor gave the ticket back");
                break;
        }
    }

    private void AnswerIsOwed()
    {
        if (_waiting is not null)
        {
            _waiting = null;
            SlaClocks.FollowRequesterMessage(_draft, "the requester wrote");
        }
    }

    private void BreakPromises(DateTimeOffset until)
    {
        while (NextBreach(until) is { } breach)
        {
            _draft.PassTo(breach.DueAt);
            _draft.Emit(
                new SlaBreached(breach.Clock.Clock, breach.Clock.Target, breach.DueAt, _draft.Ticket.Team, _draft.Ticket.Assignee),
                null,
                Actor.Clock);
        }
    }

    private (ClockState Clock, DateTimeOffset DueAt)? NextBreach(DateTimeOffset until)
    {
        (ClockState Clock, DateTimeOffset DueAt)? next = null;
        foreach (ClockState clock in _draft.HasTicket ? _draft.Ticket.Clocks : [])
        {
            bool breaks = clock is { BreachedAt: null, Stopped: false }
                && clock.ReachedAt(1, clock.CalendarIn(_model)) is { } due && due <= until && !(next?.DueAt <= due);
            if (breaks)
            {
                next = (clock, clock.ReachedAt(1, clock.CalendarIn(_model))!.Value);
            }
        }

        return next;
    }
}
