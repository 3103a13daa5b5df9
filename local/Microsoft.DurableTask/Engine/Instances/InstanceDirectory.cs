using System.Threading.Channels;

namespace Support.Local.Durable;

/// <summary>
/// The instances that are in memory: those with something in their mailbox, those being worked on, and the last few that
/// were. An instance that sleeps longer costs nothing here. One instance is never worked on by two workers at once.
/// </summary>
internal sealed partial class InstanceDirectory(int capacity, WorkCounter work)
{
    /// <summary>Bounds what one commit takes in, and, below that, how many messages it deletes.</summary>
    private const int MaxIncomingPerTurn = 1_000;
    private const int MaxMessagesPerTurn = 60;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, InstanceEntry> _entries = new(StringComparer.Ordinal);
    private readonly LinkedList<InstanceEntry> _idle = new();
    private readonly HashSet<string> _recoveredKeys = new(StringComparer.Ordinal);
    private readonly Channel<InstanceEntry> _ready = Channel.CreateUnbounded<InstanceEntry>();
    private bool _isOpen;

    /// <summary>Entries whose mailbox a worker should look into.</summary>
    public ChannelReader<InstanceEntry> Ready => _ready.Reader;

    /// <summary>From now on mail is taken. What is sent before is in the store and found there at the start.</summary>
    public void Open()
    {
        lock (_gate)
        {
            _isOpen = true;
        }
    }

    /// <summary>No more mail is taken, and workers end when they have done what is ready.</summary>
    public void Close()
    {
        lock (_gate)
        {
            _isOpen = false;
        }

        _ready.Writer.TryComplete();
    }

    public void Post(string instanceId, Incoming incoming)
    {
        lock (_gate)
        {
            if (_isOpen && !(incoming is Incoming.Message message && _recoveredKeys.Remove(message.Content.Key)))
            {
                Enqueue(instanceId, incoming);
            }
        }
    }

    /// <summary>
    /// Posts a message that was found in the store at the start. Its sender may be about to post it, or have done so just
    /// now; it is taken in once.
    /// </summary>
    public void PostRecovered(InboxMessage message)
    {
        lock (_gate)
        {
            bool isPosted = _entries.TryGetValue(message.InstanceId, out InstanceEntry? entry)
                && entry.Mailbox.OfType<Incoming.Message>().Any(posted => posted.Content.Key == message.Key);
            if (_isOpen && !isPosted)
            {
                _recoveredKeys.Add(message.Key);
                Enqueue(message.InstanceId, new Incoming.Message(message));
            }
        }
    }

    /// <summary>Takes the mail of an entry that a worker got from <see cref="Ready"/>.</summary>
    public List<Incoming> TakeMail(InstanceEntry entry)
    {
        lock (_gate)
        {
            var mail = new List<Incoming>(Math.Min(entry.Mailbox.Count, MaxIncomingPerTurn));
            int messages = 0;
            while (mail.Count < MaxIncomingPerTurn && messages < MaxMessagesPerTurn && entry.Mailbox.TryDequeue(out Incoming? incoming))
            {
                mail.Add(incoming);
                messages += incoming is Incoming.Message ? 1 : 0;
            }

            return mail;
        }
    }

    /// <summary>Puts mail back that could not be worked on, before what came since.</summary>
    public void PutBack(InstanceEntry entry, IEnumerable<Incoming> mail)
    {
        lock (_gate)
        {
            Incoming[] since = [.. entry.Mailbox];
            entry.Mailbox.Clear();
            foreach (Incoming incoming in mail.Concat(since))
            {
                entry.Mailbox.Enqueue(incoming);
            }
        }
    }

    /// <summary>Ends a worker's work on an entry.</summary>
    public void Release(InstanceEntry entry)
    {
        lock (_gate)
        {
            if (entry.Mailbox.Count > 0 && _ready.Writer.TryWrite(entry))
            {
                return;
            }

            entry.IsBusy = false;
            if (entry.Live is null)
            {
                _entries.Remove(entry.InstanceId);
            }
            else
            {
                entry.IdleNode = _idle.AddLast(entry);
                Evict();
            }
        }

        work.Done();
    }

    private void Enqueue(string instanceId, Incoming incoming)
    {
        if (!_entries.TryGetValue(instanceId, out InstanceEntry? entry))
        {
            _entries[instanceId] = entry = new InstanceEntry(instanceId);
        }

        if (incoming is Incoming.Wake { Record: { } created } && entry.Committed?.ExecutionId != created.ExecutionId)
        {
            entry.Committed = created;
        }

        entry.Mailbox.Enqueue(incoming);
        if (entry.IsBusy)
        {
            return;
        }

        entry.IsBusy = true;
        if (entry.IdleNode is { } node)
        {
            _idle.Remove(node);
            entry.IdleNode = null;
        }

        work.Add();
        if (!_ready.Writer.TryWrite(entry))
        {
            work.Done();
        }
    }
}
