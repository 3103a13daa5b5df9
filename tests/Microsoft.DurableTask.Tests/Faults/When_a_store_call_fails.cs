using Xunit;

namespace Microsoft.DurableTask.Tests.Faults;

/// <summary>Every store call of every scenario is a place to fail at, before its effect and after it.</summary>
public sealed class When_a_store_call_fails
{
    public static TheoryData<string> ScenarioNames => [.. Scenarios.Names];

    [Theory]
    [MemberData(nameof(ScenarioNames))]
    public Task A_process_that_dies_there_is_gone_on_with_by_the_next(string name) => CompareAsync(name, isFatal: true);

    [Theory]
    [MemberData(nameof(ScenarioNames))]
    public Task A_process_that_lives_goes_on(string name) => CompareAsync(name, isFatal: false);

    private static async Task CompareAsync(string name, bool isFatal)
    {
        Scenario scenario = Scenarios.All.Single(candidate => candidate.Name == name);
        await using var undisturbed = new ScenarioRun(scenario, faultAt: 0, isAfterEffect: false, isFatal: false);
        string expected = await undisturbed.RunAsync();
        Assert.DoesNotContain("Failed", expected, StringComparison.Ordinal);
        for (int call = 1; call <= undisturbed.CallCount; call++)
        {
            foreach (bool isAfterEffect in new[] { false, true })
            {
                await using var run = new ScenarioRun(scenario, call, isAfterEffect, isFatal);
                string actual = await run.RunAsync();
                Assert.True(expected == actual, $"Call {call}, {(isAfterEffect ? "after" : "before")} its effect.\n\nExpected:\n{expected}\n\nActual:\n{actual}");
            }
        }
    }
}
