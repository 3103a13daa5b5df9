using Support.Local.Storage;
using Xunit;

namespace Support.Simulation.Tests;

/// <summary>Whatever fails and whatever dies: one incident for each ticket, one copy of each message on either side.</summary>
public sealed class When_tickets_are_mirrored
{
    private static readonly Lazy<MirroredLife> Undisturbed = new(() => MirroredLife.Live(7));

    [Fact]
    public void Both_sides_have_everything_once() => Hold(Undisturbed.Value);

    [Theory]
    [InlineData(31)]
    public void Also_when_requests_fail_before_and_after_they_have_done_what_they_should(int seed) => Hold(MirroredLife.Live(
        seed,
        new StorageFaults(seed) { Refuse = 0.02, Busy = 0.02, FailAfterCommit = 0.03, Delay = 0.3, MaxDelay = TimeSpan.FromMilliseconds(300) }));

    [Theory]
    [InlineData(1)]
    public void Also_when_the_backend_is_killed(int part)
    {
        // The first of the turns are where everything happens; what follows is waiting.
        long turn = 400 + (part * 350);
        Hold(MirroredLife.Live(7, null, turn, turn + 1500));
    }

    private static void Hold(MirroredLife life)
    {
        Assert.Equal(2, life.World.Incidents.Count);
        for (int i = 0; i < 2; i++)
        {
            string number = (string)life.World.Incidents[i]["number"]!;
            string[] journal = [.. life.World.IncidentJournal.Where(entry => entry.Number == number).Select(static entry => entry.Text)];
            Assert.Single(journal, static text => text.EndsWith("We look into it.", StringComparison.Ordinal));
            Assert.Single(journal, static text => text.EndsWith("Between us.", StringComparison.Ordinal));
            Assert.Single(journal, static text => text.StartsWith("Which month?", StringComparison.Ordinal));
        }

        Assert.Equal(7, life.World.IncidentJournal.Count);
        Assert.Contains(life.World.Incidents, static incident => (string)incident["state"]! == "6");
        Assert.All(life.Texts, static texts =>
        {
            Assert.Single(texts, static text => text == "We look into it.");
            Assert.Single(texts, static text => text.StartsWith("Which month?", StringComparison.Ordinal));
        });
    }
}
