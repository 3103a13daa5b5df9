using System.Diagnostics;
using Microsoft.DurableTask;
using Microsoft.Extensions.DependencyInjection;
using Support.Local.Durable;

namespace Support.Bench.Durable;

/// <summary>One orchestration with a long history, with its orchestrator kept in memory and with a replay at every turn.</summary>
internal static class ChainBench
{
    public static async Task<int> RunAsync(int length, CancellationToken cancellationToken)
    {
        foreach (bool replay in new[] { false, true })
        {
            DurableTaskRegistry registry = new DurableTaskRegistry()
                .AddOrchestratorFunc("Chain", async context =>
                {
                    for (int i = 0; i < length; i++)
                    {
                        await context.CallActivityAsync<int>("Same", i);
                    }
                })
                .AddActivityFunc<int, int>("Same", (_, number) => number);
            await using ServiceProvider services = new ServiceCollection().BuildServiceProvider();
            await using var engine = new DurableTaskEngine(
                registry, new MemoryDurableStore(), services, new DurableTaskEngineOptions { ReplayEveryTurn = replay });
            await engine.StartAsync(cancellationToken);
            double best = double.MaxValue;
            for (int run = 0; run < 3; run++)
            {
                long start = Stopwatch.GetTimestamp();
                string id = await engine.Client.ScheduleNewOrchestrationInstanceAsync("Chain", cancellation: cancellationToken);
                await engine.Client.WaitForInstanceCompletionAsync(id, cancellationToken);
                best = Math.Min(best, DurableBench.SecondsSince(start));
            }

            DurableBench.Print($"{length} activities in a row, {(replay ? "replayed at every turn" : "kept in memory")}: {best * 1_000:0} ms");
        }

        return 0;
    }
}
