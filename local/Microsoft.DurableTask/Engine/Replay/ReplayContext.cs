using System.Buffers.Binary;
using System.Security.Cryptography;
using Microsoft.DurableTask;
using Microsoft.Extensions.Logging;

namespace Support.Local.Durable;

/// <summary>
/// The context that an orchestrator runs on in one turn. What the code asks for gets a number in the order of asking;
/// the executor matches it with the history, and what the history does not have is new.
/// </summary>
internal sealed partial class ReplayContext : TaskOrchestrationContext
{
    private readonly InstanceRecord _record;
    private readonly DataConverter _converter;
    private readonly TurnSynchronizationContext _thread;
    private readonly ExternalEvents _events = new();
    private readonly Dictionary<int, OpenTask> _open = [];
    private readonly Queue<HistoryEvent> _unmatched = new();
    private int _nextTaskId;
    private int _guids;
    private DateTime _now;
    private bool _isReplaying;

    public ReplayContext(
        InstanceRecord record, DataConverter converter, ILoggerFactory loggers, TurnSynchronizationContext thread)
    {
        _record = record;
        _converter = converter;
        _thread = thread;
        LoggerFactory = loggers;
        Parent = record.Parent is { } parent ? new ParentOrchestrationInstance(parent.Name, parent.InstanceId) : null;
    }

    public override TaskName Name => _record.Name;

    public override string InstanceId => _record.InstanceId;

    public override ParentOrchestrationInstance? Parent { get; }

    public override DateTime CurrentUtcDateTime => _now;

    public override bool IsReplaying => _isReplaying;

    /// <summary>Set once the orchestrator asked to begin anew.</summary>
    public ContinueAsNewRequest? NextGeneration { get; private set; }

    /// <summary>The last custom status that the code set; null if it set none.</summary>
    public CustomStatusValue? CustomStatus { get; private set; }

    /// <summary>What the code asked for and the history does not have (yet).</summary>
    public IReadOnlyCollection<HistoryEvent> Unmatched => _unmatched;

    public IReadOnlyList<HistoryEvent> UnprocessedEvents => _events.Unprocessed;

    /// <summary>Whether anything durable could still wake the orchestrator.</summary>
    public bool HasOpenTasks => _open.Count > 0 || _events.HasWaiters;

    public IEnumerable<OpenTimer> OpenTimers =>
        _open.Where(task => task.Value.Due is not null).OrderBy(task => task.Key).Select(task => new OpenTimer(task.Key, task.Value.Due!.Value));

    protected override ILoggerFactory LoggerFactory { get; }

    public override T? GetInput<T>()
        where T : default =>
        _converter.Deserialize<T>(_record.Input);

    public override void SetCustomStatus(object? customStatus)
    {
        CheckThread();
        CustomStatus = new CustomStatusValue(_converter.Serialize(customStatus));
    }

    public override void ContinueAsNew(object? newInput = null, bool preserveUnprocessedEvents = true)
    {
        CheckThread();
        NextGeneration = new ContinueAsNewRequest(_converter.Serialize(newInput), preserveUnprocessedEvents);
    }

    public override Guid NewGuid()
    {
        CheckThread();
        Span<byte> name = stackalloc byte[24];
        _record.ExecutionId.TryWriteBytes(name);
        BinaryPrimitives.WriteInt32LittleEndian(name[16..], _record.Generation);
        BinaryPrimitives.WriteInt32LittleEndian(name[20..], _guids++);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(name, hash);

        // RFC 9562: version 8, an id whose bits are made in a way of one's own.
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash[..16], bigEndian: true);
    }

    /// <summary>Takes the time of a turn.</summary>
    public void BeginTurn(DateTime now, bool isReplaying)
    {
        _now = now;
        _isReplaying = isReplaying;
    }

    /// <summary>Takes one of the history's actions and finds what the code asked for in its place.</summary>
    public void Match(HistoryEvent recorded)
    {
        HistoryEvent? asked = _unmatched.Count > 0 ? _unmatched.Peek() : null;
        bool isSame = asked is not null
            && asked.TaskId == recorded.TaskId
            && asked.Kind == recorded.Kind
            && string.Equals(asked.Name, recorded.Name, StringComparison.OrdinalIgnoreCase);
        if (!isSame)
        {
            throw NonDeterministicOrchestrationException.Between(recorded, asked);
        }

        _unmatched.Dequeue();
    }

    /// <summary>Takes something that came to the instance and completes what waits for it, if anything still does.</summary>
    public void Receive(HistoryEvent entry)
    {
        if (entry.Kind == HistoryEventKind.EventRaised)
        {
            _events.Raise(entry);
        }
        else if (_open.Remove(entry.TaskId, out OpenTask task))
        {
            task.Completion.SetResult(entry);
        }
    }

    /// <summary>Ends the generation: what was timed or waited for is nothing to the next.</summary>
    public IReadOnlyList<HistoryEvent> TakeNewActions()
    {
        HistoryEvent[] actions = [.. _unmatched];
        _unmatched.Clear();
        return actions;
    }

    private int NextTaskId()
    {
        CheckThread();
        return _nextTaskId++;
    }

    private Task<HistoryEvent> Ask(HistoryEvent action)
    {
        var completion = new TaskCompletionSource<HistoryEvent>();
        _open.Add(action.TaskId, new OpenTask(completion, action.Kind == HistoryEventKind.TimerCreated ? action.Time : null));
        _unmatched.Enqueue(action);
        return completion.Task;
    }

    private void CheckThread()
    {
        if (!_thread.IsCurrent)
        {
            throw new InvalidOperationException(
                "The orchestration context was used outside the orchestrator's own thread. " + new NonDurableAwaitException(_record.Name).Message);
        }
    }

    private readonly record struct OpenTask(TaskCompletionSource<HistoryEvent> Completion, DateTime? Due);
}

/// <summary>An orchestrator's wish to begin anew.</summary>
internal sealed record ContinueAsNewRequest(string? Input, bool PreserveUnprocessedEvents);

/// <summary>A custom status that was set, perhaps to nothing.</summary>
internal sealed record CustomStatusValue(string? Data);
