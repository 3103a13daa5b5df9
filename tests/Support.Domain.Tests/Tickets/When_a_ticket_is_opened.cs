using Support.Domain.Model;
using Support.Domain.Tests.Builders;
using Support.Domain.Tickets;
using Xunit;

namespace Support.Domain.Tests.Tickets;

public class When_a_ticket_is_opened
{
    private static readonly DateTimeOffset Opened = Moment.At("2026-01-07 10:00");

    [Theory]
    [InlineData(Grade.High, Grade.High, Priority.Critical)]
    [InlineData(Grade.High, Grade.Medium, Priority.High)]
    [InlineData(Grade.High, Grade.Low, Priority.Medium)]
    [InlineData(Grade.Medium, Grade.High, Priority.High)]
    [InlineData(Grade.Medium, Grade.Medium, Priority.Medium)]
    [InlineData(Grade.Medium, Grade.Low, Priority.Low)]
    [InlineData(Grade.Low, Grade.High, Priority.Medium)]
    [InlineData(Grade.Low, Grade.Medium, Priority.Low)]
    [InlineData(Grade.Low, Grade.Low, Priority.Low)]
    public void Impact_and_urgency_give_the_priority(Grade impact, Grade urgency, Priority priority) =>
        Assert.Equal(priority, ATicket.Opened(Opened, impact, urgency, AModel.Small, null, IntakeChannel.Api).Ticket.Priority);

    [Fact]
    public void What_is_left_out_is_the_models_default()
    {
        Decision decision = Open(new OpenTicket { Subject = "Hi", Description = "Hi.", Requester = new Requester("a@b.test") });

        Ticket ticket = decision.Ticket!;
        Assert.Equal((AModel.Shop, Grade.Medium, Grade.Medium, TicketKind.Incident), (ticket.Application, ticket.Impact, ticket.Urgency, ticket.Kind));
    }

    [Fact]
    public void It_says_all_that_the_sender_said()
    {
        TicketId before = TicketId.FromEntropy([9, 9, 9, 9, 9]);
        var fields = new Dictionary<string, string> { ["order"] = "4711" };

        Decision decision = Open(new OpenTicket
        {
            Subject = "Cannot pay",
            Description = "The button is grey.",
            Requester = new Requester("a@b.test", "Ada"),
            Application = AModel.Payroll,
            Kind = TicketKind.Question,
            Impact = Grade.Low,
            Urgency = Grade.High,
            FollowUpOf = before,
            CustomFields = fields,
        });

        Ticket ticket = decision.Ticket!;
        Assert.Equal((ATicket.AnId, "Cannot pay", new Requester("a@b.test", "Ada"), AModel.Payroll), (ticket.Id, ticket.Subject, ticket.Requester, ticket.Application));
        Assert.Equal((TicketKind.Question, Grade.Low, Grade.High, before), (ticket.Kind, ticket.Impact, ticket.Urgency, ticket.FollowUpOf));
        Assert.Same(fields, ticket.CustomFields);
        Assert.Equal((TicketStatus.New, IntakeChannel.Api, Opened, 1), (ticket.Status, ticket.Channel, ticket.OpenedAt, ticket.Messages));
        Assert.Equal("The button is grey.", Assert.Single(decision.Messages).Text);
        Assert.Equal("small-1", Assert.IsType<TicketOpened>(decision.Events[0].Data).ModelVersion);
    }

    [Fact]
    public void A_policy_that_promises_nothing_starts_no_clock()
    {
        SupportModel model = AModel.Small with { SlaPolicies = [AModel.Promise(null, null, "PT8H")] };

        ATicket ticket = ATicket.Opened(Opened, model: model);

        Assert.Equal([ClockKind.Resolution], ticket.Ticket.Clocks.Select(static clock => clock.Clock));
        Assert.Equal(["message 2"], ticket.Requester(Opened).Last.Events.Select(static happened => HistoryLine.Of(happened.Data)));
    }

    [Fact]
    public void The_first_policy_that_matches_and_has_its_priority_sets_the_targets()
    {
        SlaPolicy all = AModel.Promise("PT1H", null, null);
        SupportModel model = AModel.Small with
        {
            SlaPolicies =
            [
                all with { Id = "payroll", When = new TicketFilter { Applications = [AModel.Payroll] } },
                all with { Id = "questions", When = new TicketFilter { Kinds = [TicketKind.Question] } },
                all with { Id = "critical", Targets = new Dictionary<Priority, SlaTargets> { [Priority.Critical] = AModel.Targets("PT5M", null, null) } },
                all with { Id = "rest" },
            ],
        };

        Assert.Equal("payroll", PolicyOf(ATicket.Opened(Opened, Grade.High, model, AModel.Payroll)));
        Assert.Equal("critical", PolicyOf(ATicket.Opened(Opened, Grade.High, model)));
        Assert.Equal("rest", PolicyOf(ATicket.Opened(Opened, Grade.Low, model)));
    }

    private static string PolicyOf(ATicket ticket) => ticket.Clock(ClockKind.FirstResponse).Policy;

    private static Decision Open(OpenTicket command) => TicketDecision.Open(
        ATicket.AnId,
        command,
        new DecisionContext { Now = Opened, Model = AModel.Small, Actor = new Actor(ActorKind.Requester, "a@b.test"), Channel = IntakeChannel.Api });
}
