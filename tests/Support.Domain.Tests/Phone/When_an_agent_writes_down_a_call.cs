using Support.Domain.Model;
using Support.Domain.Notices;
using Support.Domain.Phone;
using Support.Domain.Tests.Builders;
using Support.Domain.Tickets;
using Xunit;

namespace Support.Domain.Tests.Phone;

public class When_an_agent_writes_down_a_call
{
    private static readonly DateTimeOffset Now = Moment.At("2026-01-07 10:00");
    private static readonly PhoneCall Incoming = new() { Direction = CallDirection.Incoming, Answered = true, Duration = TimeSpan.FromMinutes(6) };

    [Fact]
    public void The_call_is_the_first_response_and_the_history_says_so()
    {
        Ticket ticket = Open(Incoming, out IReadOnlyList<TicketEvent> events).Ticket!;

        ClockState first = ticket.Clock(ClockKind.FirstResponse)!;
        Assert.Equal((true, true, TimeSpan.Zero), (first.Stopped, first.Met, first.Used));
        Assert.Equal(Now, ticket.AnsweredAt);
        Assert.Equal((IntakeChannel.Phone, ActorKind.Agent), (ticket.Channel, events[0].Actor.Kind));
        Assert.Equal("an agent wrote down a call of the requester", events[0].Cause);
        Assert.Contains(events, happened => happened is { Data: ClockStopped { Clock: ClockKind.FirstResponse }, Cause: { } cause }
            && cause.Contains("on the phone", StringComparison.Ordinal));
        Assert.False(ticket.Clock(ClockKind.Resolution)!.Stopped);
    }

    [Fact]
    public void Who_took_it_has_the_ticket_if_their_team_does()
    {
        Ticket ticket = Open(Incoming, out _).Ticket!;
        Assert.Equal(("ann", TicketStatus.Open), (ticket.Assignee, ticket.Status));

        Ticket other = Open(Incoming, out _, agent: "max").Ticket!;
        Assert.Equal((null, TicketStatus.New), (other.Assignee, other.Status));
    }

    [Fact]
    public void A_matter_that_was_settled_is_resolved_at_once()
    {
        Decision decision = Open(Incoming, out IReadOnlyList<TicketEvent> events, resolved: true);

        Assert.Equal(TicketStatus.Resolved, decision.Ticket!.Status);
        Assert.All(decision.Ticket.Clocks, clock => Assert.True(clock.Stopped));
        Assert.Contains(events, happened => happened is { Data: StatusChanged { To: TicketStatus.Resolved }, Cause: "settled in the call" });
    }

    [Fact]
    public void A_call_that_nobody_took_answers_nothing()
    {
        Ticket ticket = Open(Incoming with { Answered = false }, out _).Ticket!;

        Assert.Null(ticket.AnsweredAt);
        Assert.False(ticket.Clock(ClockKind.FirstResponse)!.Stopped);
    }

    [Fact]
    public void On_a_ticket_that_is_there_it_answers_what_is_open()
    {
        ATicket ticket = ATicket.Opened(Now);

        ticket.Agent(Now.AddMinutes(10), new RecordCall(Incoming with { Direction = CallDirection.Outgoing }, "Told her how.", Public: false));

        Assert.True(ticket.Clock(ClockKind.FirstResponse).Stopped);
        Assert.Null(ticket.Ticket.WaitingSince);
        Assert.False(ticket.Messages[^1].Public);
    }

    [Fact]
    public void A_requester_who_calls_back_is_waited_for_no_longer()
    {
        ATicket ticket = ATicket.Opened(Now).Agent(Now.AddMinutes(1), new SetPending("which browser?"));

        ticket.Agent(Now.AddMinutes(2), new RecordCall(Incoming, "Firefox.", Public: false));

        Assert.Equal(TicketStatus.Open, ticket.Ticket.Status);
        Assert.Equal("the requester called", ticket.History.Last(happened => happened.Data is StatusChanged).Cause);
    }

    [Fact]
    public void A_caller_without_an_address_gets_no_mail()
    {
        Decision decision = Open(Incoming, out IReadOnlyList<TicketEvent> events, resolved: true, requester: CallerAddress.Of("+49 30 123456")!);

        Assert.DoesNotContain(events.SelectMany(happened => NoticePlan.Of(decision.Ticket!, happened, AModel.Small)), notice => notice.ToRequester);
    }

    [Theory]
    [InlineData("+49 (30) 123-456", "+4930123456@phone.invalid")]
    [InlineData("030/123456", "030123456@phone.invalid")]
    [InlineData("12", null)]
    [InlineData("+49 30 12345678901234", null)]
    [InlineData("call me", null)]
    [InlineData("1+2345", null)]
    public void A_number_makes_an_address(string number, string? address)
    {
        Assert.Equal(address, CallerAddress.Of(number));
        Assert.True(address is null || (MailAddressFormat.IsValid(address) && MailAddressFormat.LeadsNowhere(address)));
    }

    private static Decision Open(PhoneCall call, out IReadOnlyList<TicketEvent> events, bool resolved = false, string agent = "ann", string requester = "rita@customer.test")
    {
        var command = new OpenTicket
        {
            Subject = "Cannot pay",
            Description = "She says that the button is grey.",
            Requester = new Requester(requester),
            Call = call,
            ResolvedInCall = resolved,
        };
        var context = new DecisionContext
        {
            Now = Now, Model = AModel.Small, Actor = new Actor(ActorKind.Agent, agent), Channel = IntakeChannel.Phone,
        };
        Decision decision = TicketDecision.Open(ATicket.AnId, command, context);
        Assert.Null(decision.Refusal);
        events = decision.Events;
        Assert.Equal(decision.Ticket!.Version, Ticket.From(events).Version);
        return decision;
    }
}
