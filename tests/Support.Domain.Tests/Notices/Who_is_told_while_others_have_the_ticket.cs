using Support.Domain.Model;
using Support.Domain.Notices;
using Support.Domain.Tests.Builders;
using Support.Domain.Tickets;
using Support.Domain.Vendors;
using Xunit;

namespace Support.Domain.Tests.Notices;

public class Who_is_told_while_others_have_the_ticket
{
    private static readonly DateTimeOffset Opened = Moment.At("2026-01-07 10:00");

    [Fact]
    public void Who_holds_a_ticket_that_waited_until_a_time_is_reminded()
    {
        ATicket ticket = Quiet().Agent(Opened, new TakeTicket("dot")).Agent(Opened, new HoldTicket("r", Opened.AddHours(1))).Fire(Opened.AddHours(1));

        Assert.Equal(["WaitOver Email dot@example.test"], Told(ticket));
        Assert.Empty(Told(ticket.Agent(Opened.AddHours(2), new SetPending(null)).Agent(Opened.AddHours(3), new ResumeTicket(null))));
    }

    [Fact]
    public void The_vendor_gets_what_was_asked_and_never_why()
    {
        Notice sent = Assert.Single(Notices(HandedOff()));

        Assert.Equal((true, false, "help@paymaster.test", "Paymaster"), (sent.ToVendor, sent.ToRequester, sent.Recipient, sent.RecipientName));
        Assert.Equal((2, false), (sent.Message, sent.Conversation));
        Assert.Null(sent.Cause);
    }

    [Fact]
    public void The_vendors_webhook_is_called_beside_the_mail_and_hears_no_cause_either()
    {
        ATicket ticket = HandedOff(AModel.WithVendor with
        {
            Webhooks = new Dictionary<string, Webhook> { ["paymaster"] = new() { Name = "Paymaster", Url = new Uri("https://paymaster.test/hook") } },
            Applications = AModel.WithVendor.Applications.ToDictionary(
                static application => application.Key,
                static application => application.Value.Vendor is { } vendor
                    ? application.Value with { Vendor = vendor with { Webhook = "paymaster" } }
                    : application.Value),
        });

        Assert.Equal(["VendorHandOff Email help@paymaster.test", "VendorHandOff Webhook paymaster"], Told(ticket));
        Assert.All(Notices(ticket), static notice => Assert.Equal((true, null), (notice.ToVendor, notice.Cause)));

        ticket.Agent(Opened.AddHours(1), new ResolveTicket(null));

        Assert.Equal(
            ["VendorRelease Email help@paymaster.test", "VendorRelease Webhook paymaster"],
            Told(ticket).Where(static told => told.StartsWith("Vendor", StringComparison.Ordinal)));
    }

    [Fact]
    public void Who_wrote_down_the_vendors_answer_is_not_told_of_it()
    {
        RecordVendorAnswer answer = new(null, null, "Install patch 7.");

        Assert.Equal([], Told(HandedOff().Agent(Opened.AddHours(1), answer, "dot")));
        Assert.Equal(["VendorAnswer Email dot@example.test"], Told(HandedOff().Agent(Opened.AddHours(1), answer, "dirk")));
    }

    private static ATicket HandedOff(SupportModel? model = null) => Quiet(model)
        .Agent(Opened, new EscalateTicket("theirs", null))
        .Agent(Opened, new TakeTicket("dot"))
        .Agent(Opened, new HandOffToVendor("Please help.", "they wrote the bug"));

    private static ATicket Quiet(SupportModel? model = null) => ATicket.Opened(
        Opened,
        model: (model ?? AModel.WithVendor) with { SlaPolicies = [AModel.Promise(null, null, null)] },
        application: AModel.Payroll);

    private static IEnumerable<string> Told(ATicket ticket) => Notices(ticket).Select(NoticeLine.Of);

    private static IEnumerable<Notice> Notices(ATicket ticket) =>
        ticket.Last.Events.SelectMany(happened => NoticePlan.Of(ticket.Ticket, happened, ticket.Model));
}
