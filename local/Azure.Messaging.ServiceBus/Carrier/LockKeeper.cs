namespace Support.Local.ServiceBus;

/// <summary>
/// Keeps the locks of all messages that one client holds. The storage hides a message for seconds only, so that what a
/// killed process held is back in seconds; this renews it for as long as the lock was promised to last.
/// </summary>
internal sealed class LockKeeper : IAsyncDisposable
{
    /// <summary>The longest that a message stays hidden after the process that held it has died.</summary>
    public static readonly TimeSpan HiddenTime = TimeSpan.FromSeconds(6);

    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(500);
    private const int ConcurrentRenewals = 8;

    // By their tokens, so that they are always gone through in the same order.
    private readonly SortedDictionary<Guid, HeldMessage> _held = [];
    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _gate = new();
    private Task _loop = Task.CompletedTask;
    private bool _running;

    /// <summary>How long to ask the storage to hide a message that is locked for that much longer.</summary>
    public static int HiddenSeconds(TimeSpan lockTime)
    {
        TimeSpan hidden = lockTime < HiddenTime ? lockTime : HiddenTime;
        return Math.Max(1, (int)Math.Ceiling(hidden.TotalSeconds));
    }

    public void Hold(HeldMessage message)
    {
        lock (_gate)
        {
            _held[message.LockToken] = message;
            if (!_running && !_stop.IsCancellationRequested)
            {
                _running = true;
                _loop = LocalTasks.Run(KeepAsync);
            }
        }
    }

    public HeldMessage? Find(Guid lockToken)
    {
        lock (_gate)
        {
            return _held.GetValueOrDefault(lockToken);
        }
    }

    public void LetGo(HeldMessage message)
    {
        lock (_gate)
        {
            _held.Remove(message.LockToken);
        }
    }

    /// <summary>Stops renewing. What is still held comes back by itself, as after a crash.</summary>
    public async ValueTask DisposeAsync()
    {
        _stop.Cancel();
        Task loop;
        lock (_gate)
        {
            loop = _loop;
        }

        await loop.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        lock (_gate)
        {
            _held.Clear();
        }

        _stop.Dispose();
    }

    private async Task KeepAsync()
    {
        while (true)
        {
            await Task.Delay(Tick, LocalClock.Transport, _stop.Token);
            List<HeldMessage> held;
            lock (_gate)
            {
                if (_held.Count == 0)
                {
                    _running = false;
                    return;
                }

                held = [.. _held.Values];
            }

            await Concurrently.ForEachAsync(held, ConcurrentRenewals, message => KeepAsync(message, _stop.Token));
        }
    }

    private async Task KeepAsync(HeldMessage message, CancellationToken cancellationToken)
    {
        DateTimeOffset now = LocalClock.Transport.GetUtcNow();
        if (now >= message.LockedUntil)
        {
            LetGo(message);
            return;
        }

        // Most messages are settled before half of the hidden time is over, and cost no renewal.
        if (message.HiddenUntil - now > HiddenTime / 2 || message.HiddenUntil >= message.LockedUntil)
        {
            return;
        }

        try
        {
            if (!await message.KeepHiddenAsync(cancellationToken))
            {
                LetGo(message);
            }
        }
        catch (Exception passing) when (passing is not OperationCanceledException)
        {
            // The next round tries again; should that come too late, settling the message says that the lock is lost.
        }
    }
}
