using Support.Domain.Alerts;
using Support.Domain.Model;
using Support.Domain.Tickets;
using Xunit;

namespace Support.Domain.Tests.Alerts;

public sealed class When_a_storm_breaks
{
    private static readonly AlertIntakeRules Rules = new() { Storms = new StormRules { Alerts = 3, Within = TimeSpan.FromMinutes(5) } };

    [Fact]
    public void Alerts_that_come_at_once_share_one_ticket_with_their_count()
    {
        var alerts = new SomeAlerts(Rules);

        IReadOnlyList<AlertTaken> taken = alerts.Hear([.. Names(214).Select(name => alerts.Alert(name, AlertSignal.Firing))]);

        StormState storm = alerts.Group.Storm!;
        Assert.Equal((214, 214), (storm.Count, storm.Firing));
        AlertEffect open = Assert.Single(alerts.Effects, effect => effect.Kind == AlertEffectKind.Open && effect.Ticket == storm.Ticket);
        Assert.Equal("Alert storm: 214 alerts of payments", open.Subject);
        Assert.Contains("- firing: a0 burns (a0)", open.Text, StringComparison.Ordinal);
        Assert.Contains("… and 114 more.", open.Text, StringComparison.Ordinal);
        Assert.Equal(3, alerts.Effects.Count(static effect => effect.Kind == AlertEffectKind.Join));
        Assert.Equal(211, taken.Count(alert => alert.Outcome == AlertOutcome.Storm && alert.Ticket == storm.Ticket));
        Assert.All(alerts.States, state => Assert.Equal(storm.Ticket, state.Ticket));
    }

    [Fact]
    public void Alerts_that_come_slowly_have_a_ticket_each()
    {
        var alerts = new SomeAlerts(Rules);
        foreach (string name in Names(20))
        {
            Assert.Equal(AlertOutcome.Opened, alerts.Fire(name).Outcome);
            alerts.Pass(TimeSpan.FromMinutes(2));
        }

        Assert.Null(alerts.Group.Storm);
    }

    [Fact]
    public void The_ticket_hears_of_the_count_once_a_minute_and_when_it_doubles()
    {
        SomeAlerts alerts = Storm(4);
        foreach (string name in Names(7).Skip(4))
        {
            alerts.Fire(name);
        }

        Assert.Equal(4, alerts.Group.Storm!.SaidCount);
        alerts.Fire("a7");
        Assert.Equal(8, alerts.Group.Storm!.SaidCount);
        alerts.Fire("a8");
        alerts.Pass(TimeSpan.FromMinutes(1));

        Assert.Equal("Alert storm: 9 alerts of payments", alerts.Effects[^1].Subject);
        Assert.Equal("9 alerts in the storm, 9 of them firing", alerts.Effects[^1].Cause);
    }

    [Fact]
    public void It_is_over_when_all_are_resolved_and_begins_again_when_one_fires()
    {
        SomeAlerts alerts = Storm(5);
        TicketId ticket = alerts.Group.Storm!.Ticket;
        foreach (string name in Names(5))
        {
            Assert.Equal(AlertOutcome.Storm, alerts.Resolve(name).Outcome);
        }

        Assert.Equal(alerts.Now, alerts.Tickets[ticket].ResolvedAt);
        Assert.True(alerts.Effects[^1].Cascade);
        Assert.Equal(0, alerts.Group.Storm!.Firing);

        Assert.Equal((AlertOutcome.Storm, ticket), Of(alerts.Fire("a2")));
        Assert.Null(alerts.Tickets[ticket].ResolvedAt);
        Assert.Equal((5, 1), (alerts.Group.Storm!.Count, alerts.Group.Storm.Firing));
    }

    [Fact]
    public void What_comes_after_a_calm_has_a_ticket_of_its_own()
    {
        SomeAlerts alerts = Storm(5);
        alerts.Pass(TimeSpan.FromMinutes(6));

        Assert.Equal(AlertOutcome.Opened, alerts.Fire("new").Outcome);
        Assert.Equal(5, alerts.Group.Storm!.Count);
    }

    [Fact]
    public void A_worse_alert_raises_the_ticket_at_once()
    {
        SomeAlerts alerts = Storm(5);

        alerts.Fire("grave", "critical");

        Assert.Equal((Grade.High, Grade.High), (alerts.Effects[^1].Impact!.Value, alerts.Effects[^1].Urgency!.Value));
    }

    [Fact]
    public void A_ticket_that_was_closed_by_hand_is_left_and_the_next_storm_counts_anew()
    {
        SomeAlerts alerts = Storm(5);
        TicketId first = alerts.Group.Storm!.Ticket;
        alerts.Set(first, new AlertTicket(true, null));

        foreach (string name in Names(5))
        {
            alerts.Fire(name);
        }

        Assert.NotEqual(first, alerts.Group.Storm!.Ticket);
        Assert.Equal((5, 5), (alerts.Group.Storm.Count, alerts.Group.Storm.Firing));
    }

    private static (AlertOutcome Outcome, TicketId Ticket) Of(AlertTaken taken) => (taken.Outcome, taken.Ticket!.Value);

    private static IEnumerable<string> Names(int count) => Enumerable.Range(0, count).Select(static number => $"a{number}");

    private static SomeAlerts Storm(int count)
    {
        var alerts = new SomeAlerts(Rules);
        alerts.Hear([.. Names(count).Select(name => alerts.Alert(name, AlertSignal.Firing, "warning"))]);
        return alerts;
    }
}
