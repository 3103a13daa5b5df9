using Support.Domain.Model;
using Support.Domain.Tests.Builders;
using Support.Domain.Tests.Model;
using Support.Domain.Tickets;
using Xunit;

namespace Support.Domain.Tests.Escalation;

public class When_a_page_is_acknowledged
{
    private static readonly DateTimeOffset Opened = Moment.At("2026-01-07 10:00");

    [Fact]
    public void The_next_page_is_left_out_and_the_step_is_done_all_the_same()
    {
        ATicket ticket = Critical().Agent(Opened.AddMinutes(5), new AcknowledgePage()).LiveUntil(Opened.AddMinutes(8));

        Escalated again = Assert.Single(ticket.All<Escalated>(), static escalated => escalated.Step == "page-again");
        Assert.Empty(again.Page);
        Assert.Empty(again.Notify);
        Assert.Contains("critical/page-again/FirstResponse/1", ticket.Ticket.StepsDone);
    }

    [Fact]
    public void The_clocks_and_the_status_stay_as_they_are()
    {
        ATicket ticket = Critical().Agent(Opened.AddMinutes(5), new AcknowledgePage());

        Assert.Equal(["00:05:00 acknowledged"], ticket.Lines.Skip(5));
        Assert.Equal(TicketStatus.New, ticket.Ticket.Status);
        Assert.All(ticket.Ticket.Clocks, static clock => Assert.NotNull(clock.RunningSince));
    }

    [Fact]
    public void A_second_time_nothing_happens()
    {
        ATicket ticket = Critical().Agent(Opened.AddMinutes(5), new AcknowledgePage()).Agent(Opened.AddMinutes(6), new AcknowledgePage());

        Assert.Empty(ticket.Last.Events);
        Assert.Equal(Opened.AddMinutes(5), ticket.Ticket.AcknowledgedAt);
    }

    [Fact]
    public void Whom_a_step_tells_is_told_all_the_same()
    {
        SupportModel model = AModel.Escalating(AModel.Step("half", ClockKind.Resolution, 0.5m) with
        {
            Page = [Audiences.OnCall],
            Notify = [Audiences.Manager],
        });
        ATicket ticket = ATicket.Opened(Opened, model: model).Agent(Opened, new AcknowledgePage()).LiveUntil(Opened.AddHours(4));

        Escalated half = Assert.Single(ticket.All<Escalated>());
        Assert.Empty(half.Page);
        Assert.Equal([Audiences.Manager], half.Notify);
    }

    [Theory]
    [InlineData("take")]
    [InlineData("reply")]
    public void By_whoever_takes_or_answers_the_ticket_nobody_has_to_say_so(string how)
    {
        TicketCommand command = how == "take" ? new TakeTicket("ann") : new ReplyToRequester("We look into it.");

        ATicket ticket = ATicket.Opened(Opened).Agent(Opened.AddMinutes(5), command);

        Assert.Equal(Opened.AddMinutes(5), ticket.Ticket.AcknowledgedAt);
        Assert.Single(ticket.All<Acknowledged>());
    }

    [Fact]
    public void A_tier_that_gets_the_ticket_by_hand_is_paged_again()
    {
        ATicket ticket = Critical()
            .Agent(Opened.AddMinutes(1), new AcknowledgePage())
            .Agent(Opened.AddMinutes(2), new EscalateTicket("the cache is theirs", null))
            .LiveUntil(Opened.AddMinutes(8));

        Assert.Equal([Audiences.OnCall], ticket.All<Escalated>().Single(static escalated => escalated.Step == "page-again").Page);
    }

    [Fact]
    public void A_tier_that_gets_the_ticket_by_a_step_is_paged_by_that_step_and_by_the_next()
    {
        SupportModel model = AModel.Escalating(
            AModel.Step("hand-over", ClockKind.Resolution, 0.25m) with { RaiseTo = Tier.L2, Page = [Audiences.OnCall] },
            AModel.Step("again", ClockKind.Resolution, 0.5m) with { Page = [Audiences.OnCall] });

        ATicket ticket = ATicket.Opened(Opened, model: model).Agent(Opened, new AcknowledgePage()).LiveUntil(Opened.AddHours(4));

        Assert.Equal(2, ticket.All<Escalated>().Count);
        Assert.All(ticket.All<Escalated>(), static escalated => Assert.Equal([Audiences.OnCall], escalated.Page));
    }

    [Fact]
    public void A_step_to_a_tier_that_has_the_ticket_already_pages_nobody()
    {
        SupportModel model = AModel.Escalating(
            AModel.Step("hand-over", ClockKind.Resolution, 0.5m) with { RaiseTo = Tier.L2, Page = [Audiences.OnCall] });

        ATicket ticket = ATicket.Opened(Opened, model: model)
            .Agent(Opened, new EscalateTicket("theirs", Tier.L3))
            .Agent(Opened, new AcknowledgePage())
            .LiveUntil(Opened.AddHours(4));

        Escalated step = Assert.Single(ticket.All<Escalated>(), static escalated => escalated.Step == "hand-over");
        Assert.Empty(step.Page);
        Assert.False(step.Functional);
        Assert.Equal(Tier.L3, ticket.Ticket.Tier);
    }

    private static ATicket Critical() => ATicket.Opened(Opened, Grade.High, ModelFile.Model);
}
