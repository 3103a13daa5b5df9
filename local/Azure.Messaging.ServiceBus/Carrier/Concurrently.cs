namespace Support.Local.ServiceBus;

/// <summary>Several pieces of work at a time, on the thread of who asks for them: a simulation has no other.</summary>
internal static class Concurrently
{
    /// <summary>Does the work for each item. After a failure nothing more is begun, and the first failure is thrown.</summary>
    public static Task ForEachAsync<T>(IReadOnlyList<T> items, int degree, Func<T, Task> work)
    {
        int next = -1;
        bool failed = false;
        return Task.WhenAll(Enumerable.Range(0, Math.Min(degree, items.Count)).Select(_ => WorkAsync()).ToList());

        async Task WorkAsync()
        {
            while (!Volatile.Read(ref failed) && Interlocked.Increment(ref next) is var index && index < items.Count)
            {
                try
                {
                    await work(items[index]);
                }
                catch
                {
                    Volatile.Write(ref failed, true);
                    throw;
                }
            }
        }
    }
}
