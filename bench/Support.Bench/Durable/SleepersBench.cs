using System.Diagnostics;
using Microsoft.DurableTask;
using Microsoft.Extensions.DependencyInjection;
using Support.Local.Durable;

namespace Support.Bench.Durable;

/// <summary>Many instances asleep for months, and a hundred a second that wake beside them.</summary>
internal static class SleepersBench
{
    private const int WakingEachSecond = 100;
    private const int Seconds = 20;
    private const int AtOnce = 128;

    public static async Task<int> RunAsync(int sleepers, CancellationToken cancellationToken)
    {
        using AzuriteProcess azurite = await AzuriteProcess.StartAsync(cancellationToken);
        await using ServiceProvider services = new ServiceCollection().BuildServiceProvider();
        var lateness = new List<double>();

        // Before any of them exists: whatever the first engine should leave behind is counted against the sleepers.
        await WarmUpAsync(azurite, services, lateness, cancellationToken);
        long before = GC.GetTotalMemory(forceFullCollection: true);
        await PutToSleepAsync(azurite, services, lateness, sleepers, cancellationToken);
        int threads = Process.GetCurrentProcess().Threads.Count;
        await using DurableTaskEngine engine = NewEngine(azurite, services, lateness);
        long start = Stopwatch.GetTimestamp();
        await engine.StartAsync(cancellationToken);
        double ready = DurableBench.SecondsSince(start);
        long bytes = (GC.GetTotalMemory(forceFullCollection: true) - before) / sleepers;
        DurableBench.Print(
            $"{engine.PendingTimers} asleep: ready {ready:0.00} s after a crash, {bytes} bytes each, {Process.GetCurrentProcess().Threads.Count} threads ({threads} before)");

        DateTime first100 = DateTime.UtcNow.AddSeconds(15);
        await ScheduleAsync(
            engine, WakingEachSecond * Seconds, number => first100.AddSeconds((double)number / WakingEachSecond), cancellationToken);
        double[] late = await WaitAsync(lateness, WakingEachSecond * Seconds, cancellationToken);
        DurableBench.Print(
            $"{late.Length} timers, {WakingEachSecond} a second: late by p50 {late[late.Length / 2]:0} ms, p99 {late[late.Length * 99 / 100]:0} ms, max {late[^1]:0} ms");
        return 0;
    }

    private static async Task WarmUpAsync(AzuriteProcess azurite, IServiceProvider services, List<double> lateness, CancellationToken cancellationToken)
    {
        await using DurableTaskEngine engine = NewEngine(azurite, services, lateness);
        await engine.StartAsync(cancellationToken);
        await ScheduleAsync(engine, AtOnce, _ => DateTime.UtcNow, cancellationToken);
        await WaitAsync(lateness, AtOnce, cancellationToken);
        await engine.StopAsync(cancellationToken);
        lateness.Clear();
    }

    /// <summary>By a first engine, of which nothing is left in memory when the second is measured; to storage it crashed.</summary>
    private static async Task PutToSleepAsync(
        AzuriteProcess azurite, IServiceProvider services, List<double> lateness, int sleepers, CancellationToken cancellationToken)
    {
        long start = Stopwatch.GetTimestamp();
        await using DurableTaskEngine first = NewEngine(azurite, services, lateness);
        await first.StartAsync(cancellationToken);
        DateTime far = DateTime.UtcNow.AddDays(90);
        await ScheduleAsync(first, sleepers, _ => far.AddMinutes(Random.Shared.Next(100_000)), cancellationToken);
        await first.WaitForIdleAsync(cancellationToken);
        Console.WriteLine($"{sleepers} instances asleep after {DurableBench.SecondsSince(start):0} s");
    }

    private static DurableTaskEngine NewEngine(AzuriteProcess azurite, IServiceProvider services, List<double> lateness) => new(
        new DurableTaskRegistry().AddOrchestratorFunc<DateTime>("Sleep", async (context, due) =>
        {
            await context.CreateTimer(due, CancellationToken.None);
            lock (lateness)
            {
                lateness.Add((DateTime.UtcNow - due).TotalMilliseconds);
            }
        }),
        azurite.Tables,
        services,
        new DurableTaskEngineOptions { HubName = "Bench" });

    private static Task ScheduleAsync(DurableTaskEngine engine, int count, Func<int, DateTime> due, CancellationToken cancellationToken)
    {
        int next = -1;
        return Task.WhenAll(Enumerable.Range(0, AtOnce).Select(async _ =>
        {
            for (int number = Interlocked.Increment(ref next); number < count; number = Interlocked.Increment(ref next))
            {
                await engine.Client.ScheduleNewOrchestrationInstanceAsync("Sleep", due(number), cancellationToken);
            }
        }));
    }

    private static async Task<double[]> WaitAsync(List<double> lateness, int count, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (await timer.WaitForNextTickAsync(cancellationToken))
        {
            lock (lateness)
            {
                if (lateness.Count >= count)
                {
                    return [.. lateness.Order()];
                }
            }
        }

        throw new OperationCanceledException(cancellationToken);
    }
}
