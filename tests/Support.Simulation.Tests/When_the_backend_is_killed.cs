using Xunit;

namespace Support.Simulation.Tests;

/// <summary>Kills fall between any two steps of the program, many of which lie between two storage calls.</summary>
public sealed class When_the_backend_is_killed
{
    private const int UndisturbedSeed = 1;
    private static readonly Lazy<LifeRecord> Undisturbed = new(() => Life.Live(new LifeOptions { Seed = UndisturbedSeed, Tickets = 2 }));

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Nothing_is_lost_and_nothing_is_done_twice(int seed)
    {
        LifeRecord life = Life.Live(new LifeOptions { Seed = UndisturbedSeed, Tickets = 2, KillsAtTurns = KillsOf(seed) });

        Assert.True(life.Starts > 1);
        Assert.Equal(Undisturbed.Value.Outcome, life.Outcome);
        Assert.Equal(life.Tickets.Select(static ticket => ticket.Id).Order(StringComparer.Ordinal), life.Listed);
    }

    public static TheoryData<int> Seeds() => [.. Enumerable.Range(100, 12)];

    // Up to the first kill the life is the undisturbed one, so that it falls exactly where something is being written, or
    // a step before or after. The others fall anywhere, and most on the way up again.
    private static IReadOnlyList<long> KillsOf(int seed)
    {
        var random = new Random(seed);
        IReadOnlyList<long> busy = Undisturbed.Value.BusyTurns;
        long first = busy[random.Next(busy.Count)] + random.Next(-1, 2);
        return [first, first + random.Next(2, 200), first + random.Next(200, 2_000), random.NextInt64(first, Undisturbed.Value.Turns)];
    }
}
