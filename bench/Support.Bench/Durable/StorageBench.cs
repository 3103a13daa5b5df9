using System.Diagnostics;
using Microsoft.DurableTask;
using Microsoft.Extensions.DependencyInjection;
using Support.Local.Durable;

namespace Support.Bench.Durable;

/// <summary>Orchestrations of one activity and one timer, many at once, on Azurite.</summary>
internal static class StorageBench
{
    private const int AtOnce = 64;

    public static async Task<int> RunAsync(int instances, CancellationToken cancellationToken)
    {
        using AzuriteProcess azurite = await AzuriteProcess.StartAsync(cancellationToken);
        DurableTaskRegistry registry = new DurableTaskRegistry()
            .AddOrchestratorFunc("One", async context =>
            {
                await context.CallActivityAsync("Nothing");
                await context.CreateTimer(TimeSpan.FromMilliseconds(100), CancellationToken.None);
            })
            .AddActivityFunc("Nothing", _ => { });
        await using ServiceProvider services = new ServiceCollection().BuildServiceProvider();
        await using var engine = new DurableTaskEngine(registry, azurite.Tables, services, new DurableTaskEngineOptions { HubName = "Bench" });
        await engine.StartAsync(cancellationToken);
        await RunAsync(engine, instances / 10, cancellationToken);

        long start = Stopwatch.GetTimestamp();
        await RunAsync(engine, instances, cancellationToken);
        DurableBench.Print($"{instances / DurableBench.SecondsSince(start):0} orchestrations/s of one activity and one timer, on Azurite");
        await engine.StopAsync(cancellationToken);
        return 0;
    }

    private static Task RunAsync(DurableTaskEngine engine, int instances, CancellationToken cancellationToken)
    {
        int left = instances;
        return Task.WhenAll(Enumerable.Range(0, AtOnce).Select(async _ =>
        {
            while (Interlocked.Decrement(ref left) >= 0)
            {
                string id = await engine.Client.ScheduleNewOrchestrationInstanceAsync("One", cancellation: cancellationToken);
                await engine.Client.WaitForInstanceCompletionAsync(id, cancellationToken);
            }
        }));
    }
}
