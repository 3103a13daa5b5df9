using Xunit;

namespace Support.Local.Tests.Simulated;

public sealed class When_a_simulated_process_is_killed
{
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public void What_it_waited_for_finds_nobody()
    {
        var simulation = new Simulation(1, Start);
        var done = new List<string>();

        simulation.Run(async () =>
        {
            SimulatedProcess process = simulation.NewProcess("victim");
            _ = process.RunAsync(async () =>
            {
                try
                {
                    done.Add("began");
                    await Task.Delay(TimeSpan.FromMinutes(2), simulation.Time);
                    done.Add("went on");
                }
                finally
                {
                    done.Add("cleaned up");
                }
            });
            await Task.Delay(TimeSpan.FromMinutes(1), simulation.Time);
            process.Kill();
            await Task.Delay(TimeSpan.FromMinutes(5), simulation.Time);
        });

        Assert.Equal(["began"], done);
    }

    [Fact]
    public void Its_timers_do_not_ring()
    {
        var simulation = new Simulation(1, Start);
        int rung = 0;

        simulation.Run(async () =>
        {
            SimulatedProcess process = simulation.NewProcess("victim");
            using ITimer timer = await process.RunAsync(() => Task.FromResult(
                simulation.Time.CreateTimer(_ => rung++, null, TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1))));
            await Task.Delay(TimeSpan.FromMinutes(3.5), simulation.Time);
            process.Kill();
            await Task.Delay(TimeSpan.FromMinutes(5), simulation.Time);
        });

        Assert.Equal(3, rung);
    }

    [Fact]
    public void The_others_go_on()
    {
        var simulation = new Simulation(1, Start);

        simulation.Run(async () =>
        {
            SimulatedProcess victim = simulation.NewProcess("victim");
            SimulatedProcess other = simulation.NewProcess("other");
            _ = victim.RunAsync(() => Task.Delay(TimeSpan.FromMinutes(2), simulation.Time));
            Task<int> answer = other.RunAsync(async () =>
            {
                await Task.Delay(TimeSpan.FromMinutes(2), simulation.Time);
                return 42;
            });
            victim.Kill();

            Assert.Equal(42, await answer);
            Assert.True(victim.Death.IsCompleted);
            Assert.True(other.IsAlive);
        });
    }

    [Fact]
    public void What_work_throws_comes_back_to_who_asked_for_it()
    {
        var simulation = new Simulation(1, Start);

        simulation.Run(async () => await Assert.ThrowsAsync<FormatException>(() => simulation.NewProcess("worker").RunAsync(async () =>
        {
            await Task.Yield();
            throw new FormatException();
        })));
    }
}
