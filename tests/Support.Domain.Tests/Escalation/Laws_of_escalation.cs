using FsCheck;
using FsCheck.Fluent;
using Support.Domain.Model;
using Support.Domain.Tests.Builders;
using Support.Domain.Tests.Tickets;
using Support.Domain.Tickets;
using Xunit;

namespace Support.Domain.Tests.Escalation;

/// <summary>What holds whatever is done to a ticket, and however late, early or often its clock wakes.</summary>
public class Laws_of_escalation
{
    private static readonly DateTimeOffset Opened = Moment.At("2026-01-07 10:00");

    [Fact]
    public void Each_step_comes_once_in_a_cycle_of_its_clock() => Lives.ForEveryLife(static ticket => Once(
        ticket.All<Escalated>().Where(static step => step.Step is not null),
        static step => $"{step.Policy}/{step.Step}/{step.Clock}/{step.Cycle}"));

    [Fact]
    public void Each_link_of_a_chain_comes_once_in_a_round_and_the_links_come_in_order() => Lives.ForEveryLife(static ticket =>
    {
        Once(ticket.All<Paged>(), static paged => $"{paged.Chain}/{paged.Round}/{paged.Link}");
        Once(ticket.All<PagingEnded>(), static ended => ended.Chain);
        foreach (IGrouping<string, Paged> chain in ticket.All<Paged>().GroupBy(static paged => paged.Chain))
        {
            Assert.Equal(chain.OrderBy(static paged => (paged.Round, paged.Link)), chain);
            Assert.Equal(chain.Select(static paged => paged.DueAt).Order(), chain.Select(static paged => paged.DueAt));
        }
    });

    [Fact]
    public void Nobody_is_paged_by_a_chain_twice_at_one_moment() => Lives.ForEveryLife(static ticket => Once(
        ticket.History.Where(static happened => happened.Data is Paged).SelectMany(static happened => ((Paged)happened.Data).Agents.Select(agent => (agent, happened.At))),
        static page => $"{page}"));

    [Fact]
    public void A_chain_ends_for_good_when_somebody_acknowledges_or_lets_the_ticket_wait_or_ends_it() => Lives.ForEveryLife(static ticket =>
    {
        var begun = new HashSet<string>();
        var ended = new HashSet<string>();
        foreach (TicketEvent happened in ticket.History)
        {
            switch (happened.Data)
            {
                case Paged paged:
                    Assert.DoesNotContain(paged.Chain, ended);
                    Assert.False(string.IsNullOrWhiteSpace(happened.Cause));
                    begun.Add(paged.Chain);
                    break;
                case PagingEnded end:
                    Assert.DoesNotContain(end.Chain, ended);
                    Assert.False(string.IsNullOrWhiteSpace(happened.Cause));
                    ended.Add(end.Chain);
                    break;
                case Acknowledged:
                case StatusChanged { To: not (TicketStatus.New or TicketStatus.Open) }:
                    ended.UnionWith(begun);
                    break;
            }
        }
    });

    [Fact]
    public void A_page_that_reaches_nobody_says_why() => Lives.ForEveryLife(static ticket => Assert.All(
        ticket.All<Paged>(),
        static paged => Assert.Equal(paged.Agents.Count == 0, paged.Skipped is not null)));

    [Fact]
    public void A_clock_that_wakes_early_or_again_does_nothing_more() => Lives.ForEveryStep(static (_, ticket, now) =>
    {
        Assert.Empty(ticket.Try(now, new FireDeadlines(), Actor.Clock, IntakeChannel.Clock).Events);
        Assert.Empty(ticket.Try(now.AddMinutes(-10), new FireDeadlines(), Actor.Clock, IntakeChannel.Clock).Events);
    });

    [Fact]
    public void A_clock_that_was_away_brings_the_same_steps_in_the_same_order_with_the_same_instants() => Property.Holds(
        Policies,
        static policy =>
        {
            SupportModel model = AModel.Small with { EscalationPolicies = [policy] };
            ATicket punctual = ATicket.Opened(Opened, model: model).LiveUntil(Opened.AddDays(2));
            ATicket late = ATicket.Opened(Opened, model: model).Fire(Opened.AddDays(2)).Fire(Opened.AddDays(2));

            string[] steps = [.. punctual.All<Escalated>().Select(Line)];
            Assert.Equal(steps, late.All<Escalated>().Select(Line));
            Assert.Equal(policy.Steps.Count(static step => step.Clock != ClockKind.NextResponse), steps.Length);
            Assert.Equal(punctual.All<Escalated>().Select(static step => step.DueAt).Order(), punctual.All<Escalated>().Select(static step => step.DueAt));
            Assert.Equal((punctual.Ticket.Tier, punctual.Ticket.Team), (late.Ticket.Tier, late.Ticket.Team));
        },
        count: 300);

    private static Gen<EscalationPolicy> Policies =>
        from steps in Gen.ListOf(Step)
        select new EscalationPolicy { Id = "all", Steps = [.. steps.Take(12).Select(static (step, number) => step with { Id = $"step-{number}" })] };

    private static Gen<EscalationStep> Step =>
        from clock in Gen.Elements(ClockKind.FirstResponse, ClockKind.Resolution, ClockKind.NextResponse)
        from at in Gen.Elements(0m, 0.25m, 0.5m, 0.75m, 1m, 1.5m, 3m)
        from after in Gen.Elements(0, 0, 30, 60, 240)
        from next in Gen.Elements(false, false, true)
        from tiers in Gen.Elements<IReadOnlyList<Tier>?>(null, null, [Tier.L1], [Tier.L2, Tier.L3])
        select new EscalationStep
        {
            Id = "step",
            Clock = clock,
            At = after > 0 ? 1 : at,
            After = after > 0 ? TimeSpan.FromMinutes(after) : null,
            RaiseToNext = next,
            Tiers = tiers,
            Notify = [Audiences.TeamLead],
        };

    private static string Line(Escalated step) => $"{step.DueAt:O} {step.Step} {step.RaisedTo} {string.Join("; ", step.Declined)}";

    private static void Once<T>(IEnumerable<T> things, Func<T, string> key)
    {
        string[] keys = [.. things.Select(key)];
        Assert.Equal(keys.Distinct(), keys);
    }
}
