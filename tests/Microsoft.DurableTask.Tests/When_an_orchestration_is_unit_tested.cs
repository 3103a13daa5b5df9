using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;
using Support.Local.Durable;
using Support.TestKit.Time;
using Xunit;

namespace Microsoft.DurableTask.Tests;

/// <summary>How anybody's test of an orchestration begins, as the documentation says it.</summary>
public sealed class When_an_orchestration_is_unit_tested
{
    private readonly ManualTimeProvider clock = new();
    private readonly IServiceProvider services = new ServiceCollection().BuildServiceProvider();

    [Fact]
    public async Task Three_lines_start_it()
    {
        var registry = new DurableTaskRegistry().AddOrchestrator<Greeting>().AddActivityFunc<string, string>("Hello", (_, name) => $"Hello, {name}!");
        await using var engine = new DurableTaskEngine(registry, new MemoryDurableStore(), services, new DurableTaskEngineOptions { Time = clock });
        await engine.StartAsync();

        string id = await engine.Client.ScheduleNewOrchestrationInstanceAsync(nameof(Greeting), "Ada");
        await engine.WaitForIdleAsync();
        clock.Advance(TimeSpan.FromDays(60));
        OrchestrationMetadata done = await engine.Client.WaitForInstanceCompletionAsync(id, getInputsAndOutputs: true);

        Assert.Equal("Hello, Ada!", done.ReadOutputAs<string>());
    }

    private sealed class Greeting : TaskOrchestrator<string, string>
    {
        public override async Task<string> RunAsync(TaskOrchestrationContext context, string input)
        {
            await context.CreateTimer(TimeSpan.FromDays(60), CancellationToken.None);
            return await context.CallActivityAsync<string>("Hello", input);
        }
    }
}
