using Support.Domain.Model;
using Support.Domain.Sla;
using Support.Domain.Tests.Builders;
using Support.Domain.Tickets;
using Support.Domain.Vendors;
using Xunit;

namespace Support.Domain.Tests.Sla;

/// <summary>The vendor behind payroll promised four office hours for a medium ticket, and nothing for a low one.</summary>
public class When_the_vendor_has_the_ticket
{
    private static readonly DateTimeOffset Opened = Moment.At("2026-01-07 16:00");

    [Fact]
    public void Its_contract_runs_on_its_own_calendar_beside_the_customers_clocks()
    {
        ATicket ticket = HandedOff(Grade.Medium).LiveUntil(Opened.AddDays(2));

        SlaBreached breached = ticket.All<SlaBreached>().Single(static breached => breached.Clock == ClockKind.Underpinning);
        Assert.Equal(Moment.At("2026-01-08 12:00"), breached.DueAt);
        Assert.Equal(3, ticket.All<SlaWarned>().Count(static warned => warned.Clock == ClockKind.Underpinning));
        Assert.Contains(ticket.All<SlaBreached>(), static other => other.Clock == ClockKind.Resolution);
        Assert.Contains(
            "underpinning contract target PT4H (policy vendor:payroll) missed at 2026-01-08T12:00:00Z",
            ticket.History.Select(static happened => happened.Cause));
    }

    [Fact]
    public void A_second_start_leaves_it_running_and_a_second_stop_leaves_it_done()
    {
        ATicket ticket = HandedOff(Grade.Medium);

        Do(ticket, Opened.AddMinutes(30), static draft => SlaClocks.StartUnderpinning(draft, "again"));
        Assert.Empty(ticket.Last.Events);
        Do(ticket, Opened.AddHours(1), static draft => SlaClocks.StopUnderpinning(draft, "the vendor answered"));
        Do(ticket, Opened.AddHours(2), static draft => SlaClocks.StopUnderpinning(draft, "again"));

        ClockStopped stopped = Assert.Single(ticket.All<ClockStopped>());
        Assert.Equal((TimeSpan.FromHours(1), true), (stopped.Used, stopped.Met));
        Assert.Empty(ticket.Last.Events);
    }

    [Fact]
    public void Another_hand_off_is_another_cycle()
    {
        ATicket ticket = HandedOff(Grade.Medium);

        Do(ticket, Opened.AddHours(1), static draft => SlaClocks.StopUnderpinning(draft, "the vendor answered"));
        Do(ticket, Opened.AddDays(1), static draft => SlaClocks.StartUnderpinning(draft, "not fixed"));

        ClockState clock = ticket.Clock(ClockKind.Underpinning);
        Assert.Equal((2, TimeSpan.Zero, Moment.At("2026-01-09 12:00")), (clock.Cycle, clock.Used, clock.DueAt));
    }

    [Fact]
    public void Waiting_for_the_requester_does_not_pause_it_and_resolving_ends_it()
    {
        ATicket ticket = HandedOff(Grade.Medium).Agent(Opened, new SetPending(null));
        Assert.NotNull(ticket.Clock(ClockKind.Underpinning).RunningSince);

        ticket.Agent(Opened.AddHours(1), new ResolveTicket(null));
        Assert.True(ticket.Clock(ClockKind.Underpinning).Stopped);

        ticket.Agent(Opened.AddHours(2), new ReopenTicket("not fixed"));
        Assert.True(ticket.Clock(ClockKind.Underpinning).Stopped);
    }

    [Fact]
    public void What_the_contract_does_not_promise_starts_nothing() =>
        Assert.Null(HandedOff(Grade.Low).Ticket.Clock(ClockKind.Underpinning));

    [Fact]
    public void A_priority_that_the_contract_has_starts_its_clock_while_the_vendor_has_the_ticket()
    {
        ATicket ticket = ATicket.Opened(Opened, Grade.Low, Model, AModel.Payroll)
            .Agent(Opened, new EscalateTicket("needs code", null))
            .Agent(Opened, new HandOffToVendor(null, "only they can"));
        Assert.Null(ticket.Ticket.Clock(ClockKind.Underpinning));

        ticket.Agent(Opened.AddMinutes(30), new SetPriority(Priority.Medium, "more are hit"));
        Assert.Equal(Moment.At("2026-01-08 12:30"), ticket.Clock(ClockKind.Underpinning).DueAt);

        // What the vendor promised when it was asked holds until it gives the ticket back.
        ticket.Agent(Opened.AddMinutes(40), new SetPriority(Priority.Low, "fewer are hit"));
        Assert.Equal(Moment.At("2026-01-08 12:30"), ticket.Clock(ClockKind.Underpinning).DueAt);
    }

    private static ATicket HandedOff(Grade grade)
    {
        ATicket ticket = ATicket.Opened(Opened, grade, Model, AModel.Payroll);
        Do(ticket, Opened, static draft => SlaClocks.StartUnderpinning(draft, "only they can"));
        return ticket;
    }

    private static void Do(ATicket ticket, DateTimeOffset at, Action<TicketDraft> act)
    {
        var draft = new TicketDraft(
            ticket.Ticket,
            new DecisionContext { Now = at, Model = Model, Actor = new Actor(ActorKind.Agent, "ann"), Channel = IntakeChannel.Desk });
        act(draft);
        ticket.Keep(draft.Done());
    }

    private static SupportModel Model => AModel.Small with
    {
        Applications = AModel.Small.Applications.ToDictionary(
            static pair => pair.Key,
            static pair => pair.Key == AModel.Payroll ? pair.Value with { Vendor = Vendor } : pair.Value),
    };

    private static Vendor Vendor => new()
    {
        Name = "Wages Ltd",
        Email = "help@wages.test",
        Contract = new VendorContract
        {
            Calendar = "office",
            Targets = new Dictionary<Priority, TimeSpan> { [Priority.Medium] = TimeSpan.FromHours(4) },
        },
    };
}
