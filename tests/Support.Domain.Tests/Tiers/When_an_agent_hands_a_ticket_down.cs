using Support.Domain.Model;
using Support.Domain.Tests.Builders;
using Support.Domain.Tickets;
using Xunit;

namespace Support.Domain.Tests.Tiers;

public class When_an_agent_hands_a_ticket_down
{
    private static readonly DateTimeOffset Opened = Moment.At("2026-01-07 10:00");
    private static readonly DateTimeOffset Later = Opened.AddMinutes(20);

    [Fact]
    public void The_tier_below_gets_it_and_the_clocks_run_on()
    {
        ATicket ticket = ATicket.Opened(Opened).Agent(Opened, new EscalateTicket("theirs", Tier.L3));
        IReadOnlyList<ClockState> before = ticket.Ticket.Clocks;

        ticket.Agent(Later, new DeEscalateTicket("a setting, no bug", null));

        Assert.Equal(["00:20:00 L3 to L2 after 00:20:00", "00:20:00 assigned nobody of support"], ticket.Lines.TakeLast(2));
        Assert.All(ticket.Last.Events, static happened => Assert.Equal("a setting, no bug", happened.Cause));
        Assert.Equal(before, ticket.Ticket.Clocks);
    }

    [Fact]
    public void A_tier_may_be_left_out() => Assert.Equal(
        Tier.L1,
        ATicket.Opened(Opened).Agent(Opened, new EscalateTicket("theirs", Tier.L3)).Agent(Later, new DeEscalateTicket("a question", Tier.L1)).Ticket.Tier);

    [Theory]
    [InlineData(AModel.Shop, null, "L1 is the first tier of shop.")]
    [InlineData(AModel.Payroll, null, "L2 is the first tier of payroll.")]
    [InlineData(AModel.Payroll, Tier.L1, "payroll has no L1.")]
    [InlineData(AModel.Shop, Tier.L1, "The ticket is on L1; L1 is not below it.")]
    [InlineData(AModel.Shop, Tier.L3, "The ticket is on L1; L3 is not below it.")]
    [InlineData(AModel.Platform, null, "L2 is the first tier of platform.")]
    public void Where_there_is_nothing_below_it_is_refused(string application, Tier? to, string refusal) => Assert.Equal(
        refusal,
        ATicket.Opened(Opened, model: AModel.WithSwarm, application: application).TryAgent(Later, new DeEscalateTicket("no", to)).Refusal);
}
