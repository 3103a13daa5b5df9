using Support.Domain.Model;
using Support.Domain.Tests.Builders;
using Support.Domain.Tickets;
using Support.Domain.Vendors;
using Xunit;

namespace Support.Domain.Tests.Vendors;

public class When_the_vendor_is_asked
{
    private static readonly DateTimeOffset Opened = Moment.At("2026-01-07 10:00");
    private static readonly DateTimeOffset Later = Opened.AddMinutes(20);
    private static readonly Actor Vendor = new(ActorKind.Vendor, "help@paymaster.test", "Paymaster");

    private static readonly SupportModel Model = AModel.WithVendor with
    {
        SlaPolicies = [AModel.Promise(null, null, "PT900H")],
        Applications = AModel.WithVendor.Applications.ToDictionary(
            static application => application.Key,
            static application => application.Value.Vendor is { } vendor
                ? application.Value with { Vendor = vendor with { Contract = FourHours } }
                : application.Value),
    };

    private static VendorContract FourHours => new()
    {
        Calendar = "always",
        Targets = Enum.GetValues<Priority>().ToDictionary(static priority => priority, static _ => TimeSpan.FromHours(4)),
    };

    [Fact]
    public void The_ticket_waits_and_the_contract_runs()
    {
        ATicket ticket = HandedOff();

        Assert.Equal(
            [
                "note 2", "Paymaster engaged 1 with note 2", "Open to OnHold", "Underpinning 1 started 04:00:00",
            ],
            Lines(ticket.Last));
        Assert.Equal("a bug in their product", ticket.Last.Events[1].Cause);
        Assert.Equal("Paymaster has the ticket: a bug in their product", ticket.Last.Events[2].Cause);
        Assert.True(ticket.Ticket.Vendor!.HasTicket);
        Assert.NotNull(ticket.Clock(ClockKind.Resolution).RunningSince);
    }

    [Fact]
    public void Without_a_text_the_conversation_goes_and_with_one_only_if_wanted()
    {
        Assert.True(Sent(new HandOffToVendor(null, "r")).Conversation);
        Assert.False(Sent(new HandOffToVendor("Please help.", "r")).Conversation);
        Assert.True(Sent(new HandOffToVendor("Please help.", "r", true)).Conversation);

        static VendorEngaged Sent(HandOffToVendor command) => OnTheLastTier().Agent(Later, command).All<VendorEngaged>()[^1];
    }

    [Fact]
    public void Only_from_the_last_tier_of_an_application_that_has_a_vendor()
    {
        Assert.Equal(
            "The vendor stands behind the last tier; the ticket is on L2: escalate it to L3 first.",
            Payroll().TryAgent(Later, new HandOffToVendor("x", "r")).Refusal);
        Assert.Equal("shop has no vendor.", ATicket.Opened(Opened, model: Model).TryAgent(Later, new HandOffToVendor("x", "r")).Refusal);
        Assert.Equal(
            "Paymaster has the ticket already; record what they say with vendor/answer.",
            HandedOff().TryAgent(Later, new HandOffToVendor("x", "r")).Refusal);
    }

    [Fact]
    public void Their_answer_comes_in_as_an_internal_message_and_the_ticket_is_ours_again()
    {
        ATicket ticket = Answered(HandedOff(), Later.AddHours(1), new RecordVendorAnswer(null, "VX-1", "Install patch 7."));

        Assert.Equal(
            ["note 3", "vendor Answered VX-1", "Underpinning stopped 01:00:00 met", "OnHold to Open"], Lines(ticket.Last));
        Assert.Equal("Paymaster answered", ticket.Last.Events[^1].Cause);
        TicketMessage message = ticket.Messages[^1];
        Assert.Equal((Vendor, false), (message.Author, message.Public));
        Assert.Equal(("VX-1", VendorWord.Answered, false), (ticket.Ticket.Vendor!.Reference, ticket.Ticket.Vendor.Word, ticket.Ticket.Vendor.HasTicket));
        Assert.Equal([3], ticket.Ticket.Vendor.Messages);
    }

    [Fact]
    public void Too_late_an_answer_has_missed_the_contract()
    {
        ATicket ticket = Answered(HandedOff().LiveUntil(Later.AddHours(5)), Later.AddHours(5), new RecordVendorAnswer(null, null, "Sorry."));

        Assert.False(ticket.Clock(ClockKind.Underpinning).Met);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(VendorWord.Acknowledged)]
    [InlineData(VendorWord.InProgress)]
    public void A_receipt_is_no_answer(VendorWord? word)
    {
        ATicket ticket = Answered(HandedOff(), Later.AddMinutes(5), new RecordVendorAnswer(word, "VX-1", null));

        Assert.Equal(TicketStatus.OnHold, ticket.Ticket.Status);
        Assert.Equal(("VX-1", true), (ticket.Ticket.Vendor!.Reference, ticket.Ticket.Vendor.HasTicket));
        Assert.NotNull(ticket.Clock(ClockKind.Underpinning).RunningSince);
    }

    [Fact]
    public void What_an_agent_heard_by_telephone_is_kept_under_both_names()
    {
        ATicket ticket = HandedOff().Agent(Later.AddHours(1), new RecordVendorAnswer(VendorWord.Resolved, null, "They shipped a patch."));

        Assert.Equal(Vendor, ticket.Messages[^1].Author);
        Assert.All(ticket.Last.Events, static happened => Assert.Equal("ann", happened.Actor.Id));
        Assert.Equal("Paymaster says that it is resolved", ticket.Last.Events[^1].Cause);
    }

    [Fact]
    public void A_late_word_is_kept_and_moves_nothing()
    {
        ATicket ticket = Answered(HandedOff(), Later.AddHours(1), new RecordVendorAnswer(null, null, "Install patch 7."))
            .Agent(Later.AddHours(2), new ResolveTicket(null));

        Answered(ticket, Later.AddHours(3), new RecordVendorAnswer(null, null, "By the way: 8 is out."));

        Assert.Equal(["note 4", "vendor Answered "], Lines(ticket.Last));
        Assert.Equal(TicketStatus.Resolved, ticket.Ticket.Status);
    }

    [Fact]
    public void It_can_be_asked_again_and_its_contract_begins_anew()
    {
        ATicket ticket = Answered(HandedOff(), Later.AddHours(1), new RecordVendorAnswer(null, "VX-1", "Which version?"))
            .Agent(Later.AddHours(2), new HandOffToVendor("Version 9.", "they asked"));

        Assert.Equal((2, "VX-1"), (ticket.Ticket.Vendor!.Engagement, ticket.Ticket.Vendor.Reference));
        Assert.Equal(2, ticket.Clock(ClockKind.Underpinning).Cycle);
    }

    [Fact]
    public void Another_vendor_knows_nothing_of_the_first()
    {
        ATicket ticket = Answered(HandedOff(), Later.AddHours(1), new RecordVendorAnswer(null, "VX-1", "Not ours."));
        ticket.Under(Model with
        {
            Applications = Model.Applications.ToDictionary(
                static application => application.Key,
                static application => application.Value.Vendor is null
                    ? application.Value
                    : application.Value with { Vendor = new Vendor { Name = "Other", Email = "help@other.test" } }),
        });

        ticket.Agent(Later.AddHours(2), new HandOffToVendor("Please help.", "theirs after all"));

        Assert.Equal(("Other", null, 0), (ticket.Ticket.Vendor!.Name, ticket.Ticket.Vendor.Reference, ticket.Ticket.Vendor.Messages.Count));
    }

    [Fact]
    public void Who_was_not_asked_cannot_answer() =>
        Assert.Equal("No vendor was asked about this ticket.", Payroll().TryAgent(Later, new RecordVendorAnswer(null, "VX-1", null)).Refusal);

    [Fact]
    public void It_is_told_when_the_ticket_is_resolved_or_withdrawn_meanwhile()
    {
        Assert.Contains("vendor released 1", Lines(HandedOff().Agent(Later, new ResolveTicket(null)).Last));
        ATicket cancelled = HandedOff().Agent(Later, new CancelTicket("not wanted"));

        Assert.Equal("vendor released 1", Lines(cancelled.Last)[^1]);
        Assert.Equal("the ticket is cancelled", cancelled.History[^1].Cause);
        Assert.False(cancelled.Ticket.Vendor!.HasTicket);
    }

    [Fact]
    public void It_is_not_told_twice_nor_when_it_has_answered()
    {
        ATicket ticket = Answered(HandedOff(), Later.AddHours(1), new RecordVendorAnswer(null, null, "Install patch 7."))
            .Agent(Later.AddHours(2), new ResolveTicket(null));

        Assert.Empty(ticket.All<VendorReleased>());
    }

    private static ATicket Payroll() => ATicket.Opened(Opened, model: Model, application: AModel.Payroll);

    private static ATicket OnTheLastTier() => Payroll()
        .Agent(Opened, new EscalateTicket("theirs", null))
        .Agent(Opened, new TakeTicket("dot"), "dot");

    private static ATicket HandedOff() => OnTheLastTier().Agent(Later, new HandOffToVendor("Please help.", "a bug in their product"));

    private static ATicket Answered(ATicket ticket, DateTimeOffset at, RecordVendorAnswer answer)
    {
        ticket.Keep(ticket.Try(at, answer, Vendor, IntakeChannel.Api));
        Assert.Null(ticket.Last.Refusal);
        return ticket;
    }

    private static List<string> Lines(Decision decision) =>
        [.. decision.Events.Select(static happened => HistoryLine.Of(happened.Data))];
}
