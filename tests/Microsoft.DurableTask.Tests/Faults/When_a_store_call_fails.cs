using Support.Local.Durable;
using Support.TestKit.Azurite;
using Xunit;

namespace Microsoft.DurableTask.Tests.Faults;

/// <summary>Every store call of every scenario is a place to fail at, before its effect and after it.</summary>
public sealed class When_a_store_call_fails
{
    public static TheoryData<string> ScenarioNames => [.. Scenarios.SmallNames];

    [Theory]
    [MemberData(nameof(ScenarioNames))]
    public Task A_process_that_dies_there_is_gone_on_with_by_the_next(string name) =>
        Comparison.OfEveryCallAsync(name, isFatal: true, () => new MemoryDurableStore());

    [Theory]
    [MemberData(nameof(ScenarioNames))]
    public Task A_process_that_lives_goes_on(string name) =>
        Comparison.OfEveryCallAsync(name, isFatal: false, () => new MemoryDurableStore());

    [Theory]
    [MemberData(nameof(ScenarioNames))]
    public Task A_process_that_dies_while_it_goes_on_after_another_is_gone_on_with_too(string name) =>
        Comparison.OfEveryCallAsync(name, isFatal: true, () => new MemoryDurableStore(), callsOfNextLife: 8);
}

[Collection(AzuriteTests.Name)]
public sealed class When_a_store_call_fails_on_Azurite(AzuriteFixture azurite)
{
    public static TheoryData<string> ScenarioNames => [.. Scenarios.SmallNames];

    [Theory]
    [MemberData(nameof(ScenarioNames))]
    public async Task Answers_that_are_lost_again_and_again_change_nothing(string name)
    {
        Scenario scenario = Scenarios.Named(name);
        string expected = await Comparison.UndisturbedAsync(scenario);
        await using var run = new ScenarioRun(scenario, AzuriteTests.NewStore(azurite), FaultPlan.EveryThirdAfterEffect);

        Assert.Equal(expected, await run.RunAsync());
    }

    [Fact]
    public Task A_process_that_dies_there_is_gone_on_with_by_the_next() =>
        Comparison.OfEveryCallAsync(Scenarios.TicketClockName, isFatal: true, () => AzuriteTests.NewStore(azurite));
}

internal static class Comparison
{
    public static async Task<string> UndisturbedAsync(Scenario scenario)
    {
        await using var run = new ScenarioRun(scenario, new MemoryDurableStore(), FaultPlan.None);
        return await run.RunAsync();
    }

    /// <summary>Runs a scenario once for every call and each of its faults, and compares the end with the undisturbed one.</summary>
    /// <param name="name">Name of the scenario.</param>
    /// <param name="isFatal">Whether a fault ends the process.</param>
    /// <param name="newStore">Makes a store for each run.</param>
    /// <param name="callsOfNextLife">How many calls of the process that goes on are each a second place to die at.</param>
    public static async Task OfEveryCallAsync(string name, bool isFatal, Func<IDurableStore> newStore, int callsOfNextLife = 0)
    {
        Scenario scenario = Scenarios.Named(name);
        await using var undisturbed = new ScenarioRun(scenario, newStore(), FaultPlan.None);
        string expected = await undisturbed.RunAsync();
        Assert.DoesNotContain("Failed", expected, StringComparison.Ordinal);
        for (int call = 1; call <= undisturbed.CallCount; call++)
        {
            foreach (Fault fault in new[] { Fault.BeforeEffect, Fault.AfterEffect })
            {
                for (int callOfNextLife = Math.Min(1, callsOfNextLife); callOfNextLife <= callsOfNextLife; callOfNextLife++)
                {
                    await using var run = new ScenarioRun(
                        scenario, newStore(), FaultPlan.One(call, fault, isFatal), FaultPlan.One(callOfNextLife, fault, isFatal));
                    string actual = await run.RunAsync();
                    Assert.True(
                        expected == actual, $"Call {call}, then {callOfNextLife}, {fault}.\n\nExpected:\n{expected}\n\nActual:\n{actual}");
                }
            }
        }
    }
}
