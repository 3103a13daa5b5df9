using System.Security.Cryptography;
using Support.Domain.Alerts;
using Support.Domain.Model;
using Support.Platform.Model;
using Support.Platform.Storage;

namespace Support.Platform.Correlations;

/// <summary>
/// The door for alerts: finds the group of each, decides (pure), writes what to remember together with what to do to tickets,
/// and does that. What a crash leaves undone is done with the next alert of the group, or by <see cref="SweepAsync"/>.
/// </summary>
public sealed class AlertDesk
{
    private const int TogetherMax = 40;
    private const int PlacesTogetherMax = 32;

    private readonly AlertStore _store;
    private readonly AlertTurn _turn;
    private readonly AlertLanes _lanes;
    private readonly SupportModelSource _model;
    private readonly TimeProvider _time;
    private readonly RandomNumberGenerator _random;

    public AlertDesk(AlertStore store, AlertEffects effects, SupportModelSource model, TimeProvider time, RandomNumberGenerator random)
    {
        (_store, _model, _time, _random) = (store, model, time, random);
        _turn = new AlertTurn(store, effects, model, time, random);

        // What others wait for too is not given up because one of them has gone.
        _lanes = new AlertLanes((group, alerts) => _turn.TakeAsync(group, NewGroup(alerts[0]), alerts, CancellationToken.None), TogetherMax);
    }

    /// <summary>Takes alerts in. What one did is at its place in the answer.</summary>
    public async Task<IReadOnlyList<AlertTaken>> TakeAsync(IReadOnlyList<Alert> alerts, CancellationToken cancellationToken)
    {
        var taken = new List<AlertTaken>(alerts.Count);
        foreach (Alert[] chunk in alerts.Select(Delivered).Chunk(PlacesTogetherMax))
        {
            string?[] groups = await Task.WhenAll(chunk.Select(alert => GroupOfAsync(alert, cancellationToken)));
            IEnumerable<Task<AlertTaken>> tasks = chunk.Select((alert, i) =>
                (groups[i] ?? GroupOfAnother(chunk, groups, alert)) is { } group
                    ? _lanes.TakeAsync(group, alert)
                    : Task.FromResult(new AlertTaken(AlertOutcome.Ignored, null)));
            taken.AddRange(await Task.WhenAll(tasks).WaitAsync(cancellationToken));
        }

        return taken;
    }

    /// <summary>Does what is due even though no alert came: what time has brought, and what a crash left undone.</summary>
    public async Task SweepAsync(CancellationToken cancellationToken)
    {
        foreach ((string group, Azure.ETag mark) in await _store.DueAsync(_time.GetUtcNow(), cancellationToken))
        {
            if (await _turn.SweepAsync(group, cancellationToken))
            {
                await _store.UnmarkAsync(group, mark, cancellationToken);
            }
        }
    }

    // What is resolved in the very delivery in which it fires had no place when it was looked for.
    private static string? GroupOfAnother(Alert[] chunk, string?[] groups, Alert alert) =>
        groups[Math.Max(0, Array.FindIndex(chunk, other => other.Key == alert.Key))];

    // A delivery without a name of its own gets one, by which it counts once although it is written twice.
    private Alert Delivered(Alert alert) => alert.Delivery.Length > 0 ? alert : alert with { Delivery = _random.NewName()[..12] };

    private async Task<string?> GroupOfAsync(Alert alert, CancellationToken cancellationToken)
    {
        string? known = await _store.FindPlaceAsync(alert.Key, cancellationToken);
        return known is null && alert.Signal == AlertSignal.Firing
            ? await _store.PlaceAsync(alert, KeyOf(alert), cancellationToken)
            : known;
    }

    private string KeyOf(Alert alert)
    {
        IReadOnlyList<string> labels = _model.Current.Intake.Alerts.Storms.GroupBy;
        return labels.Count == 0
            ? AlertStore.KeyOf(alert.Source, "application", ApplicationOf(alert) ?? _model.Current.Intake.AlertApplication)
            : AlertStore.KeyOf([alert.Source, "labels", .. labels.SelectMany(label => new[] { label, alert.Label(label) ?? string.Empty })]);
    }

    private AlertGroup NewGroup(Alert alert)
    {
        IReadOnlyList<string> labels = _model.Current.Intake.Alerts.Storms.GroupBy;
        string? application = ApplicationOf(alert);
        string name = string.Join(" ", labels.Select(alert.Label).Where(static value => !string.IsNullOrWhiteSpace(value)));
        return new AlertGroup
        {
            Source = alert.Source,
            Name = name.Length > 0 ? name : application ?? _model.Current.Intake.AlertApplication,
            Application = application,
        };
    }

    private string? ApplicationOf(Alert alert)
    {
        SupportModel model = _model.Current;
        foreach (string label in model.Intake.Alerts.ApplicationLabels)
        {
            if (alert.Label(label) is { } named
                && (model.Intake.Alerts.Applications.GetValueOrDefault(named) ?? named) is var id
                && model.Applications.ContainsKey(id))
            {
                return id;
            }
        }

        return null;
    }
}
