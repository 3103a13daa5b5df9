namespace Support.Local;

/// <summary>
/// A part of a simulated program that can be killed: what it was about to do is then never done, what it waited for finds
/// nobody, and no <c>finally</c> runs, as when an operating system takes a process away.
/// </summary>
public sealed class SimulatedProcess
{
    // Not RunContinuationsAsynchronously, here and below: what WhenAny and WaitAsync put behind a task would then run on
    // a thread of the pool. What awaits it goes on in its own process all the same.
    private readonly TaskCompletionSource _death = new();

    internal SimulatedProcess(Simulation simulation, int id, string name)
    {
        Id = id;
        Name = name;
        Context = new SimulationContext(simulation, this);
    }

    /// <summary>The process whose turn it is on this thread; null outside of a simulation.</summary>
    public static SimulatedProcess? Current => Simulation.Current?.Running;

    /// <summary>Its number, which no other process of its simulation has.</summary>
    public int Id { get; }

    /// <summary>What it is called in errors.</summary>
    public string Name { get; }

    public bool IsAlive => !_death.Task.IsCompleted;

    /// <summary>Is completed when the process is killed.</summary>
    public Task Death => _death.Task;

    internal SimulationContext Context { get; }

    /// <summary>Ends it at once. Only between its turns: nothing is ever killed halfway through one.</summary>
    public void Kill() => _death.TrySetResult();

    /// <summary>Does work in this process. The answer comes back to the caller's process, and never if this one is killed before.</summary>
    public Task<T> RunAsync<T>(Func<Task<T>> work)
    {
        ArgumentNullException.ThrowIfNull(work);
        var answer = new TaskCompletionSource<T>();
        Context.Post(
            async _ =>
            {
                try
                {
                    answer.TrySetResult(await work());
                }
#pragma warning disable CA1031 // Whatever the work throws is its caller's.
                catch (Exception exception)
#pragma warning restore CA1031
                {
                    answer.TrySetException(exception);
                }
            },
            null);
        return answer.Task;
    }

    /// <inheritdoc cref="RunAsync{T}(Func{Task{T}})"/>
    public Task RunAsync(Func<Task> work) => RunAsync(async () =>
    {
        await work();
        return true;
    });
}
