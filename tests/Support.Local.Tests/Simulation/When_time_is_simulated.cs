using System.Globalization;
using System.Threading.Channels;
using Xunit;

namespace Support.Local.Tests.Simulated;

public sealed class When_time_is_simulated
{
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_year_of_waiting_takes_no_time()
    {
        var simulation = new Simulation(1, Start);
        long real = TimeProvider.System.GetTimestamp();

        simulation.Run(async () =>
        {
            for (int day = 0; day < 365; day++)
            {
                await Task.Delay(TimeSpan.FromDays(1), simulation.Time);
            }
        });

        Assert.Equal(Start.AddDays(365), simulation.Time.GetUtcNow());
        Assert.True(TimeProvider.System.GetElapsedTime(real) < TimeSpan.FromMinutes(1));
    }

    [Fact]
    public void What_waits_for_the_earlier_moment_goes_first()
    {
        var simulation = new Simulation(1, Start);
        var order = new List<int>();

        simulation.Run(() => Task.WhenAll(WaitAsync(3), WaitAsync(1), WaitAsync(2)));

        Assert.Equal([1, 2, 3], order);

        async Task WaitAsync(int minutes)
        {
            await Task.Delay(TimeSpan.FromMinutes(minutes), simulation.Time);
            order.Add(minutes);
        }
    }

    [Fact]
    public void The_clock_stands_still_while_there_is_work()
    {
        var simulation = new Simulation(1, Start);
        simulation.Run(async () =>
        {
            for (int i = 0; i < 1000; i++)
            {
                await Task.Yield();
            }
        });

        Assert.Equal(Start, simulation.Time.GetUtcNow());
    }

    [Fact]
    public void The_same_seed_gives_the_same_order()
    {
        Assert.Equal(OrderOf(seed: 17), OrderOf(seed: 17));
    }

    [Fact]
    public void Seeds_give_different_orders()
    {
        Assert.True(Enumerable.Range(0, 10).Select(OrderOf).Distinct().Count() > 5);
    }

    [Fact]
    public void The_same_seed_gives_the_same_identities()
    {
        Assert.Equal(new Simulation(3, Start).NewGuid(), new Simulation(3, Start).NewGuid());
        Assert.NotEqual(new Simulation(3, Start).NewGuid(), new Simulation(4, Start).NewGuid());
    }

    [Fact]
    public void A_periodic_timer_ticks_by_the_clock()
    {
        var simulation = new Simulation(1, Start);
        var ticks = new List<DateTimeOffset>();

        simulation.Run(async () =>
        {
            using var timer = new PeriodicTimer(TimeSpan.FromHours(1), simulation.Time);
            while (ticks.Count < 3 && await timer.WaitForNextTickAsync())
            {
                ticks.Add(simulation.Time.GetUtcNow());
            }
        });

        Assert.Equal([Start.AddHours(1), Start.AddHours(2), Start.AddHours(3)], ticks);
    }

    [Fact]
    public void A_timer_that_was_put_off_rings_at_its_new_time_only()
    {
        var simulation = new Simulation(1, Start);
        var rung = new List<DateTimeOffset>();

        simulation.Run(async () =>
        {
            using ITimer timer = simulation.Time.CreateTimer(_ => rung.Add(simulation.Time.GetUtcNow()), null, TimeSpan.FromMinutes(1), Timeout.InfiniteTimeSpan);
            timer.Change(TimeSpan.FromMinutes(5), Timeout.InfiniteTimeSpan);
            await Task.Delay(TimeSpan.FromMinutes(10), simulation.Time);
        });

        Assert.Equal([Start.AddMinutes(5)], rung);
    }

    [Fact]
    public void A_program_that_waits_for_ever_is_told()
    {
        var simulation = new Simulation(1, Start);

        var stuck = Assert.Throws<SimulationException>(() => simulation.Run(() => new TaskCompletionSource().Task));

        Assert.Contains("Nothing is left to do", stuck.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Work_that_leaves_the_thread_is_told()
    {
        var simulation = new Simulation(1, Start);
        using var released = new ManualResetEventSlim();

        var strayed = Assert.Throws<SimulationException>(() => simulation.Run(async () =>
        {
            // Not before the work is awaited: what has ended by then needs nobody to come back.
            using ITimer release = simulation.Time.CreateTimer(_ => released.Set(), null, TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan);
            await Task.Run(() => released.Wait());
        }));

        Assert.Contains("left the simulation's thread", strayed.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_the_program_throws_comes_out()
    {
        var simulation = new Simulation(1, Start);

        Assert.Throws<FormatException>(() => simulation.Run(async () =>
        {
            await Task.Yield();
            throw new FormatException();
        }));
    }

    [Fact]
    public void The_clocks_of_the_local_flavour_are_the_simulations_within_it_only()
    {
        var simulation = new Simulation(1, Start);
        simulation.Run(() =>
        {
            Assert.Same(simulation.Time, LocalClock.Business);
            Assert.Same(simulation.Time, LocalClock.Transport);
            return Task.CompletedTask;
        });

        Assert.NotSame(simulation.Time, LocalClock.Transport);
        Assert.Null(Simulation.Current);
    }

    [Fact]
    public void A_wait_for_a_part_of_a_millisecond_does_not_end_early()
    {
        var simulation = new Simulation(1, Start);

        simulation.Run(() => LocalTasks.DelayAsync(TimeSpan.FromTicks(3), simulation.Time));

        Assert.Equal(Start.AddMilliseconds(1), simulation.Time.GetUtcNow());
    }

    [Fact]
    public void A_library_s_wait_that_is_cancelled_goes_on_in_place()
    {
        var simulation = new Simulation(1, Start);
        int thread = 0;

        simulation.Run(async () =>
        {
            using var cancellation = new CancellationTokenSource();
            Task waiting = WaitAsync(cancellation.Token);
            await Task.Yield();
            cancellation.Cancel();
            await waiting;
        });

        Assert.Equal(Environment.CurrentManagedThreadId, thread);

        async Task WaitAsync(CancellationToken token)
        {
            await LocalTasks.DelayForLibraryAsync(TimeSpan.FromHours(1), simulation.Time, token).ContinueWith(
                _ => thread = Environment.CurrentManagedThreadId, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        }
    }

    [Fact]
    public void Something_can_be_done_before_a_certain_turn()
    {
        var simulation = new Simulation(1, Start);
        long seen = 0;
        simulation.AtTurn(5, () => seen = simulation.Turns);

        simulation.Run(async () =>
        {
            for (int i = 0; i < 10; i++)
            {
                await Task.Yield();
            }
        });

        Assert.Equal(5, seen);
    }

    [Fact]
    public void Background_work_stays_on_the_thread()
    {
        var simulation = new Simulation(1, Start);
        int thread = 0;

        simulation.Run(() => LocalTasks.Run(async () =>
        {
            await Task.Yield();
            thread = Environment.CurrentManagedThreadId;
        }));

        Assert.Equal(Environment.CurrentManagedThreadId, thread);
    }

    [Fact]
    public void A_library_that_does_not_return_to_the_context_goes_on_in_place()
    {
        var simulation = new Simulation(1, Start);
        int thread = 0;

        simulation.Run(async () =>
        {
            await LibraryAsync(LocalTasks.ForLibraryAsync(async () =>
            {
                await Task.Delay(TimeSpan.FromSeconds(1), simulation.Time);
                return 1;
            }));
        });

        Assert.Equal(Environment.CurrentManagedThreadId, thread);

        async Task LibraryAsync(Task<int> below)
        {
            await below.ConfigureAwait(false);
            thread = Environment.CurrentManagedThreadId;
        }
    }

    private static string OrderOf(int seed)
    {
        var simulation = new Simulation(seed, Start);
        var order = new List<int>();
        simulation.Run(async () =>
        {
            var channel = Channel.CreateUnbounded<int>();
            Task[] writers = [.. Enumerable.Range(0, 8).Select(WriteAsync)];
            for (int i = 0; i < writers.Length; i++)
            {
                order.Add(await channel.Reader.ReadAsync());
            }

            await Task.WhenAll(writers);

            async Task WriteAsync(int number)
            {
                await Task.Yield();
                await channel.Writer.WriteAsync(number);
            }
        });
        return string.Join(' ', order.Select(number => number.ToString(CultureInfo.InvariantCulture)));
    }
}
