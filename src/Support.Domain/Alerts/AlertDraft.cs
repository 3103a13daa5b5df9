using Support.Domain.Model;
using Support.Domain.Tickets;

namespace Support.Domain.Alerts;

/// <summary>A group and its alerts while a decision about them is being made.</summary>
internal sealed class AlertDraft
{
    // Beyond this the others are not damped: the list of them has to fit into the group's row.
    private const int DampedMax = 1_000;

    private readonly Dictionary<string, AlertState> _states = new(StringComparer.Ordinal);
    private readonly List<string> _changed = [];

    public AlertDraft(AlertGroup group, IReadOnlyList<AlertState> known, AlertContext context)
    {
        (Group, Context) = (group, context);
        foreach (AlertState state in known)
        {
            _states[state.Key] = state;
        }
    }

    public AlertGroup Group { get; set; }

    public AlertContext Context { get; }

    public DateTimeOffset Now => Context.Now;

    public AlertIntakeRules Rules => Context.Rules;

    public bool HasRoomForDamped => Group.Damped.Count < DampedMax;

    public AlertState? Find(string key) => _states.GetValueOrDefault(key);

    public void Put(AlertState state)
    {
        _states[state.Key] = state;
        if (!_changed.Contains(state.Key))
        {
            _changed.Add(state.Key);
        }
    }

    /// <summary>How a ticket stands; one that is not known is about to be opened.</summary>
    public AlertTicket TicketOf(TicketId id) => Context.Tickets.GetValueOrDefault(id) ?? new AlertTicket(false, null);

    public int NextSequence()
    {
        Group = Group with { Sequence = Group.Sequence + 1 };
        return Group.Sequence;
    }

    /// <summary>Something is to be done to the ticket of an alert.</summary>
    public AlertState Add(AlertState state, Func<int, AlertEffect> effect)
    {
        AlertState after = state with { Pending = [.. state.Pending, effect(NextSequence())] };
        if (!Group.Busy.Contains(state.Key))
        {
            Group = Group with { Busy = [.. Group.Busy, state.Key] };
        }

        return after;
    }

    /// <summary>An alert's ticket is told something; it was written now.</summary>
    public AlertState Tell(AlertState state, AlertNews news, string text, string cause, SeverityGrades? raise = null)
    {
        AlertState after = Add(state, sequence => new AlertEffect
        {
            Sequence = sequence,
            Kind = AlertEffectKind.Tell,
            Ticket = state.Ticket!.Value,
            News = news,
            Text = text,
            Cause = cause,
            Impact = raise?.Impact,
            Urgency = raise?.Urgency,
        });
        return after with { WrittenAt = Now };
    }

    /// <summary>Something is to be done to the storm's ticket.</summary>
    public void Add(Func<int, AlertEffect> effect)
    {
        int sequence = NextSequence();
        Group = Group with { Pending = [.. Group.Pending, effect(sequence)] };
    }

    /// <summary>Whether, and until when, an alert is damped.</summary>
    public void Damp(string key, DateTimeOffset? until)
    {
        DampedAlert[] others = [.. Group.Damped.Where(damped => damped.Key != key)];
        Group = Group with { Damped = until is { } at ? [.. others, new DampedAlert(key, at)] : others };
    }

    public AlertDecision Done(IReadOnlyList<AlertTaken> taken)
    {
        IEnumerable<DateTimeOffset> due = Group.Damped.Select(static damped => damped.Until);
        if (StormLife.DueAt(this) is { } storm)
        {
            due = due.Append(storm);
        }

        return new AlertDecision(
            Group,
            [.. _changed.Select(key => _states[key])],
            taken,
            due.Select(static at => (DateTimeOffset?)at).DefaultIfEmpty(null).Min());
    }
}
