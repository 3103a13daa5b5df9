namespace Support.Local.Durable;

/// <summary>What is kept of instances that have nothing to do.</summary>
internal sealed partial class InstanceDirectory
{
    /// <summary>The committed state of an instance, if it is in memory.</summary>
    public InstanceRecord? Peek(string instanceId)
    {
        lock (_gate)
        {
            return _entries.GetValueOrDefault(instanceId)?.Committed;
        }
    }

    /// <summary>Forgets what is cached of an instance that somebody else changed in the store.</summary>
    public void Forget(string instanceId)
    {
        lock (_gate)
        {
            if (!_entries.TryGetValue(instanceId, out InstanceEntry? entry))
            {
                return;
            }

            entry.Committed = null;
            if (entry.IsBusy)
            {
                entry.Mailbox.Enqueue(Incoming.Changed.Instance);
            }
            else
            {
                Remove(entry);
            }
        }
    }

    private void Evict()
    {
        while (_idle.Count > capacity)
        {
            Remove(_idle.First!.Value);
        }
    }

    private void Remove(InstanceEntry entry)
    {
        if (entry.IdleNode is { } node)
        {
            _idle.Remove(node);
        }

        _entries.Remove(entry.InstanceId);
    }
}
