using Support.Domain.Model;
using Support.Domain.Sla;
using Support.Domain.Tests.Builders;
using Support.Domain.Tickets;
using Xunit;

namespace Support.Domain.Tests.Sla;

/// <summary>Critical and medium tickets are promised something, low ones nothing.</summary>
public class When_a_promise_is_taken_back
{
    private static readonly DateTimeOffset Opened = Moment.At("2026-01-07 10:00");

    [Fact]
    public void A_priority_that_no_policy_has_ends_the_promises_neither_kept_nor_broken()
    {
        ATicket ticket = Change(Medium(), Opened.AddMinutes(30), Priority.Low);

        Assert.All(ticket.Ticket.Clocks, static clock => Assert.Equal((true, null, null), (clock.Stopped, clock.Met, clock.DueAt)));
        Assert.Equal(
            ["priority Medium to Low", "ClockWithdrawn", "ClockWithdrawn"],
            ticket.Last.Events.Select(static happened => HistoryLine.Of(happened.Data)));
        Assert.Equal("triage: nothing is promised there any more", ticket.History[^1].Cause);
        Assert.Null(Deadlines.Next(ticket.Ticket, ticket.Model));
    }

    [Fact]
    public void A_promise_that_comes_back_is_taken_up_with_what_was_used()
    {
        ATicket ticket = Change(Change(Medium(), Opened.AddMinutes(30), Priority.Low), Opened.AddHours(5), Priority.Critical);

        ClockState first = ticket.Clock(ClockKind.FirstResponse);
        Assert.Equal((TimeSpan.FromMinutes(40), TimeSpan.FromMinutes(30), Opened.AddHours(5).AddMinutes(10)), (first.Target, first.Used, first.DueAt));
        Assert.Equal(1, first.Cycle);
    }

    [Fact]
    public void One_that_was_answered_meanwhile_is_not_owed_again()
    {
        ATicket ticket = Change(Medium(), Opened.AddMinutes(30), Priority.Low).Agent(Opened.AddHours(1), new ReplyToRequester("We look into it."));

        Change(ticket, Opened.AddHours(5), Priority.Critical);

        Assert.True(ticket.Clock(ClockKind.FirstResponse).Stopped);
        Assert.False(ticket.Clock(ClockKind.Resolution).Stopped);
    }

    [Fact]
    public void A_ticket_that_was_never_promised_anything_is_from_now_on()
    {
        ATicket ticket = ATicket.Opened(Opened, Grade.Low, Model);
        Assert.Empty(ticket.Ticket.Clocks);

        Change(ticket, Opened.AddHours(5), Priority.Medium);

        Assert.Equal(Opened.AddHours(6), ticket.Clock(ClockKind.FirstResponse).DueAt);
        Assert.Null(ticket.Ticket.Clock(ClockKind.NextResponse));
    }

    [Fact]
    public void A_longer_target_after_a_breach_does_not_mend_it()
    {
        ATicket ticket = ATicket.Opened(Opened, Grade.High, Model).LiveUntil(Opened.AddMinutes(45));

        Change(ticket, Opened.AddMinutes(45), Priority.Medium);

        Assert.Equal(Opened.AddMinutes(40), ticket.Clock(ClockKind.FirstResponse).BreachedAt);
        ticket.LiveUntil(Opened.AddMinutes(50)).Agent(Opened.AddMinutes(50), new ReplyToRequester("We look into it."));
        Assert.False(ticket.Clock(ClockKind.FirstResponse).Met);
        Assert.Equal(TimeSpan.FromMinutes(40), Assert.Single(ticket.All<SlaBreached>()).Target);
    }

    [Fact]
    public void A_share_of_a_target_is_warned_of_once_however_often_the_ticket_comes_back_to_it()
    {
        SupportModel restarting = With(new SlaOptions { OnPriorityChange = OnPriorityChange.Restart });
        ATicket ticket = ATicket.Opened(Opened, model: restarting).LiveUntil(Opened.AddMinutes(31));

        Change(Change(ticket, Opened.AddMinutes(31), Priority.Critical), Opened.AddMinutes(32), Priority.Medium).LiveUntil(Opened.AddMinutes(80));

        Assert.Equal([0.5m, 0.75m], ticket.All<SlaWarned>().Where(static warned => warned.Clock == ClockKind.FirstResponse).Select(static warned => warned.Share));
    }

    [Theory]
    [InlineData(OnPriorityChange.Carry, 30, 40)]
    [InlineData(OnPriorityChange.Restart, 0, 70)]
    public void A_change_of_priority_carries_what_is_used_or_begins_again(OnPriorityChange way, int usedMinutes, int dueMinutes)
    {
        ATicket ticket = Change(ATicket.Opened(Opened, model: With(new SlaOptions { OnPriorityChange = way })), Opened.AddMinutes(30), Priority.Critical);

        ClockState first = ticket.Clock(ClockKind.FirstResponse);
        Assert.Equal((TimeSpan.FromMinutes(usedMinutes), Opened.AddMinutes(dueMinutes)), (first.Used, first.DueAt));
        Assert.Equal(way == OnPriorityChange.Restart ? true : null, ticket.All<ClockRetargeted>()[0].Restarted);
    }

    [Fact]
    public void Aiming_again_at_the_same_promise_says_nothing()
    {
        ATicket ticket = Medium();

        Do(ticket, Opened.AddMinutes(10), static draft => SlaClocks.Retarget(draft, "again", null));

        Assert.Empty(ticket.Last.Events);
    }

    [Fact]
    public void A_ticket_that_was_withdrawn_and_is_worked_on_after_all_goes_on_with_what_was_used()
    {
        ATicket ticket = Medium().Agent(Opened.AddMinutes(20), new CancelTicket("not wanted"));
        Do(ticket, Opened.AddHours(3), static draft => draft.Emit(new StatusChanged(TicketStatus.Cancelled, TicketStatus.Open), "wanted after all"));

        Assert.Equal(Opened.AddHours(3).AddMinutes(40), ticket.Clock(ClockKind.FirstResponse).DueAt);
        Assert.Equal("wanted after all", ticket.History[^1].Cause);
    }

    private static SupportModel Model => With(SlaOptions.Default);

    private static ATicket Medium() => ATicket.Opened(Opened, model: Model);

    private static ATicket Change(ATicket ticket, DateTimeOffset at, Priority to)
    {
        Do(ticket, at, draft => draft.Emit(new PriorityChanged(draft.Ticket.Priority, to), "triage"));
        return ticket;
    }

    private static void Do(ATicket ticket, DateTimeOffset at, Action<TicketDraft> act)
    {
        var draft = new TicketDraft(
            ticket.Ticket,
            new DecisionContext { Now = at, Model = ticket.Model, Actor = new Actor(ActorKind.Agent, "ann"), Channel = IntakeChannel.Desk });
        act(draft);
        ticket.Keep(draft.Done());
    }

    private static SupportModel With(SlaOptions options) => AModel.Small with
    {
        SlaPolicies =
        [
            new SlaPolicy
            {
                Id = "some",
                Calendar = "always",
                Options = options,
                Targets = new Dictionary<Priority, SlaTargets>
                {
                    [Priority.Critical] = AModel.Targets("PT40M", null, "PT4H"),
                    [Priority.Medium] = AModel.Targets("PT1H", null, "PT8H"),
                },
            },
        ],
    };
}
