using Microsoft.DurableTask.Tests.Faults;
using Support.Local.Storage;
using Xunit;

namespace Microsoft.DurableTask.Tests.Simulated;

/// <summary>Requests are refused, lost after their effect, doubled and overtaken, by a seed; the process lives.</summary>
public sealed class When_requests_go_wrong_by_chance
{
    private const int SeedsEach = 6;

    public static TheoryData<string> ScenarioNames => [.. Scenarios.Names];

    [Theory]
    [MemberData(nameof(ScenarioNames))]
    public void Nothing_comes_out_otherwise(string name)
    {
        Scenario scenario = Scenarios.Named(name);
        Outcome undisturbed = World.Run(scenario, 0);
        for (int seed = 1; seed <= SeedsEach; seed++)
        {
            Outcome outcome = World.Run(scenario, seed, faults: life => Faults(seed + life));
            Assert.True(undisturbed.Report == outcome.Report, $"Seed {seed}.\n\nExpected:\n{undisturbed.Report}\n\nActual:\n{outcome.Report}");
            Assert.Equal(undisturbed.ActivityRuns, outcome.ActivityRuns);
        }
    }

    [Fact]
    public void The_same_seed_gives_the_same_run_to_the_byte()
    {
        Outcome first = World.Run(Scenarios.Fifty, 7, faults: Faults);
        Outcome second = World.Run(Scenarios.Fifty, 7, faults: Faults);

        Assert.InRange(first.Dump.Length, 50_000, int.MaxValue);
        Assert.Equal(first.Requests, second.Requests);
        Assert.Equal(first.Dump, second.Dump);
    }

    [Fact]
    public void Another_seed_gives_another_run_and_the_same_end()
    {
        Outcome first = World.Run(Scenarios.Fifty, 7, faults: Faults);
        Outcome second = World.Run(Scenarios.Fifty, 8, faults: Faults);

        Assert.NotEqual(first.Dump, second.Dump);
        Assert.Equal(first.Report, second.Report);
    }

    /// <summary>Clients are spared: what they make of an error is theirs.</summary>
    private static StorageFaults Faults(int seed) => new(seed)
    {
        Refuse = 0.04,
        Busy = 0.04,
        FailAfterCommit = 0.06,
        Duplicate = 0.06,
        Delay = 0.4,
        MaxDelay = TimeSpan.FromSeconds(2),
        Only = _ => !CrashTransport.IsClients,
    };
}
