using Microsoft.DurableTask.Tests.Faults;
using Xunit;
using Xunit.Abstractions;

namespace Microsoft.DurableTask.Tests.Simulated;

/// <summary>
/// Every single request to storage of every scenario is a place to die at, before its effect and after it; another process
/// goes on. What comes of it must be what comes of an undisturbed run.
/// </summary>
public sealed class When_a_process_dies_at_a_request(ITestOutputHelper output)
{
    private const int Seed = 1;

    public static TheoryData<string> ScenarioNames => [.. Scenarios.Names];

    [Theory]
    [MemberData(nameof(ScenarioNames))]
    public void The_next_goes_on_from_there(string name)
    {
        Scenario scenario = Scenarios.Named(name);
        Outcome undisturbed = World.Run(scenario, Seed);
        for (int request = 1; request <= undisturbed.Requests[0]; request++)
        {
            Check(scenario, undisturbed, new Death(request, Fault.BeforeEffect));
            Check(scenario, undisturbed, new Death(request, Fault.AfterEffect));
        }

        output.WriteLine($"{undisturbed.Requests[0] * 2} deaths");
    }

    [Theory]
    [MemberData(nameof(ScenarioNames))]
    public void The_one_after_goes_on_if_the_next_dies_too(string name)
    {
        Scenario scenario = Scenarios.Named(name);
        Outcome undisturbed = World.Run(scenario, Seed);
        int deaths = 0;
        int step = Math.Max(1, undisturbed.Requests[0] / 4);
        for (int request = 1; request <= undisturbed.Requests[0]; request += step)
        {
            foreach (Fault first in new[] { Fault.BeforeEffect, Fault.AfterEffect })
            {
                // The requests with which a process goes on after another: later ones are like those of a first life.
                for (int next = 1; next <= 8; next++)
                {
                    Check(scenario, undisturbed, new Death(request, first), new Death(next, next % 2 == 0 ? Fault.BeforeEffect : Fault.AfterEffect));
                    deaths++;
                }
            }
        }

        output.WriteLine($"{deaths} pairs of deaths");
    }

    /// <summary>Where every request takes its own time, a message is taken in while its sender still waits for an answer.</summary>
    [Theory]
    [MemberData(nameof(ScenarioNames))]
    public void The_next_goes_on_where_requests_overtake_one_another(string name)
    {
        const int mostDeaths = 24;
        const int way = 100;
        Scenario scenario = Scenarios.Named(name);
        Outcome undisturbed = World.Run(scenario, Seed, wayMillisecondsMax: way);
        for (int request = 1; request <= undisturbed.Requests[0]; request += 1 + (undisturbed.Requests[0] / mostDeaths))
        {
            Check(scenario, undisturbed, way, new Death(request, Fault.BeforeEffect));
            Check(scenario, undisturbed, way, new Death(request, Fault.AfterEffect));
        }
    }

    private static void Check(Scenario scenario, Outcome undisturbed, params Death[] deaths) => Check(scenario, undisturbed, 0, deaths);

    private static void Check(Scenario scenario, Outcome undisturbed, int wayMillisecondsMax, params Death[] deaths)
    {
        Outcome outcome = World.Run(scenario, Seed, deaths, wayMillisecondsMax: wayMillisecondsMax);
        Assert.True(
            undisturbed.Report == outcome.Report,
            $"{string.Join(", ", deaths)}.\n\nExpected:\n{undisturbed.Report}\n\nActual:\n{outcome.Report}");
        Assert.True(
            outcome.ActivityRuns >= undisturbed.ActivityRuns && outcome.ActivityRuns <= undisturbed.ActivityRuns + outcome.InFlight,
            $"{string.Join(", ", deaths)}: {outcome.ActivityRuns} runs of {undisturbed.ActivityRuns} activities, {outcome.InFlight} in flight.");
    }
}
