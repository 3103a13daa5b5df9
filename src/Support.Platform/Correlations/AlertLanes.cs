using Support.Domain.Alerts;

namespace Support.Platform.Correlations;

/// <summary>
/// Alerts of one group that come to this host at the same time are taken in together, one write for all that wait, instead
/// of racing each other for the group's row.
/// </summary>
internal sealed class AlertLanes(Func<string, IReadOnlyList<Alert>, Task<IReadOnlyList<AlertTaken>>> take, int most)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Queue<Waiting>> _lanes = new(StringComparer.Ordinal);

    /// <summary>Takes an alert in, together with others of its group that wait.</summary>
    public Task<AlertTaken> TakeAsync(string group, Alert alert)
    {
        var waiting = new Waiting(alert);
        Queue<Waiting>? mine = null;
        lock (_gate)
        {
            if (!_lanes.TryGetValue(group, out Queue<Waiting>? lane))
            {
                _lanes.Add(group, lane = mine = new Queue<Waiting>());
            }

            lane.Enqueue(waiting);
        }

        if (mine is not null)
        {
            // Who finds the lane empty empties it, for all who come meanwhile; each waits for their own alert alone.
            _ = DrainAsync(group, mine);
        }

        return waiting.Taken.Task;
    }

    private async Task DrainAsync(string group, Queue<Waiting> lane)
    {
        // Whoever comes in the same moment comes along.
        await Task.Yield();
        while (true)
        {
            var batch = new List<Waiting>();
            lock (_gate)
            {
                while (batch.Count < most && lane.TryDequeue(out Waiting? next))
                {
                    batch.Add(next);
                }

                if (batch.Count == 0)
                {
                    _lanes.Remove(group);
                    return;
                }
            }

            await TakeAsync(group, batch);
        }
    }

    private async Task TakeAsync(string group, List<Waiting> batch)
    {
        try
        {
            IReadOnlyList<AlertTaken> taken = await take(group, [.. batch.Select(static waiting => waiting.Alert)]);
            for (int i = 0; i < batch.Count; i++)
            {
                batch[i].Taken.TrySetResult(taken[i]);
            }
        }
#pragma warning disable CA1031 // Each of those who wait gets the failure, and the next batch must not wait for ever.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            foreach (Waiting waiting in batch)
            {
                waiting.Taken.TrySetException(failure);
            }
        }
    }

    private sealed class Waiting(Alert alert)
    {
        public Alert Alert => alert;

        // Not continued on another thread: a simulated host has one.
        public TaskCompletionSource<AlertTaken> Taken { get; } = new();
    }
}
