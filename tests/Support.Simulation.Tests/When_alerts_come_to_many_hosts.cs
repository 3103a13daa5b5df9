using Support.Domain.Alerts;
using Support.Domain.Model;
using Support.Domain.Tickets;
using Xunit;

namespace Support.Simulation.Tests;

/// <summary>Three hosts, storage that fails and answers twice, senders that repeat what was not answered: exact counts all the same.</summary>
public sealed class When_alerts_come_to_many_hosts
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(700, 3)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void A_storm_is_one_ticket_that_counts_each_alert_once_and_is_resolved_with_the_last(int seed) => AlertingHosts.Run(seed, async hosts =>
    {
        string[] names = [.. Enumerable.Range(0, 90).Select(static number => $"alert-{number}")];

        await hosts.SendAsync(AlertSignal.Firing, [.. names, .. names[..30]]);
        await hosts.PassAsync(TimeSpan.FromMinutes(2));

        IReadOnlyList<Ticket> tickets = await hosts.TicketsAsync();
        Ticket storm = Assert.Single(tickets, static ticket => !ticket.IsOver);
        Assert.Equal("Alert storm: 90 alerts of shop", storm.Subject);
        Assert.InRange(tickets.Count(static ticket => ticket.Status == TicketStatus.Merged), 0, 20);
        Assert.Equal(tickets.Count - 1, tickets.Count(ticket => ticket.Merged?.Into == storm.Id));

        await hosts.SendAsync(AlertSignal.Resolved, names[1..]);
        await hosts.PassAsync(TimeSpan.FromMinutes(2));
        Assert.Equal(TicketStatus.New, (await hosts.TicketsAsync()).Single(static ticket => !ticket.IsOver).Status);

        await hosts.SendAsync(AlertSignal.Resolved, names[..1]);
        await hosts.PassAsync(TimeSpan.FromMinutes(2));
        Ticket over = (await hosts.TicketsAsync()).Single(static ticket => !ticket.IsOver);
        Assert.Equal((TicketStatus.Resolved, storm.Id), (over.Status, over.Id));
    });

    [Theory]
    [MemberData(nameof(Seeds))]
    public void One_alert_is_one_ticket_however_often_and_wherever_it_comes(int seed) => AlertingHosts.Run(seed, async hosts =>
    {
        await hosts.SendAsync(Enumerable.Repeat(hosts.Alert("disk", AlertSignal.Firing, "same"), 20));
        await hosts.SendAsync(AlertSignal.Firing, Enumerable.Repeat("disk", 20));
        Ticket ticket = Assert.Single(await hosts.TicketsAsync());
        Assert.Equal(["disk: Firing", "The alert was repeated 10 times"], (await hosts.MessagesAsync(ticket.Id)).Select(static message => message.Text.Split(" since")[0]));

        await hosts.SendAsync(AlertSignal.Resolved, Enumerable.Repeat("disk", 5));
        Assert.Equal(TicketStatus.Resolved, Assert.Single(await hosts.TicketsAsync()).Status);
    });

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Flapping_is_damped_and_resolved_when_it_was_quiet_though_nothing_more_comes(int seed) => AlertingHosts.Run(seed, async hosts =>
    {
        await hosts.SendAsync(AlertSignal.Firing, ["disk"]);
        for (int change = 0; change < 9; change++)
        {
            await hosts.SendAsync(change % 2 == 0 ? AlertSignal.Resolved : AlertSignal.Firing, ["disk"]);
        }

        Assert.Equal(TicketStatus.Open, Assert.Single(await hosts.TicketsAsync()).Status);
        await hosts.PassAsync(TimeSpan.FromMinutes(16));

        Ticket ticket = Assert.Single(await hosts.TicketsAsync());
        Assert.Equal(TicketStatus.Resolved, ticket.Status);
        Assert.Single(await hosts.MessagesAsync(ticket.Id), static message => message.Text.StartsWith("Flapping: 7 changes in 10 min", StringComparison.Ordinal));
    });
}
