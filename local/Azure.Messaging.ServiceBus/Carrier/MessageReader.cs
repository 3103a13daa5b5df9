namespace Support.Local.ServiceBus;

/// <summary>Takes messages out of a queue and waits for them when there are none.</summary>
internal sealed class MessageReader(MessageQueue queue)
{
    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(50);

    private readonly Admission _admission = new(queue);
    private readonly Lock _gate = new();
    private readonly List<HeldMessage> _early = [];
    private Task _givingBack = Task.CompletedTask;

    // The pulses that there had been when the queue was last seen empty: while there are no more, nothing was sent in this
    // program, and asking again at once would only cost a request.
    private long _emptySince = -1;

    // Beside a simulation nothing else is on the bus; what happens on it is heard of.
    private static TimeSpan LongestPause => Simulation.Current is null ? TimeSpan.FromSeconds(1) : TimeSpan.FromMinutes(1);

    /// <summary>Up to so many messages, as soon as there is one; none when there is none for that long.</summary>
    public async Task<IReadOnlyList<HeldMessage>> ReadAsync(int maxMessages, TimeSpan maxWait, CancellationToken cancellationToken)
    {
        TimeProvider clock = LocalClock.Transport;
        long start = clock.GetTimestamp();
        TimeSpan pause = _emptySince == queue.Signal.Pulses ? LongestPause : ShortestPause;
        bool waited = false;
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            long pulses = queue.Signal.Pulses;
            List<HeldMessage> ready = TakeDue(maxMessages);
            if (ready.Count < maxMessages && (waited || _emptySince != pulses))
            {
                int wanted = Math.Min(maxMessages - ready.Count, StorageQueue.MaxMessages);
                List<HeldMessage> fetched = [.. await FetchAsync(wanted, cancellationToken)];
                _emptySince = fetched.Count < wanted ? pulses : -1;
                ready.AddRange(fetched);
            }

            waited = true;
            TimeSpan left = maxWait - clock.GetElapsedTime(start);
            if (ready.Count > 0 || left <= TimeSpan.Zero)
            {
                return ready;
            }

            await queue.Signal.WaitAsync(pulses, pause < left ? pause : left, cancellationToken);
            TimeSpan doubled = pause * 2;
            pause = queue.Signal.Pulses != pulses ? ShortestPause : doubled < LongestPause ? doubled : LongestPause;
        }
    }

    /// <summary>Gives back what was taken and handed to nobody.</summary>
    public async Task CloseAsync(CancellationToken cancellationToken)
    {
        List<HeldMessage> early;
        lock (_gate)
        {
            early = [.. _early];
            _early.Clear();
        }

        await GiveBackAsync(early);
        await _givingBack.WaitAsync(cancellationToken);
    }

    private List<HeldMessage> TakeDue(int maxMessages)
    {
        lock (_gate)
        {
            if (_early.Count == 0)
            {
                return [];
            }

            List<HeldMessage> due = [.. _early.Where(message => !IsEarly(message)).Take(maxMessages)];
            DateTimeOffset now = LocalClock.Transport.GetUtcNow();
            _early.RemoveAll(message => due.Contains(message) || now >= message.LockedUntil);
            return [.. due.Where(message => now < message.LockedUntil)];
        }
    }

    private async Task<IEnumerable<HeldMessage>> FetchAsync(int maxMessages, CancellationToken cancellationToken)
    {
        DateTimeOffset now = LocalClock.Transport.GetUtcNow();
        TimeSpan lockDuration = queue.Properties.LockDuration;
        int hiddenSeconds = LockKeeper.HiddenSeconds(lockDuration);
        Task<HeldMessage[]> fetch = FetchAllAsync();
        try
        {
            // Whoever stops waiting must not take messages away with him: the fetch goes on and is undone.
            HeldMessage[] fetched = await fetch.WaitAsync(cancellationToken);
            return fetched.Where(message => !KeepIfEarly(message));
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            _givingBack = GiveBackFetchedAsync(_givingBack, fetch);
            throw;
        }

        async Task<HeldMessage[]> FetchAllAsync()
        {
            List<StoredMessage> stored = await queue.Storage.GetAsync(maxMessages, hiddenSeconds, CancellationToken.None);
            Task<HeldMessage?>[] admissions = [.. stored.Select(message => _admission.AdmitAsync(
                message, now + lockDuration, now.AddSeconds(hiddenSeconds), CancellationToken.None))];
            Task all = Task.WhenAll(admissions);
            await all.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
            HeldMessage[] admitted =
            [
                .. admissions.Where(admission => admission.IsCompletedSuccessfully).Select(admission => admission.Result).OfType<HeldMessage>(),
            ];
            if (admitted.Length == 0)
            {
                await all;
            }

            // A message that could not be admitted comes back by itself; the others must not wait for it, locked.
            return admitted;
        }
    }

    private bool KeepIfEarly(HeldMessage message)
    {
        if (!IsEarly(message))
        {
            return false;
        }

        lock (_gate)
        {
            _early.Add(message);
        }

        _ = queue.Signal.PulseAfterAsync(message.Envelope.ScheduledEnqueueTime - LocalClock.Business.GetUtcNow(), LocalClock.Business);
        return true;
    }

    // Only those who wait on the business clock itself hear of its jumps, so it is asked again each time.
    private static bool IsEarly(HeldMessage message) =>
        message.Envelope.ScheduledEnqueueTime > LocalClock.Business.GetUtcNow();

    private async Task GiveBackFetchedAsync(Task before, Task<HeldMessage[]> fetch)
    {
        await before.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        await ((Task)fetch).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        if (fetch.IsCompletedSuccessfully)
        {
            await GiveBackAsync(await fetch);
        }
    }

    private async Task GiveBackAsync(IEnumerable<HeldMessage> messages)
    {
        Task all = Task.WhenAll(messages.Select(message => queue.ReleaseAsync(message, TimeSpan.Zero, CancellationToken.None)));

        // What cannot be given back comes back by itself when its hidden time is over.
        await all.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
    }
}
