using System.Diagnostics;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;
using Support.Local.Durable;

namespace Support.Bench.Durable;

/// <summary>Many orchestrations of some activities each, one after the other, side by side, in memory.</summary>
internal static class TurnsBench
{
    private const int ActivitiesEach = 20;
    private const int AtOnce = 32;

    public static async Task<int> RunAsync(int seconds, CancellationToken cancellationToken)
    {
        DurableTaskRegistry registry = new DurableTaskRegistry()
            .AddOrchestratorFunc<int>("Chain", async context =>
            {
                int sum = 0;
                for (int i = 0; i < ActivitiesEach; i++)
                {
                    sum += await context.CallActivityAsync<int>("Same", i);
                }

                return sum;
            })
            .AddActivityFunc<int, int>("Same", (_, number) => number);
        await using ServiceProvider services = new ServiceCollection().BuildServiceProvider();
        await using var engine = new DurableTaskEngine(registry, new MemoryDurableStore(), services, new DurableTaskEngineOptions());
        await engine.StartAsync(cancellationToken);

        await LoopAsync(engine.Client, TimeSpan.FromSeconds(2), cancellationToken);
        long bytes = GC.GetTotalAllocatedBytes(precise: true);
        TimeSpan processor = Environment.CpuUsage.TotalTime;
        long start = Stopwatch.GetTimestamp();
        long instances = await LoopAsync(engine.Client, TimeSpan.FromSeconds(seconds), cancellationToken);
        double elapsed = DurableBench.SecondsSince(start);
        processor = Environment.CpuUsage.TotalTime - processor;
        long turns = instances * (ActivitiesEach + 1);
        long each = (GC.GetTotalAllocatedBytes(precise: true) - bytes) / turns;
        DurableBench.Print($"{turns / elapsed:0} turns/s, {turns / processor.TotalSeconds:0} turns per second of processor time, {instances / elapsed:0} orchestrations/s of {ActivitiesEach} activities, {each} bytes allocated a turn");
        return 0;
    }

    private static async Task<long> LoopAsync(DurableTaskClient client, TimeSpan time, CancellationToken cancellationToken)
    {
        long start = Stopwatch.GetTimestamp();
        long instances = 0;
        await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(async _ =>
        {
            while (Stopwatch.GetElapsedTime(start) < time)
            {
                string id = await client.ScheduleNewOrchestrationInstanceAsync("Chain", cancellation: cancellationToken);
                await client.WaitForInstanceCompletionAsync(id, cancellationToken);
                await client.PurgeInstanceAsync(id, cancellation: cancellationToken);
                Interlocked.Increment(ref instances);
            }
        }));
        return instances;
    }
}
