namespace Support.Local.Durable;

/// <summary>One entry of the timer index: this instance is to be looked at then.</summary>
internal sealed class TimerEntry(string instanceId, DateTime due)
{
    public string InstanceId { get; } = instanceId;

    public DateTime Due { get; } = due;

    /// <summary>Where it is stored; null until it is.</summary>
    public IndexPage? Page { get; set; }

    /// <summary>The instance's next entry: an instance has few, so that a list of links is enough.</summary>
    public TimerEntry? Next { get; set; }

    /// <summary>Fired, or no longer wanted; it is out of the index as soon as its page is.</summary>
    public bool IsDead { get; set; }

    /// <summary>The instance was told; the entry stays until a commit shows that the instance took it in.</summary>
    public bool HasFired { get; set; }
}

/// <summary>A stored page of the index: entries that were written together.</summary>
internal sealed class IndexPage(string key)
{
    public string Key { get; } = key;

    /// <summary>Entries that are not dead; a page without any can be deleted.</summary>
    public List<TimerEntry> Entries { get; } = [];

    public int Living { get; set; }
}
