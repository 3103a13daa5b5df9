using Support.Local.Storage;
using Xunit;

namespace Support.Simulation.Tests;

public sealed class When_a_life_is_lived_again
{
    [Fact]
    public void The_same_seed_leaves_the_same_bytes()
    {
        LifeRecord first = Life.Live(new LifeOptions { Seed = 11, Tickets = 5 });
        LifeRecord second = Life.Live(new LifeOptions { Seed = 11, Tickets = 5 });

        Assert.Equal(first.Storage, second.Storage);
        Assert.Equal(first.Mails.Select(static mail => $"{mail.At:O} {mail.OperationId} {mail.Text}"), second.Mails.Select(static mail => $"{mail.At:O} {mail.OperationId} {mail.Text}"));
        Assert.Equal(first.Turns, second.Turns);
    }

    [Fact]
    public void The_same_seed_leaves_the_same_bytes_also_where_much_goes_wrong()
    {
        LifeRecord first = Life.Live(Troubled(12));
        LifeRecord second = Life.Live(Troubled(12));

        Assert.True(first.Starts > 1);
        Assert.Equal(first.Storage, second.Storage);
        Assert.Equal(first.Turns, second.Turns);
    }

    [Fact]
    public void Another_seed_lives_another_life_to_the_same_end()
    {
        LifeRecord first = Life.Live(new LifeOptions { Seed = 13, Tickets = 3 });
        LifeRecord second = Life.Live(new LifeOptions { Seed = 14, Tickets = 3 });

        Assert.NotEqual(first.Storage, second.Storage);
        Assert.Equal(first.Outcome, second.Outcome);
    }

    private static LifeOptions Troubled(int seed) => new()
    {
        Seed = seed,
        Tickets = 3,
        Faults = new StorageFaults(seed) { Delay = 0.5, MaxDelay = TimeSpan.FromMilliseconds(200), Refuse = 0.01, Busy = 0.01, FailAfterCommit = 0.01, Duplicate = 0.01 },
        KillsAtTurns = [900, 2_500, 6_000],
    };
}
