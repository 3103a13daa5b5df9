using Azure.Core.Pipeline;

namespace Support.Local;

/// <summary>
/// Runs a program on one thread and on a clock of its own: whenever nothing is left to do now, the clock jumps to the next
/// moment for which something waits. What is done next of all that could be is drawn from the seed, so that the
/// same seed gives the same run, to the byte, and another seed another order of events.
/// </summary>
/// <remarks>
/// Work must stay on the thread: it follows the simulation's <see cref="SynchronizationContext"/>, waits on
/// <see cref="Time"/> only and reaches storage by a transport that does so too. Work that strays (<c>Task.Run</c>, sockets,
/// the system's timers) makes <see cref="Run"/> fail, because no seed could bring it back.
/// </remarks>
public sealed class Simulation
{
    /// <summary>Real time in which work that strayed is given a chance to be told from work that waits for ever.</summary>
    private static readonly TimeSpan StrayTime = TimeSpan.FromSeconds(1);

    /// <summary>Turns at one moment beyond which the program is held to be chasing its own tail.</summary>
    private const int MaxTurnsAMoment = 10_000_000;

    [ThreadStatic]
    private static Simulation? t_current;

    private readonly SimulationTime _time;
    private readonly Random _random;
    private readonly SimulatedProcess _main;
    private readonly List<SimulatedProcess> _living = [];
    private readonly PriorityQueue<Action, long> _plans = new();
    private int _lastProcessId;
    private int _turnsAtThisMoment;
    private readonly Random _identities;

    /// <param name="seed">Decides the order of what happens at once, and all that is drawn by chance.</param>
    /// <param name="start">The time at which it begins.</param>
    public Simulation(int seed, DateTimeOffset start)
    {
        Seed = seed;
        _random = new Random(seed);

        // Apart from the order of events: one identity more must not shuffle everything after it.
        _identities = new Random(unchecked(seed * 486187739 + 1));
        _time = new SimulationTime(start.ToUniversalTime(), this);
        Ready = new ReadyWork(_random);
        _main = NewProcess("main");
        Running = _main;
    }

    /// <summary>The simulation that this thread runs, if it runs one.</summary>
    public static Simulation? Current => t_current;

    public int Seed { get; }

    /// <summary>The simulation's clock. Its timers fire on the simulation's thread.</summary>
    public TimeProvider Time => _time;

    /// <summary>Chance, by the seed. Only for work on the simulation's thread.</summary>
    public Random Random => _random;

    /// <summary>The transport of the Azure clients that are made within; null for the network, which a simulation cannot use.</summary>
    public HttpPipelineTransport? Transport { get; set; }

    /// <summary>How many turns it has made: a measure of work that is the same on every machine.</summary>
    public long Turns { get; private set; }

    internal ReadyWork Ready { get; }

    /// <summary>The process whose turn it is.</summary>
    internal SimulatedProcess Running { get; private set; }

    /// <summary>A process that can be killed; <see cref="Run"/>'s program itself cannot.</summary>
    public SimulatedProcess NewProcess(string name)
    {
        _living.RemoveAll(static other => !other.IsAlive);
        var process = new SimulatedProcess(this, ++_lastProcessId, name);
        _living.Add(process);
        return process;
    }

    /// <summary>The process of that number, unless it was killed.</summary>
    public SimulatedProcess? FindLiving(int processId) => _living.Find(process => process.Id == processId && process.IsAlive);

    /// <summary>
    /// Does something, such as killing a process, before a certain turn: turns are the finest moments there are, many to
    /// one instant of the clock.
    /// </summary>
    /// <param name="turn">The number of the turn, as <see cref="Turns"/> counts; one that has passed means the next.</param>
    /// <param name="action">What is done, within no process.</param>
    public void AtTurn(long turn, Action action) => _plans.Enqueue(action, turn);

    /// <summary>An identity that no other draw of this simulation gives.</summary>
    public Guid NewGuid()
    {
        Span<byte> bytes = stackalloc byte[16];
        FillWithIdentity(bytes);
        return new Guid(bytes);
    }

    /// <summary>Bytes that stand for what cryptography would draw.</summary>
    public void FillWithIdentity(Span<byte> bytes) => _identities.NextBytes(bytes);

    /// <summary>Runs a program to its end, as it ends.</summary>
    /// <exception cref="SimulationException">It waits for something that will never come, or left its thread.</exception>
    public void Run(Func<Task> program)
    {
        ArgumentNullException.ThrowIfNull(program);
        Simulation? outer = t_current;
        SynchronizationContext? outerContext = SynchronizationContext.Current;
        t_current = this;
        SynchronizationContext.SetSynchronizationContext(_main.Context);
        try
        {
            Task task = program();
            while (!task.IsCompleted)
            {
                Turn();
            }

            task.GetAwaiter().GetResult();
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(outerContext);
            t_current = outer;
        }
    }

    private void Turn()
    {
        Turns++;
        while (_plans.TryPeek(out Action? plan, out long turn) && turn <= Turns)
        {
            _plans.Dequeue();
            plan();
        }

        if (Ready.TryTake(out ReadyWork.Item item))
        {
            if (++_turnsAtThisMoment > MaxTurnsAMoment)
            {
                throw new SimulationException(
                    $"{MaxTurnsAMoment} turns were made at {_time.GetUtcNow():O} and the work does not end: something asks without waiting.");
            }

            Running = item.Process;
            SynchronizationContext.SetSynchronizationContext(item.Process.Context);
            item.Callback(item.State);
            return;
        }

        _turnsAtThisMoment = 0;
        if (!_time.TryFireNext())
        {
            Ready.WaitForStray(StrayTime);
            throw new SimulationException(
                $"Nothing is left to do at {_time.GetUtcNow():O}, nothing waits for a later time, and the program has not ended.");
        }
    }

    /// <summary>
    /// Rings a timer of a process. It does so outside of the process's context: code that asked not to return to that (as
    /// the Azure clients' does) goes on in place then, and not on a thread of the pool.
    /// </summary>
    internal void Ring(SimulatedProcess process, TimerCallback callback, object? state)
    {
        Running = process;
        SynchronizationContext.SetSynchronizationContext(null);
        callback(state);
    }
}
