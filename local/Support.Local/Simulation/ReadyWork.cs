namespace Support.Local;

/// <summary>What can be done now, and the one thread that does it, in an order that the seed decides.</summary>
internal sealed class ReadyWork(Random random)
{
    private readonly List<Item> _items = [];
    private readonly object _strayed = new();
    private readonly int _thread = Environment.CurrentManagedThreadId;
    private string? _stray;

    public void Add(SimulatedProcess process, SendOrPostCallback callback, object? state)
    {
        if (Environment.CurrentManagedThreadId == _thread)
        {
            _items.Add(new Item(process, callback, state));
            return;
        }

        // Told to the simulation's thread, which fails: thrown here it would end the real process.
        lock (_strayed)
        {
            _stray ??= $"{Describe(state)}\n{Environment.StackTrace}";
            Monitor.Pulse(_strayed);
        }
    }

    /// <summary>Takes any of the things that can be done.</summary>
    public bool TryTake(out Item item)
    {
        ThrowIfStrayed();
        while (_items.Count > 0)
        {
            int chosen = random.Next(_items.Count);
            item = _items[chosen];
            _items[chosen] = _items[^1];
            _items.RemoveAt(_items.Count - 1);
            if (item.Process.IsAlive)
            {
                return true;
            }
        }

        item = default;
        return false;
    }

    /// <summary>Throws if work that left the thread comes back within that real time.</summary>
    public void WaitForStray(TimeSpan realTime)
    {
        lock (_strayed)
        {
            if (_stray is null)
            {
                Monitor.Wait(_strayed, realTime);
            }
        }

        ThrowIfStrayed();
    }

    private void ThrowIfStrayed()
    {
        if (Volatile.Read(ref _stray) is { } stack)
        {
            throw new SimulationException($"Work left the simulation's thread and came back to: {stack}");
        }
    }

    // What is posted is mostly the rest of an async method, in a box whose type names the method.
    private static string Describe(object? state) => (state as Delegate)?.Target?.GetType().ToString() ?? state?.GetType().ToString() ?? "something";

    internal readonly record struct Item(SimulatedProcess Process, SendOrPostCallback Callback, object? State);
}
