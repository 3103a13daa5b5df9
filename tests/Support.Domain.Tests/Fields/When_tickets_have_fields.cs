using Support.Domain.Fields;
using Support.Domain.Model;
using Support.Domain.Tests.Builders;
using Support.Domain.Tickets;
using Xunit;

namespace Support.Domain.Tests.Fields;

public class When_tickets_have_fields
{
    private static readonly DateTimeOffset Opened = Moment.At("2026-01-07 10:00");

    private static readonly SupportModel Model = AModel.Small with
    {
        CustomFields = new Dictionary<string, CustomField>
        {
            ["order"] = new CustomField { Name = "Order", Type = FieldType.Number, Required = true, Applications = [AModel.Shop] },
            ["day"] = new CustomField { Name = "Day", Type = FieldType.Date },
            ["floors"] = new CustomField { Name = "Floors", Type = FieldType.MultiChoice, Choices = ["ground", "first", "second"] },
            ["cause"] = new CustomField { Name = "Cause", Type = FieldType.Text, EditableByRequester = false, VisibleToRequester = false },
            ["salary"] = new CustomField { Name = "Salary", Type = FieldType.Boolean, Applications = [AModel.Payroll] },
        },
        CannedAnswers = new Dictionary<string, CannedAnswer>
        {
            ["hello"] = new CannedAnswer { Name = "Hello", Text = "Hello {{ requester.name }}, {{agent.name}} has {{ticket.id}} {{ }} {{" },
            ["pay"] = new CannedAnswer { Name = "Pay", Text = "Soon.", Applications = [AModel.Payroll] },
        },
    };

    [Theory]
    [InlineData(FieldType.Number, "12.50", "12.50")]
    [InlineData(FieldType.Number, "-3", "-3")]
    [InlineData(FieldType.Number, "1e3", null)]
    [InlineData(FieldType.Number, "1,5", null)]
    [InlineData(FieldType.Date, "2026-02-28", "2026-02-28")]
    [InlineData(FieldType.Date, "2026-02-29", null)]
    [InlineData(FieldType.Boolean, "true", "true")]
    [InlineData(FieldType.Boolean, "yes", null)]
    [InlineData(FieldType.Choice, "first", "first")]
    [InlineData(FieldType.Choice, "third", null)]
    [InlineData(FieldType.MultiChoice, "second, ground,second", "ground,second")]
    [InlineData(FieldType.MultiChoice, "ground,cellar", null)]
    [InlineData(FieldType.MultiChoice, ",", null)]
    [InlineData(FieldType.Text, " as it is ", " as it is ")]
    public void A_value_is_kept_in_one_way_of_writing_or_refused_with_what_is_expected(FieldType type, string text, string? kept)
    {
        var field = new CustomField { Name = "Field", Type = type, Choices = ["ground", "first", "second"] };

        Assert.Equal(kept, FieldRules.Normalise(field, text, out string mistake));
        Assert.Equal(kept is null, mistake.Length > 0);
    }

    [Fact]
    public void What_a_requester_says_is_checked_in_one_go()
    {
        var said = new Dictionary<string, string?> { ["day"] = "tomorrow", ["cause"] = "me", ["salary"] = "true", ["ordr"] = "12" };

        Assert.Null(FieldRules.Opening(Model, AModel.Shop, said, out IReadOnlyList<FieldMistake> mistakes));

        Assert.Equal(
            [
                "day: Expected a day such as 2026-11-22.",
                "cause: Only agents set this field.",
                "salary: Tickets of shop have no such field; known are order, day, floors, cause.",
                "ordr: Tickets of shop have no such field; known are order, day, floors, cause.",
                "order: It is missing: Order is needed.",
            ],
            mistakes.Select(static mistake => $"{mistake.Field}: {mistake.Mistake}"));
    }

    [Fact]
    public void An_agent_sets_and_clears_them_and_the_requester_sees_what_they_may()
    {
        ATicket ticket = ATicket.Opened(Opened, model: Model)
            .Agent(Opened.AddMinutes(1), Set(("order", "12"), ("cause", "the cache"), ("day", "2026-01-08")))
            .Agent(Opened.AddMinutes(2), Set(("day", null), ("order", "13"), ("cause", "the cache")));

        Assert.Equal(["cause the cache", "order 13"], ticket.Ticket.CustomFields!.Select(static pair => $"{pair.Key} {pair.Value}").Order());
        Assert.Equal(["order"], FieldRules.Visible(ticket.Ticket, Model)!.Keys);
        FieldsChanged last = ticket.All<FieldsChanged>()[^1];
        Assert.Equal(["order"], last.Set.Keys);
        Assert.Equal(["day"], last.Cleared);
    }

    [Fact]
    public void An_agent_is_refused_what_the_model_does_not_allow() => Assert.Equal(
        "Field 'order': It is required and cannot be cleared. Field 'day': Expected a day such as 2026-11-22. "
        + "Field 'x': Tickets of shop have no such field; known are order, day, floors, cause.",
        ATicket.Opened(Opened, model: Model).TryAgent(Opened.AddMinutes(1), Set(("order", null), ("day", "8"), ("x", "y"))).Refusal);

    [Fact]
    public void A_canned_answer_is_filled_in_once()
    {
        ATicket ticket = ATicket.Opened(Opened, model: Model)
            .Agent(Opened.AddMinutes(1), new ChangeRequester(new Requester("rita@customer.test", "{{agent.name}}"), "her real name"))
            .Agent(Opened.AddMinutes(2), new ReplyToRequester("More soon.") { Canned = "hello" });

        Assert.Equal($"Hello {{{{agent.name}}}}, ANN has {ATicket.AnId}  {{{{\n\nMore soon.", ticket.Messages[^1].Text);
        Assert.Equal(
            "There is no canned answer 'pay' for tickets of shop.",
            ticket.TryAgent(Opened.AddMinutes(3), new ReplyToRequester("") { Canned = "pay" }).Refusal);
    }

    [Theory]
    [InlineData("@sue please, and @Sue again", "sue")]
    [InlineData("(@max), @ann.", "max ann")]
    [InlineData("write to sue@example.test or a.@sue", "")]
    [InlineData("@suex @nobody @ @@sue", "")]
    [InlineData("@sue-", "sue")]
    public void A_note_calls_whom_it_names(string text, string called) =>
        Assert.Equal(called, string.Join(' ', Mentions.In(text, Model)));

    [Theory]
    [InlineData(" Pay Day ", "pay-day")]
    [InlineData("VIP:gold_1.5", "vip:gold_1.5")]
    [InlineData("no/slash", null)]
    [InlineData("  ", null)]
    public void A_tag_is_written_in_one_way(string text, string? tag) => Assert.Equal(tag, TagFormat.Normalise(text));

    [Fact]
    public void Spam_is_withdrawn_without_a_word_and_comes_back_with_its_clocks()
    {
        ATicket ticket = ATicket.Opened(Opened)
            .Agent(Opened.AddMinutes(10), new MarkSpam("sells watches"))
            .Agent(Opened.AddHours(30), new MarkNotSpam("wants watches"));

        Assert.Equal((TicketStatus.New, null), (ticket.Ticket.Status, ticket.Ticket.SpamFrom));
        Assert.Equal(Opened.AddHours(30).AddMinutes(50), ticket.Clock(ClockKind.FirstResponse).DueAt);
        Assert.Equal(
            "The ticket was not marked as spam.",
            ATicket.Opened(Opened).Agent(Opened.AddMinutes(1), new CancelTicket("twice")).TryAgent(Opened.AddMinutes(2), new MarkNotSpam("no")).Refusal);
    }

    [Fact]
    public void Another_requester_brings_their_organisation_and_contract()
    {
        SupportModel model = AModel.Small with
        {
            Organisations = new Dictionary<string, CustomerOrganisation>
            {
                ["gold"] = new CustomerOrganisation { Name = "Gold", Domains = ["gold.test"], Contract = "premium" },
            },
            Contracts = new Dictionary<string, Contract> { ["premium"] = new Contract { Name = "Premium" } },
            SlaPolicies =
            [
                AModel.Promise("PT30M", "PT1H", "PT2H") with { Id = "premium", When = new TicketFilter { Contracts = ["premium"] } },
                AModel.Promise("PT1H", "PT2H", "PT8H"),
            ],
        };

        ATicket ticket = ATicket.Opened(Opened, model: model)
            .Agent(Opened.AddMinutes(10), new ChangeRequester(new Requester("gus@gold.test", "Gus"), "wrote for him"));

        Assert.Equal(("gold", "premium"), (ticket.Ticket.Organisation, ticket.Ticket.Contract));
        Assert.Equal(("premium", Opened.AddMinutes(30)), (ticket.Clock(ClockKind.FirstResponse).Policy, ticket.Clock(ClockKind.FirstResponse).DueAt));
    }

    private static SetFields Set(params (string Id, string? Value)[] values) =>
        new(values.ToDictionary(static pair => pair.Id, static pair => pair.Value), "asked for");
}
