using Support.Domain.Alerts;
using Support.Domain.Model;
using Xunit;

namespace Support.Domain.Tests.Alerts;

public sealed class When_alerts_flap
{
    private static readonly AlertIntakeRules Rules = new()
    {
        Flapping = new FlappingRules { Changes = 6, Within = TimeSpan.FromMinutes(10), QuietFor = TimeSpan.FromMinutes(15) },
    };

    [Fact]
    public void The_ticket_says_so_once_and_is_resolved_only_when_it_was_quiet()
    {
        SomeAlerts alerts = Flapping(8);

        Assert.Equal(1, alerts.Effects.Count(static effect => effect.Text.StartsWith("Flapping: 7 changes in 10 min", StringComparison.Ordinal)));
        Assert.Null(alerts.Tickets[alerts["disk"].Ticket!.Value].ResolvedAt);

        alerts.Resolve("disk");
        int told = alerts.Effects.Count;
        alerts.Pass(TimeSpan.FromMinutes(14));
        Assert.Equal(told, alerts.Effects.Count);
        alerts.Pass(TimeSpan.FromMinutes(1));

        AlertEffect last = alerts.Effects[^1];
        Assert.Equal((AlertNews.Resolved, "All has been well for 15 min, after 9 changes."), (last.News!.Value, last.Text));
        Assert.Null(alerts.DueAt);
    }

    [Fact]
    public void What_goes_on_firing_is_steady_again_and_stays_open()
    {
        SomeAlerts alerts = Flapping(8);

        alerts.Pass(TimeSpan.FromMinutes(15));

        Assert.True(alerts["disk"].Firing);
        Assert.Equal(AlertNews.Note, alerts.Effects[^1].News);
        Assert.Null(alerts.Tickets[alerts["disk"].Ticket!.Value].ResolvedAt);
        Assert.False(alerts["disk"].Flaps.IsDamped);
    }

    [Fact]
    public void A_change_puts_the_quiet_off()
    {
        SomeAlerts alerts = Flapping(8);
        alerts.Resolve("disk");
        alerts.Pass(TimeSpan.FromMinutes(14));
        alerts.Fire("disk");
        alerts.Resolve("disk");
        alerts.Pass(TimeSpan.FromMinutes(14));

        Assert.Null(alerts.Tickets[alerts["disk"].Ticket!.Value].ResolvedAt);
    }

    [Fact]
    public void Slow_changes_are_no_flapping()
    {
        var alerts = new SomeAlerts(Rules);
        alerts.Fire("disk");
        for (int change = 0; change < 20; change++)
        {
            alerts.Pass(TimeSpan.FromMinutes(2));
            _ = change % 2 == 0 ? alerts.Resolve("disk") : alerts.Fire("disk");
        }

        Assert.DoesNotContain(alerts.Effects, static effect => effect.Text.Contains("Flapping", StringComparison.Ordinal));
    }

    [Fact]
    public void Nothing_more_is_written_while_it_goes_on()
    {
        SomeAlerts alerts = Flapping(8);
        int told = alerts.Effects.Count;
        for (int change = 0; change < 100; change++)
        {
            _ = change % 2 == 0 ? alerts.Resolve("disk") : alerts.Fire("disk");
        }

        Assert.Equal(told, alerts.Effects.Count);
        Assert.Equal(108, alerts["disk"].Flaps.Count);
    }

    // It fires, and changes so often within four minutes; it fires at the end if the number is even.
    private static SomeAlerts Flapping(int changes)
    {
        var alerts = new SomeAlerts(Rules);
        alerts.Fire("disk");
        for (int change = 0; change < changes; change++)
        {
            alerts.Pass(TimeSpan.FromSeconds(30));
            _ = change % 2 == 0 ? alerts.Resolve("disk") : alerts.Fire("disk");
        }

        return alerts;
    }
}
