using Support.Local.Storage;
using Xunit;

namespace Support.Simulation.Tests;

/// <summary>Storage, mail and Teams are refused, fail after they have done what was asked, come late, out of order and twice.</summary>
public sealed class When_much_goes_wrong
{
    private static readonly Lazy<LifeRecord> Undisturbed = new(() => Life.Live(new LifeOptions { Tickets = 2 }));

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Every_ticket_meets_its_deadlines_and_everybody_is_told(int seed)
    {
        LifeRecord life = Life.Live(new LifeOptions
        {
            Seed = seed,
            Tickets = 2,
            Faults = new StorageFaults(seed)
            {
                Refuse = 0.02,
                Busy = 0.02,
                FailAfterCommit = 0.02,
                Duplicate = 0.02,
                Delay = 0.5,
                MaxDelay = TimeSpan.FromMilliseconds(300),
            },
        });

        Assert.Equal(Undisturbed.Value.Outcome, life.Outcome);
        Assert.Equal(life.Tickets.Select(static ticket => ticket.Id).Order(StringComparer.Ordinal), life.Listed);
    }

    public static TheoryData<int> Seeds() => [.. Enumerable.Range(200, 8)];
}
