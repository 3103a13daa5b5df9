using Support.Domain.Model;
using Support.Domain.Tickets;
using Support.Platform.Assignment;
using Xunit;

namespace Support.Simulation.Tests;

/// <summary>Three hosts, every change twice, storage that fails: one assignment a ticket, in turn, and nobody above the limit.</summary>
public sealed class When_many_hosts_assign
{
    private static readonly string[] Team = ["farah", "grace", "hiro"];

    public static TheoryData<int> Seeds => [.. Enumerable.Range(400, 8)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Round_robin_is_fair_and_each_ticket_is_assigned_once(int seed) => AssigningHosts.Run(seed, Model(AssignmentMode.RoundRobin), async hosts =>
    {
        Ticket[] tickets = [.. await hosts.OpenAsync(10), .. await hosts.OpenAsync(7)];
        foreach (Ticket ticket in tickets)
        {
            TicketEvent assigned = Assert.Single(await hosts.HistoryAsync(ticket.Id), static happened => happened.Data is Assigned);
            Assert.StartsWith("round robin: ", assigned.Cause, StringComparison.Ordinal);
            Assert.Equal(Actor.Rules, assigned.Actor);
        }

        int[] counts = [.. Team.Select(agent => tickets.Count(ticket => ticket.Assignee == agent))];
        Assert.Equal(17, counts.Sum());
        Assert.InRange(counts.Max() - counts.Min(), 0, 1);
        await AssertCountedAsync(hosts, tickets);
    });

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Nobody_gets_more_than_the_limit_and_the_rest_goes_to_the_triage_manager(int seed) =>
        AssigningHosts.Run(seed, Model(AssignmentMode.LeastLoaded, limit: 3), async hosts =>
        {
            Ticket[] tickets = await hosts.OpenAsync(12);

            Assert.All(Team, agent => Assert.Equal(3, tickets.Count(ticket => ticket.Assignee == agent)));
            Assert.Equal(3, tickets.Count(static ticket => ticket.Assignee == "nadia"));
            await AssertCountedAsync(hosts, tickets);
        });

    [Theory]
    [MemberData(nameof(Seeds))]
    public void What_is_answered_given_away_or_given_back_frees_its_place(int seed) =>
        AssigningHosts.Run(seed, Model(AssignmentMode.LeastLoaded, limit: 3), async hosts =>
        {
            Ticket[] tickets = await hosts.OpenAsync(9);
            await Task.WhenAll(
                hosts.DoAsync(tickets[..2], new ResolveTicket("Done.")),
                hosts.DoAsync(tickets[2..4], new AssignTicket("noah", "payroll-dev", "theirs")),
                hosts.DoAsync(tickets[4..5], new AssignTicket(null, null, "cannot do it")));
            Ticket[] more = await hosts.OpenAsync(2);
            Ticket[] now = await Task.WhenAll(tickets.Concat(more).Select(ticket => hosts.ReadAsync(ticket.Id)));

            // Whatever the hosts saw when, in the end everything is counted where it is.
            await hosts.DeliverAsync(now);
            now = await Task.WhenAll(now.Select(ticket => hosts.ReadAsync(ticket.Id)));
            await AssertCountedAsync(hosts, now);
            Assert.DoesNotContain(now, static ticket => ticket is { Assignee: null });
            Assert.NotEqual(tickets[4].Assignee, now[4].Assignee);
            Assert.All(Team, agent => Assert.InRange(Open(now, agent), 0, 3));
        });

    private static async Task AssertCountedAsync(AssigningHosts hosts, IReadOnlyList<Ticket> tickets)
    {
        IReadOnlyDictionary<string, AgentLoad> loads = await hosts.LoadsAsync();
        foreach (string agent in tickets.Select(static ticket => ticket.Assignee).OfType<string>().Concat(Team).Distinct())
        {
            Assert.Equal(new AgentLoad(Open(tickets, agent), Open(tickets, agent)), loads.GetValueOrDefault(agent) ?? new AgentLoad(0, 0));
        }
    }

    private static int Open(IEnumerable<Ticket> tickets, string agent) =>
        tickets.Count(ticket => ticket.Assignee == agent && ticket.Status != TicketStatus.Resolved);

    // At half past two in the afternoon, UTC, on a Monday in March all three are at work.
    private static SupportModel Model(AssignmentMode mode, int? limit = null)
    {
        SupportModel model = SupportModelReader.Read(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "support-model.json"))).Model!;
        return model with
        {
            Load = new LoadRules { Limit = limit },
            Teams = model.Teams.ToDictionary(
                static team => team.Key, team => team.Key == "app-support" ? team.Value with { Assignment = mode } : team.Value),
        };
    }
}
