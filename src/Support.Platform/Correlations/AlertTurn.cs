using System.Security.Cryptography;
using Support.Domain.Alerts;
using Support.Domain.Tickets;
using Support.Platform.Model;
using Support.Platform.Storage;

namespace Support.Platform.Correlations;

/// <summary>One turn of a group: read, decide, write, do, write that it is done. A lost race reads and decides again.</summary>
internal sealed class AlertTurn(
    AlertStore store, AlertEffects effects, SupportModelSource model, TimeProvider time, RandomNumberGenerator random)
{
    private const int RacesMax = 60;
    private const int QuietTogetherMax = 10;
    private const int BusyTogetherMax = 20;

    // The sweep is to find what a crash leaves undone, and not to do what is being done.
    private static readonly TimeSpan TimeToDo = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan RaceDelay = TimeSpan.FromMilliseconds(20);

    /// <summary>Takes alerts of one group in.</summary>
    public async Task<IReadOnlyList<AlertTaken>> TakeAsync(
        string key, AlertGroup unknown, IReadOnlyList<Alert> alerts, CancellationToken cancellationToken)
    {
        AlertDecision decision = await DecideAsync(key, unknown, alerts, cancellationToken);
        IReadOnlyList<Alert> again = await DoAsync(key, decision, cancellationToken);
        if (again.Count == 0)
        {
            return decision.Outcomes;
        }

        // Somebody closed the ticket after it was looked at: the alert still fires, and has to get another.
        AlertDecision anew = await DecideAsync(key, unknown, again, cancellationToken);
        await DoAsync(key, anew, cancellationToken);
        return [.. decision.Outcomes.Select((outcome, i) => OutcomeOf(alerts[i].Key) ?? outcome)];

        AlertTaken? OutcomeOf(string alert) =>
            again.Select((told, i) => told.Key == alert ? anew.Outcomes[i] : null).FirstOrDefault(static outcome => outcome is not null);
    }

    /// <summary>Does what time has brought and what is still to be done.</summary>
    /// <returns>Whether the group need not be looked at any more.</returns>
    public async Task<bool> SweepAsync(string key, CancellationToken cancellationToken)
    {
        for (int turn = 0; turn < RacesMax; turn++)
        {
            if (await store.FindGroupAsync(key, cancellationToken) is not { } stored)
            {
                return true;
            }

            AlertDecision decision = await DecideAsync(key, stored, [], time.GetUtcNow(), cancellationToken);
            bool more = decision.Changed.Count > 0 || decision.Group.Busy.Count > 0 || decision.Group.Pending.Count > 0;
            DateTimeOffset? next = decision.DueAt;
            if (!more && next is { } at)
            {
                await store.MarkAsync(key, at, cancellationToken);
            }

            AlertGroup group = decision.Group with { Marked = more ? stored.Group.Marked : next };
            if (!await store.CommitAsync(key, group, stored.ETag, decision.Changed, cancellationToken))
            {
                await YieldAsync(turn, cancellationToken);
                continue;
            }

            if (!more)
            {
                return next is null;
            }

            IReadOnlyList<Alert> again = await DoAsync(key, decision with { Group = group }, cancellationToken);
            if (again.Count > 0)
            {
                await TakeAsync(key, group, again, cancellationToken);
            }
        }

        return false;
    }

    private async Task<AlertDecision> DecideAsync(
        string key, AlertGroup unknown, IReadOnlyList<Alert> alerts, CancellationToken cancellationToken)
    {
        bool marked = false;
        for (int race = 0; race < RacesMax; race++)
        {
            StoredAlertGroup stored = await store.FindGroupAsync(key, cancellationToken) ?? new StoredAlertGroup(unknown, null);
            DateTimeOffset now = time.GetUtcNow();
            AlertDecision decision = await DecideAsync(key, stored, alerts, now, cancellationToken);
            if (decision.Changed.Count == 0 && decision.Group == stored.Group)
            {
                return decision;
            }

            bool busy = decision.Group.Busy.Count > 0 || decision.Group.Pending.Count > 0;
            DateTimeOffset? need = busy && !(decision.DueAt < now + TimeToDo) ? now + TimeToDo : decision.DueAt;
            if (need is { } at && (marked || !(stored.Group.Marked <= at)))
            {
                // Before the group says so: a mark too many is looked at for nothing, one too few is never looked at.
                at = stored.Group.Marked < at ? stored.Group.Marked.Value : at;
                await store.MarkAsync(key, at, cancellationToken);
                decision = decision with { Group = decision.Group with { Marked = at } };
                marked = true;
            }

            if (await store.CommitAsync(key, decision.Group, stored.ETag, decision.Changed, cancellationToken))
            {
                return decision;
            }

            await YieldAsync(race, cancellationToken);
        }

        throw new InvalidOperationException("The alerts of this group are taken in by too many at once.");
    }

    private async Task<AlertDecision> DecideAsync(
        string key, StoredAlertGroup stored, IReadOnlyList<Alert> alerts, DateTimeOffset now, CancellationToken cancellationToken)
    {
        IEnumerable<string> needed = alerts.Select(static alert => alert.Key)
            .Concat(AlertRules.Needed(stored.Group, now, QuietTogetherMax))
            .Concat(stored.Group.Busy.Take(BusyTogetherMax))
            .Distinct(StringComparer.Ordinal);
        IReadOnlyList<AlertState> known = stored.ETag is null ? [] : await store.FindAsync(key, needed, cancellationToken);
        var tickets = new Dictionary<TicketId, AlertTicket>();
        IEnumerable<TicketId> ids = known.Select(static state => state.Ticket).Append(stored.Group.Storm?.Ticket).OfType<TicketId>().Distinct();
        TicketId[] asked = [.. ids];
        AlertTicket?[] found = await Task.WhenAll(asked.Select(id => effects.FindAsync(id, cancellationToken)));
        for (int i = 0; i < asked.Length; i++)
        {
            if (found[i] is { } ticket)
            {
                tickets[asked[i]] = ticket;
            }
        }

        AlertDecision decision = AlertRules.Decide(stored.Group, known, alerts, new AlertContext
        {
            Now = now,
            Rules = model.Current.Intake.Alerts,
            Tickets = tickets,
            NewTicket = random.NewTicketId,
        });

        // What others left undone is done along with what these alerts bring.
        AlertState[] left = [.. known.Where(state => state.Pending.Count > 0 && decision.Changed.All(changed => changed.Key != state.Key))];
        return left.Length == 0 ? decision : decision with { Changed = [.. decision.Changed, .. left] };
    }

    /// <summary>Does what is to be done, and writes that it is; returns the alerts that fire and whose ticket could not hear it.</summary>
    private async Task<IReadOnlyList<Alert>> DoAsync(string key, AlertDecision decision, CancellationToken cancellationToken)
    {
        AlertState[] busy = [.. decision.Changed.Where(static state => state.Pending.Count > 0)];
        if (busy.Length == 0 && decision.Group.Pending.Count == 0)
        {
            return [];
        }

        string source = decision.Group.Source;
        int done = 0;
        foreach (AlertEffect effect in decision.Group.Pending)
        {
            await effects.DoAsync(key, source, effect, cancellationToken);
            done = effect.Sequence;
        }

        var again = new List<Alert>();
        foreach (AlertState state in busy)
        {
            AlertEffect? deaf = null;
            foreach (AlertEffect effect in state.Pending)
            {
                bool heard = await effects.DoAsync(key, source, effect, cancellationToken);
                deaf = effect.News == AlertNews.Fires && !heard ? effect : deaf;
            }

            if (deaf is not null && state.Firing)
            {
                again.Add(Again(source, state, deaf));
            }
        }

        await SettleAsync(key, busy, done, cancellationToken);
        return again;
    }

    private Alert Again(string source, AlertState state, AlertEffect told) => new()
    {
        Source = source,
        Fingerprint = state.Fingerprint,
        Signal = AlertSignal.Firing,
        Subject = state.Subject,
        Text = told.Text,
        Delivery = random.NewName()[..12],
    };

    // What came meanwhile stays: only what was done is crossed off.
    private async Task SettleAsync(string key, AlertState[] busy, int done, CancellationToken cancellationToken)
    {
        for (int race = 0; race < RacesMax; race++)
        {
            if (await store.FindGroupAsync(key, cancellationToken) is not { } stored)
            {
                return;
            }

            IReadOnlyList<AlertState> now = await store.FindAsync(key, busy.Select(static state => state.Key), cancellationToken);
            AlertState[] settled = [.. now.Select(state => state with { Pending = [.. state.Pending.Where(effect => !IsDone(state.Key, effect))] })];
            string[] free = [.. settled.Where(static state => state.Pending.Count == 0).Select(static state => state.Key)];
            AlertGroup group = stored.Group with
            {
                Pending = [.. stored.Group.Pending.Where(effect => effect.Sequence > done)],
                Busy = [.. stored.Group.Busy.Except(free)],
            };
            if (await store.CommitAsync(key, group, stored.ETag, settled, cancellationToken))
            {
                return;
            }

            await YieldAsync(race, cancellationToken);
        }

        bool IsDone(string alert, AlertEffect effect) => Array.Exists(
            busy, state => state.Key == alert && state.Pending.Any(pending => pending.Sequence == effect.Sequence));
    }

    private Task YieldAsync(int race, CancellationToken cancellationToken) =>
        Task.Delay(RaceDelay * (1 + (random.NewBytes(1)[0] % (race + 1))), time, cancellationToken);
}
