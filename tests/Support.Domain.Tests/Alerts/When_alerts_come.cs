using Support.Domain.Alerts;
using Support.Domain.Model;
using Xunit;

namespace Support.Domain.Tests.Alerts;

public sealed class When_alerts_come
{
    [Fact]
    public void One_that_fires_opens_a_ticket_of_its_severity()
    {
        var alerts = new SomeAlerts();

        AlertTaken taken = alerts.Fire("disk", "critical");

        AlertEffect open = Assert.Single(alerts.Effects);
        Assert.Equal((AlertOutcome.Opened, open.Ticket), (taken.Outcome, taken.Ticket!.Value));
        Assert.Equal((AlertEffectKind.Open, "disk burns", Grade.High, Grade.High), (open.Kind, open.Subject, open.Impact!.Value, open.Urgency!.Value));
    }

    [Fact]
    public void A_thousand_repeats_are_counted_and_noted_at_ten_a_hundred_and_a_thousand()
    {
        var alerts = new SomeAlerts();
        alerts.Fire("disk");
        AlertOutcome[] outcomes = [.. Enumerable.Range(0, 1000).Select(_ => alerts.Fire("disk").Outcome)];

        Assert.All(outcomes, static outcome => Assert.Equal(AlertOutcome.Counted, outcome));
        Assert.Equal(1000, alerts["disk"].Repeats);
        Assert.Equal(["10", "100", "1000"], alerts.Effects.Skip(1).Select(static effect => effect.Text.Split(' ')[4]));
    }

    [Fact]
    public void What_a_firing_alert_says_anew_is_written_now_and_then()
    {
        var alerts = new SomeAlerts();
        alerts.Fire("disk", text: "90 %");

        Assert.Equal(AlertOutcome.Counted, alerts.Fire("disk", text: "91 %").Outcome);
        alerts.Pass(TimeSpan.FromMinutes(15));
        Assert.Equal(AlertOutcome.Added, alerts.Fire("disk", text: "92 %").Outcome);
        Assert.Equal(AlertOutcome.Counted, alerts.Fire("disk", text: "93 %").Outcome);
        Assert.Equal("92 %", alerts.Effects[^1].Text);
    }

    [Fact]
    public void One_that_gets_worse_says_so_at_once_and_raises_its_ticket()
    {
        var alerts = new SomeAlerts();
        alerts.Fire("disk", "warning");

        Assert.Equal(AlertOutcome.Added, alerts.Fire("disk", "critical").Outcome);
        Assert.Equal((Grade.High, Grade.High), (alerts.Effects[^1].Impact!.Value, alerts.Effects[^1].Urgency!.Value));
        Assert.Equal(AlertOutcome.Counted, alerts.Fire("disk", "warning").Outcome);
    }

    [Theory]
    [InlineData(OnAlertResolved.Resolve, AlertNews.Resolved)]
    [InlineData(OnAlertResolved.Ask, AlertNews.Ask)]
    [InlineData(OnAlertResolved.Ignore, null)]
    public void All_well_does_what_the_model_says(OnAlertResolved rule, AlertNews? expected)
    {
        var alerts = new SomeAlerts(new AlertIntakeRules { OnResolved = OnAlertResolved.Ask, Sources = new Dictionary<string, AlertSourceRules> { ["alertmanager"] = new() { OnResolved = rule } } });
        alerts.Fire("disk");

        AlertTaken taken = alerts.Resolve("disk");

        Assert.Equal(expected is null ? AlertOutcome.Ignored : AlertOutcome.Resolved, taken.Outcome);
        Assert.Equal(expected, alerts.Effects.Skip(1).LastOrDefault()?.News);
        Assert.Equal(AlertOutcome.Ignored, alerts.Resolve("disk").Outcome);
    }

    [Fact]
    public void All_well_of_one_that_nobody_knows_is_ignored()
    {
        var alerts = new SomeAlerts();

        Assert.Equal(new AlertTaken(AlertOutcome.Ignored, null), alerts.Resolve("disk"));
        Assert.Empty(alerts.Effects);
    }

    [Fact]
    public void The_same_delivery_counts_once()
    {
        var alerts = new SomeAlerts();
        alerts.Hear("disk", AlertSignal.Firing, delivery: "a");
        alerts.Hear("disk", AlertSignal.Resolved, delivery: "b");
        alerts.Hear("disk", AlertSignal.Firing, delivery: "a");

        Assert.False(alerts["disk"].Firing);
        Assert.Equal(2, alerts.Effects.Count);
    }

    [Fact]
    public void One_that_fires_again_soon_reopens_and_later_gets_a_follow_up()
    {
        var alerts = new SomeAlerts(new AlertIntakeRules { ReopenWithin = TimeSpan.FromHours(1) });
        alerts.Fire("disk");
        alerts.Resolve("disk");
        alerts.Pass(TimeSpan.FromHours(1));

        Assert.Equal(AlertOutcome.Added, alerts.Fire("disk").Outcome);
        Assert.Equal(AlertNews.Fires, alerts.Effects[^1].News);

        alerts.Resolve("disk");
        alerts.Pass(TimeSpan.FromHours(2));
        Assert.Equal(AlertOutcome.Opened, alerts.Fire("disk").Outcome);
        Assert.Equal(alerts.Effects[0].Ticket, alerts.Effects[^1].Other);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void One_whose_ticket_is_over_gets_a_follow_up_also_while_it_fires(bool resolved)
    {
        var alerts = new SomeAlerts();
        AlertTaken first = alerts.Fire("disk");
        if (resolved)
        {
            alerts.Resolve("disk");
        }

        alerts.Set(first.Ticket!.Value, new AlertTicket(true, null));

        Assert.Equal(AlertOutcome.Opened, alerts.Fire("disk").Outcome);
        Assert.Equal(first.Ticket, alerts.Effects[^1].Other);
    }

    [Fact]
    public void One_that_still_fires_reopens_a_ticket_that_was_resolved_by_hand_after_a_while()
    {
        var alerts = new SomeAlerts();
        AlertTaken first = alerts.Fire("disk");
        alerts.Set(first.Ticket!.Value, new AlertTicket(false, alerts.Now));

        alerts.Pass(TimeSpan.FromMinutes(14));
        Assert.Equal(AlertOutcome.Counted, alerts.Fire("disk").Outcome);
        alerts.Pass(TimeSpan.FromMinutes(1));
        Assert.Equal((AlertOutcome.Added, AlertNews.Fires), (alerts.Fire("disk").Outcome, alerts.Effects[^1].News));
    }

    [Fact]
    public void An_acknowledgement_is_noted_a_few_times()
    {
        var alerts = new SomeAlerts();
        alerts.Fire("disk");
        AlertOutcome[] outcomes = [.. Enumerable.Range(0, 7).Select(_ => alerts.Hear("disk", AlertSignal.Acknowledged).Outcome)];

        Assert.Equal(5, outcomes.Count(static outcome => outcome == AlertOutcome.Added));
        Assert.All(alerts.Effects.Skip(1), static effect => Assert.Equal(AlertNews.Note, effect.News));
    }
}
