namespace Support.Local.Durable;

/// <summary>Clients that wait for an instance to get somewhere.</summary>
internal sealed class InstanceWaiters
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, List<Waiter>> _waiters = new(StringComparer.Ordinal);

    /// <summary>Begins to listen. Ask for the present state only after this, or a change in between is missed.</summary>
    public Waiter Listen(string instanceId, Func<InstanceRecord, bool> condition)
    {
        var waiter = new Waiter(this, instanceId, condition);
        lock (_gate)
        {
            if (!_waiters.TryGetValue(instanceId, out List<Waiter>? waiters))
            {
                _waiters[instanceId] = waiters = [];
            }

            waiters.Add(waiter);
        }

        return waiter;
    }

    public void Tell(InstanceRecord record)
    {
        Waiter[] told;
        lock (_gate)
        {
            if (!_waiters.TryGetValue(record.InstanceId, out List<Waiter>? waiters))
            {
                return;
            }

            told = [.. waiters];
        }

        foreach (Waiter waiter in told)
        {
            waiter.Tell(record);
        }
    }

    internal sealed class Waiter(InstanceWaiters owner, string instanceId, Func<InstanceRecord, bool> condition) : IDisposable
    {
        private readonly TaskCompletionSource<InstanceRecord> _found = new(TaskCreationOptions.RunContinuationsAsynchronously);

        /// <summary>Waits without Task.WaitAsync, whose way leads through the pool.</summary>
        public async Task<InstanceRecord> FindAsync(CancellationToken cancellationToken)
        {
            using CancellationTokenRegistration cancelled = cancellationToken.Register(() => _found.TrySetCanceled(cancellationToken));
            return await _found.Task;
        }

        public void Tell(InstanceRecord record)
        {
            if (condition(record))
            {
                _found.TrySetResult(record);
            }
        }

        public void Dispose()
        {
            lock (owner._gate)
            {
                List<Waiter> waiters = owner._waiters[instanceId];
                waiters.Remove(this);
                if (waiters.Count == 0)
                {
                    owner._waiters.Remove(instanceId);
                }
            }
        }
    }
}
