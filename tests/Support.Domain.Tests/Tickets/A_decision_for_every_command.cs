using Support.Domain.Model;
using Support.Domain.Relations;
using Support.Domain.Tests.Builders;
using Support.Domain.Tickets;
using Xunit;

namespace Support.Domain.Tests.Tickets;

/// <summary>Whatever the ticket and whatever the command: events or a refusal, never an exception.</summary>
public class A_decision_for_every_command
{
    private static readonly DateTimeOffset Start = Moment.At("2026-01-07 10:00");

    public static TheoryData<TicketStatus> Statuses => [.. Enum.GetValues<TicketStatus>()];

    [Fact]
    public void Has_an_example_of_every_command() => SomeCommands.Check();

    [Theory]
    [MemberData(nameof(Statuses))]
    public void Is_what_the_table_of_legal_moves_says(TicketStatus status)
    {
        foreach (TicketCommand command in SomeCommands.All.Where(static command => SomeCommands.ActionOf(command) is not null))
        {
            ATicket ticket = In(status);
            string? refusal = TicketTransitions.Refusal(status, SomeCommands.ActionOf(command)!.Value);

            Decision decision = ticket.TryAgent(Start.AddMinutes(1), command);

            if (refusal is not null)
            {
                Assert.Equal(refusal, decision.Refusal);
                Assert.Empty(decision.Events);
                Assert.Empty(decision.Messages);
                Assert.Equal(ticket.Ticket, decision.Ticket);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Statuses))]
    public void Refuses_what_names_nothing_that_there_is(TicketStatus status)
    {
        ATicket ticket = In(status);
        TicketCommand[] wrong =
        [
            new TakeTicket("nobody"), new AssignTicket("nobody", null, null), new AssignTicket(null, "no-team", null),
            new EscalateTicket("wrong way", Tier.L1), SomeCommands.All[0],
        ];

        foreach (TicketCommand command in wrong)
        {
            Decision decision = ticket.TryAgent(Start.AddMinutes(1), command);

            Assert.NotNull(decision.Refusal);
            Assert.Empty(decision.Events);
        }
    }

    [Theory]
    [MemberData(nameof(Statuses))]
    public void Is_made_although_deadlines_have_passed_and_the_model_is_another(TicketStatus status)
    {
        SupportModel other = AModel.Escalating(
            AModel.Step("all-at-once", ClockKind.Resolution, 0.5m) with
            {
                RaiseTo = Tier.L3, AssignTo = AssignmentWay.OnCall, RaisePriorityTo = Priority.Critical, Page = [Audiences.OnCall],
            },
            AModel.Step("again", ClockKind.Resolution, 0.6m) with { AssignTo = AssignmentWay.OnCall });
        other = other with
        {
            Calendars = new Dictionary<string, CalendarDefinition> { ["other"] = other.Calendars["office"] },
            SlaPolicies = [other.SlaPolicies[0] with { Id = "other", Calendar = "other" }],
            Teams = new Dictionary<string, Team>(),
            Applications = new Dictionary<string, ServiceApplication>(),
            Agents = new Dictionary<string, Agent>(),
        };

        foreach (TicketCommand command in SomeCommands.All)
        {
            Decision decision = In(status).Under(other).TryAgent(Start.AddDays(30), command);

            Assert.NotNull(decision.Ticket);
            Assert.Equal(In(status).Ticket.Version + decision.Events.Count, decision.Ticket.Version);
        }
    }

    [Fact]
    public void Does_not_let_time_run_backwards_between_hosts_whose_clocks_differ()
    {
        ATicket ticket = ATicket.Opened(Start).Agent(Start.AddMinutes(10), new TakeTicket("ann"));

        ticket.Agent(Start.AddMinutes(9), new ReplyToRequester("We look into it."));

        Assert.Equal(Start.AddMinutes(10), ticket.History[^1].At);
        Assert.Equal(TimeSpan.FromMinutes(10), ticket.Clock(ClockKind.FirstResponse).Used);
        Assert.Equal(Start.AddMinutes(10), ticket.Messages[^1].At);
    }

    [Fact]
    public void Opens_nothing_for_an_application_that_is_not_there()
    {
        var command = new OpenTicket { Subject = "Hi", Description = "Hi.", Requester = new Requester("a@b.test"), Application = "sohp" };

        Decision decision = TicketDecision.Open(
            ATicket.AnId,
            command,
            new DecisionContext { Now = Start, Model = AModel.Small, Actor = new Actor(ActorKind.Requester, "a@b.test"), Channel = IntakeChannel.Api });

        Assert.Equal("There is no application 'sohp'.", decision.Refusal);
        Assert.Null(decision.Ticket);
        Assert.Empty(decision.Events);
    }

    [Fact]
    public void Is_folded_back_only_from_events_in_order_and_without_a_gap()
    {
        IReadOnlyList<TicketEvent> history = ATicket.Opened(Start).Agent(Start.AddMinutes(1), new TakeTicket("ann")).History;

        Assert.Throws<InvalidOperationException>(() => Ticket.From([]));
        Assert.Throws<InvalidOperationException>(() => Ticket.From(history.Skip(1)));
        Assert.Throws<InvalidOperationException>(() => Ticket.From([.. history.Take(2), .. history.Skip(3)]));
        Assert.Throws<InvalidOperationException>(() => Ticket.From([history[0], history[0] with { Version = 2 }]));
        Assert.Throws<InvalidOperationException>(() => Ticket.From([history[1] with { Version = 1 }]));
    }

    /// <summary>A ticket with its clocks as that status leaves them; hold has no command yet.</summary>
    private static ATicket In(TicketStatus status)
    {
        ATicket ticket = ATicket.Opened(Start);
        DateTimeOffset at = Start.AddSeconds(30);
        switch (status)
        {
            case TicketStatus.New:
                return ticket;
            case TicketStatus.Open:
                return ticket.Agent(at, new TakeTicket("ann"));
            case TicketStatus.Pending:
                return ticket.Agent(at, new SetPending(null));
            case TicketStatus.Resolved:
                return ticket.Agent(at, new ResolveTicket(null));
            case TicketStatus.Closed:
                return ticket.Agent(at, new ResolveTicket(null)).Agent(at, new CloseTicket(null));
            case TicketStatus.Merged:
                return ticket.Agent(at, new MergeTicket(Others.One, "the same matter"));
            case TicketStatus.Cancelled:
                return ticket.Agent(at, new CancelTicket("not wanted any more"));
            default:
                Keep(ticket, new StatusChanged(TicketStatus.New, status), at);
                return ticket;
        }
    }

    private static void Keep(ATicket ticket, TicketEventData data, DateTimeOffset at)
    {
        var next = new TicketEvent
        {
            Version = ticket.Ticket.Version + 1,
            At = at,
            Actor = new Actor(ActorKind.Agent, "ann"),
            Channel = IntakeChannel.Desk,
            Data = data,
        };
        ticket.Keep(new Decision(Ticket.Apply(ticket.Ticket, next), [next], [], null));
    }
}
