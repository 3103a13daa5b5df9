using FsCheck;
using FsCheck.Fluent;
using Support.Domain.Alerts;
using Support.Domain.Model;
using Xunit;

namespace Support.Domain.Tests.Alerts;

/// <summary>Whatever fires and is resolved in whatever order, at whatever time, and whatever people close meanwhile.</summary>
public sealed class Laws_of_alerts
{
    private static readonly AlertIntakeRules Rules = new()
    {
        Flapping = new FlappingRules { Changes = 3 },
        Storms = new StormRules { Alerts = 4 },
    };

    private static readonly Gen<Step[]> Steps = Gen.ArrayOf(
        from alert in Gen.Choose(0, 11)
        from signal in Gen.Frequency((5, Gen.Constant(AlertSignal.Firing)), (4, Gen.Constant(AlertSignal.Resolved)), (1, Gen.Constant(AlertSignal.Acknowledged)))
        from seconds in Gen.Frequency((6, Gen.Choose(0, 20)), (2, Gen.Choose(60, 900)), (1, Gen.Choose(3_600, 600_000)))
        from closes in Gen.Frequency((20, Gen.Constant(false)), (1, Gen.Constant(true)))
        select new Step($"a{alert}", signal, TimeSpan.FromSeconds(seconds), closes));

    [Fact]
    public void What_fires_has_a_ticket_that_is_not_over_and_a_storm_counts_those_that_are_in_it() => Property.Holds(Steps, static steps =>
    {
        var alerts = new SomeAlerts(Rules);
        foreach (Step step in steps)
        {
            Do(alerts, step);
            AlertState? state = alerts.States.FirstOrDefault(state => state.Fingerprint == step.Fingerprint);
            if (step.Signal == AlertSignal.Firing && state is { Firing: true })
            {
                Assert.NotNull(state.Ticket);
                Assert.False(alerts.Tickets.GetValueOrDefault(state.Ticket.Value)?.IsOver ?? false);
            }

            if (alerts.Group.Storm is { } storm)
            {
                AlertState[] members = [.. alerts.States.Where(state => state.InStorm && state.Ticket == storm.Ticket)];
                Assert.Equal((members.Length, members.Count(static member => member.Firing)), (storm.Count, storm.Firing));
            }
        }
    }, 400);

    [Fact]
    public void Once_all_are_resolved_every_ticket_is_when_it_was_quiet_for_long_enough() => Property.Holds(Steps, static steps =>
    {
        var alerts = new SomeAlerts(Rules);
        foreach (Step step in steps)
        {
            Do(alerts, step with { Closes = false });
        }

        foreach (string fingerprint in alerts.States.Select(static state => state.Fingerprint).ToArray())
        {
            alerts.Resolve(fingerprint);
        }

        alerts.Pass(TimeSpan.FromHours(1));
        Assert.All(alerts.States, state =>
        {
            Assert.False(state.Flaps.IsDamped);
            Assert.NotNull(alerts.Tickets[state.Ticket!.Value].ResolvedAt);
        });
        Assert.Null(alerts.DueAt);
        Assert.Empty(alerts.Group.Damped);
    }, 400);

    [Fact]
    public void No_alert_opens_a_second_ticket_while_the_first_is_open() => Property.Holds(Steps, static steps =>
    {
        var alerts = new SomeAlerts(Rules);
        foreach (Step step in steps)
        {
            int before = alerts.Effects.Count;
            AlertState? state = alerts.States.FirstOrDefault(state => state.Fingerprint == step.Fingerprint);
            bool hasOpen = state is { Ticket: { } ticket, InStorm: false } && alerts.Tickets.GetValueOrDefault(ticket) is { IsOver: false, ResolvedAt: null };
            Do(alerts, step with { Closes = false });
            if (hasOpen)
            {
                Assert.DoesNotContain(alerts.Effects.Skip(before), effect => effect.Kind == AlertEffectKind.Open && effect.Subject == $"{step.Fingerprint} burns");
            }
        }
    }, 400);

    private static void Do(SomeAlerts alerts, Step step)
    {
        alerts.Pass(step.After);
        AlertTaken taken = alerts.Hear(step.Fingerprint, step.Signal);
        if (step.Closes && taken.Ticket is { } ticket)
        {
            alerts.Set(ticket, new AlertTicket(true, null));
            if (alerts[step.Fingerprint].Firing)
            {
                alerts.Hear(step.Fingerprint, AlertSignal.Firing);
            }
        }
    }

    private sealed record Step(string Fingerprint, AlertSignal Signal, TimeSpan After, bool Closes);
}
