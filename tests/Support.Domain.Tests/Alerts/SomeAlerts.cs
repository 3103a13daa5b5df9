using Support.Domain.Alerts;
using Support.Domain.Model;
using Support.Domain.Tickets;
using Support.Domain.Tests.Builders;

namespace Support.Domain.Tests.Alerts;

/// <summary>Alerts of one group, one delivery after the other, with what is remembered and what tickets are told.</summary>
internal sealed class SomeAlerts(AlertIntakeRules? rules = null)
{
    private readonly Dictionary<string, AlertState> _states = new(StringComparer.Ordinal);
    private readonly Dictionary<TicketId, AlertTicket> _tickets = [];
    private int _drawn;
    private int _deliveries;

    public AlertIntakeRules Rules { get; } = rules ?? new AlertIntakeRules();

    public DateTimeOffset Now { get; private set; } = Moment.At("2026-01-07 10:00");

    public AlertGroup Group { get; private set; } = new() { Source = "alertmanager", Name = "payments" };

    public DateTimeOffset? DueAt { get; private set; }

    /// <summary>Everything that was to be done to tickets, in order.</summary>
    public List<AlertEffect> Effects { get; } = [];

    public IReadOnlyDictionary<TicketId, AlertTicket> Tickets => _tickets;

    public IEnumerable<AlertState> States => _states.Values;

    public AlertState this[string fingerprint] => _states[Support.Domain.Alerts.Alert.KeyOf("alertmanager", fingerprint)];

    public AlertTaken Fire(string fingerprint, string? severity = null, string? text = null) => Hear(fingerprint, AlertSignal.Firing, severity, text);

    public AlertTaken Resolve(string fingerprint) => Hear(fingerprint, AlertSignal.Resolved);

    public AlertTaken Hear(string fingerprint, AlertSignal signal, string? severity = null, string? text = null, string? delivery = null) =>
        Hear([Alert(fingerprint, signal, severity, text, delivery)])[0];

    public IReadOnlyList<AlertTaken> Hear(IReadOnlyList<Alert> alerts)
    {
        AlertDecision decision = AlertRules.Decide(Group, [.. _states.Values], alerts, new AlertContext
        {
            Now = Now,
            Rules = Rules,
            Tickets = _tickets,
            NewTicket = () => TicketId.FromEntropy([0, 0, 0, (byte)(_drawn >> 8), (byte)_drawn++]),
        });
        AlertEffect[] effects = [.. decision.Group.Pending.Concat(decision.Changed.SelectMany(static state => state.Pending)).OrderBy(static effect => effect.Sequence)];
        foreach (AlertEffect effect in effects)
        {
            Effects.Add(effect);
            Do(effect);
        }

        foreach (AlertState state in decision.Changed)
        {
            _states[state.Key] = state with { Pending = [] };
        }

        (Group, DueAt) = (decision.Group with { Pending = [], Busy = [] }, decision.DueAt);
        return decision.Outcomes;
    }

    public Alert Alert(string fingerprint, AlertSignal signal, string? severity = null, string? text = null, string? delivery = null) => new()
    {
        Source = "alertmanager",
        Fingerprint = fingerprint,
        Signal = signal,
        Subject = $"{fingerprint} burns",
        Text = text ?? $"{fingerprint} {signal}",
        Severity = severity,
        Delivery = delivery ?? $"d{_deliveries++}",
    };

    /// <summary>Time passes; what falls due is done when it does.</summary>
    public void Pass(TimeSpan time)
    {
        DateTimeOffset until = Now + time;
        while (DueAt is { } due && due <= until)
        {
            Now = due > Now ? due : Now;
            Hear([]);
        }

        Now = until;
    }

    /// <summary>Somebody does something to a ticket by hand.</summary>
    public void Set(TicketId ticket, AlertTicket how) => _tickets[ticket] = how;

    private void Do(AlertEffect effect)
    {
        AlertTicket ticket = _tickets.GetValueOrDefault(effect.Ticket) ?? new AlertTicket(false, null);
        _tickets[effect.Ticket] = effect switch
        {
            _ when ticket.IsOver => ticket,
            { Kind: AlertEffectKind.Join } => new AlertTicket(true, null),
            { News: AlertNews.Resolved } => ticket.ResolvedAt is null ? new AlertTicket(false, Now) : ticket,
            { News: AlertNews.Fires } => new AlertTicket(false, null),
            _ => ticket,
        };
    }
}
