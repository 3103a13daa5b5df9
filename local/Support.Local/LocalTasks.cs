namespace Support.Local;

/// <summary>Work that the Local flavour begins beside its caller's.</summary>
public static class LocalTasks
{
    /// <summary>
    /// Begins work of its own: on the thread pool, and away from the context of whoever happens to begin it; within a
    /// <see cref="Simulation"/> on its thread.
    /// </summary>
    public static Task Run(Func<Task> work)
    {
        ArgumentNullException.ThrowIfNull(work);
        return Simulation.Current is null ? Task.Run(work) : RunNextAsync(work);
    }

    /// <summary>
    /// A task to be completed by hand, whose waiters do not go on within the call that completes it. Within a
    /// <see cref="Simulation"/> they are the context's to run; asked to run by themselves they would on the thread pool.
    /// </summary>
    public static TaskCompletionSource<T> NewCompletion<T>() =>
        new(Simulation.Current is null ? TaskCreationOptions.RunContinuationsAsynchronously : TaskCreationOptions.None);

    /// <inheritdoc cref="NewCompletion{T}"/>
    public static TaskCompletionSource NewCompletion() =>
        new(Simulation.Current is null ? TaskCreationOptions.RunContinuationsAsynchronously : TaskCreationOptions.None);

    /// <summary>
    /// Does work for a library that continues wherever the work ends (<c>ConfigureAwait(false)</c>, as HttpClient does).
    /// Within a <see cref="Simulation"/> that would be a thread of the pool; here it goes on in place.
    /// </summary>
    public static Task<T> ForLibraryAsync<T>(Func<Task<T>> work)
    {
        ArgumentNullException.ThrowIfNull(work);
        if (Simulation.Current is null)
        {
            return work();
        }

        var answer = new TaskCompletionSource<T>();
        _ = AnswerAsync(work, answer);
        return answer.Task;
    }

    /// <summary>
    /// Waits, and never ends early: <see cref="Task.Delay(TimeSpan, TimeProvider, CancellationToken)"/> leaves out parts of
    /// a millisecond, and who waits for a moment would ask again and again until it comes.
    /// </summary>
    public static Task DelayAsync(TimeSpan delay, TimeProvider time, CancellationToken cancellationToken = default) =>
        Task.Delay(TimeSpan.FromMilliseconds(Math.Ceiling(delay.TotalMilliseconds)), time, cancellationToken);

    /// <summary>A wait within work for a library: it ends in place, also where it is cancelled.</summary>
    public static async Task DelayForLibraryAsync(TimeSpan delay, TimeProvider time, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(time);
        var end = new TaskCompletionSource();
        using ITimer timer = time.CreateTimer(static end => ((TaskCompletionSource)end!).TrySetResult(), end, delay, Timeout.InfiniteTimeSpan);
        using CancellationTokenRegistration cancelled = cancellationToken.Register(() => OutsideOfAnyContext(() => end.TrySetCanceled(cancellationToken)));
        await end.Task.ConfigureAwait(false);
    }

    /// <summary>
    /// Completes or cancels something for whom asked not to come back to a context (as the storage clients do): they then go
    /// on in place, and not on a thread of the pool, where a simulation would lose them.
    /// </summary>
    public static void OutsideOfAnyContext(Action action)
    {
        ArgumentNullException.ThrowIfNull(action);
        SynchronizationContext? context = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        try
        {
            action();
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(context);
        }
    }

    private static async Task AnswerAsync<T>(Func<Task<T>> work, TaskCompletionSource<T> answer)
    {
        Task<T> task = work();
        await ((Task)task).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        OutsideOfAnyContext(() => answer.SetFromTask(task));
    }

    private static async Task RunNextAsync(Func<Task> work)
    {
        await Task.Yield();
        await work();
    }
}
