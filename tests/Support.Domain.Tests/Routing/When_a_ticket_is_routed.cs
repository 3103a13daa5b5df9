using Support.Domain.Model;
using Support.Domain.Routing;
using Support.Domain.Tests.Builders;
using Support.Domain.Tickets;
using Xunit;

namespace Support.Domain.Tests.Routing;

public class When_a_ticket_is_routed
{
    private static readonly RoutingFacts Facts = new()
    {
        Subject = "Checkout: cannot pay!",
        Description = "Since 9 o'clock the CHECKOUT page stays white.\nPlease help.",
        Requester = "rita@eu.customer.test",
        CustomFields = new Dictionary<string, string> { ["region"] = "eu" },
    };

    public static TheoryData<int> Conditions => [.. Enumerable.Range(0, All.Length)];

    private static (RoutingCondition When, RoutingFacts Facts, bool Matched, string Because)[] All =>
    [
        (new RoutingCondition { Text = Phrases("invoice", "checkout page") }, Facts, true, "text contains \"checkout page\""),
        (new RoutingCondition { Text = Phrases("Cannot Pay") }, Facts, true, "text contains \"Cannot Pay\""),
        (new RoutingCondition { Text = Phrases("9 o'clock") }, Facts, true, "text contains \"9 o'clock\""),
        (new RoutingCondition { Text = Phrases("check") }, Facts, false, "text contains none of \"check\""),
        (new RoutingCondition { Text = Phrases("page white") }, Facts, false, "text contains none of \"page white\""),
        (new RoutingCondition { Text = Phrases("pay since") }, Facts, false, "text contains none of \"pay since\""),
        (new RoutingCondition { Subject = Phrases("white") }, Facts, false, "subject contains none of \"white\""),
        (new RoutingCondition { Subject = Phrases("pay") }, Facts, true, "subject contains \"pay\""),
        (new RoutingCondition { Channels = [IntakeChannel.Alert] }, Facts, false, "channel is api, not alert"),
        (new RoutingCondition { Channels = [IntakeChannel.Api] }, Facts, true, "channel api"),
        (new RoutingCondition { Organisations = ["customer"] }, Facts with { Requester = "rita@customer.test" }, true, "organisation customer"),
        (new RoutingCondition { Organisations = ["customer"] }, Facts, false, "organisation is not known, not customer"),
        (new RoutingCondition { Contracts = ["gold"] }, Facts with { Requester = "rita@customer.test" }, true, "contract gold"),
        (new RoutingCondition { Applications = ["payroll"] }, Facts, false, "application is not known, not payroll"),
        (new RoutingCondition { Applications = ["payroll"] }, Facts with { Application = "payroll" }, true, "application payroll"),
        (new RoutingCondition { Kinds = [TicketKind.Question, TicketKind.Incident] }, Facts, true, "kind incident"),
        (new RoutingCondition { Kinds = [TicketKind.Change] }, Facts, false, "kind is incident, not change"),
        (new RoutingCondition { Tags = ["VIP"] }, Facts with { Tags = ["vip"] }, true, "tag vip"),
        (new RoutingCondition { Tags = ["vip"] }, Facts, false, "no tag vip"),
        (new RoutingCondition { RequesterDomains = ["customer.test"] }, Facts, true, "requester of eu.customer.test"),
        (new RoutingCondition { RequesterDomains = ["stomer.test"] }, Facts, false, "requester is of eu.customer.test, not stomer.test"),
        (new RoutingCondition { CustomFields = Field("region", "UK", "EU") }, Facts, true, "field region is eu"),
        (new RoutingCondition { CustomFields = Field("region", "UK") }, Facts, false, "field region is not UK"),
        (new RoutingCondition { CustomFields = Field("plan", "gold") }, Facts with { CustomFields = null }, false, "field plan is not gold"),
        (new RoutingCondition { Channels = [IntakeChannel.Api], Subject = Phrases("pay") }, Facts, true, "channel api, subject contains \"pay\""),
        (new RoutingCondition { Channels = [IntakeChannel.Api], Subject = Phrases("invoice") }, Facts, false, "subject contains none of \"invoice\""),
    ];

    private static SupportModel Model { get; } = AModel.Small with
    {
        Organisations = new Dictionary<string, CustomerOrganisation>
        {
            ["customer"] = new CustomerOrganisation { Name = "Customer", Domains = ["customer.test"], Contract = "gold" },
        },
    };

    [Theory]
    [MemberData(nameof(Conditions))]
    public void A_rule_says_by_what_it_matches_or_what_it_misses(int number)
    {
        (RoutingCondition when, RoutingFacts facts, bool matched, string because) = All[number];

        RuleVerdict verdict = Assert.Single(Route(facts, Rule("one", when)).Rules);

        Assert.Equal((matched, because), (verdict.Matched, verdict.Because));
    }

    [Fact]
    public void The_first_rule_that_matches_decides()
    {
        RoutingResult result = Route(
            Facts,
            Rule("questions", new RoutingCondition { Kinds = [TicketKind.Question] }, new RoutingOutcome { Team = "dev" }),
            Rule("payments", new RoutingCondition { Text = Phrases("checkout"), Channels = [IntakeChannel.Api] }, new RoutingOutcome { Application = "payroll", Impact = Grade.High, Urgency = Grade.High }),
            Rule("rest", null, new RoutingOutcome { Priority = Priority.Low }));

        Assert.Equal("matched rule 2 (payments): channel api, text contains \"checkout\"", result.Explanation);
        Assert.Equal(("payroll", Tier.L2, "support", Priority.Critical), (result.Application, result.Tier, result.Team, result.Priority));
        Assert.Equal([false, true, null], result.Rules.Select(static verdict => verdict.Matched));
        Assert.Equal("a rule before it decided", result.Rules[2].Because);
        Assert.False(result.NeedsTriage);
    }

    [Fact]
    public void A_rule_that_continues_lets_the_others_add_and_not_undo()
    {
        RoutingResult result = Route(
            Facts,
            Rule("vip", null, new RoutingOutcome { Urgency = Grade.High, Tags = ["vip"], Skills = ["calm"] }) with { AndContinue = true },
            Rule("of-vip", new RoutingCondition { Tags = ["vip"] }, new RoutingOutcome { Urgency = Grade.Low, Team = "dev", Tags = ["vip", "dear"], Skills = ["code"] }));

        Assert.Equal("matched rule 1 (vip): it is for every ticket; then rule 2 (of-vip): tag vip", result.Explanation);
        Assert.Equal((Grade.High, Tier.L3, "dev"), (result.Urgency, result.Tier, result.Team));
        Assert.Equal(["vip", "dear"], result.Routed!.Tags);
        Assert.Equal(["calm", "code"], result.Routed.Skills);
        Assert.Equal(["vip", "of-vip"], result.Routed.Rules);
    }

    [Theory]
    [InlineData(false, "shop", Grade.Low, "matched rule 1 (all): it is for every ticket; the requester's own application and impact stays")]
    [InlineData(true, "payroll", Grade.High, "matched rule 1 (all): it is for every ticket")]
    public void What_the_requester_said_stays_unless_the_rule_overrides_it(bool overrides, string application, Grade impact, string explanation)
    {
        RoutingRule rule = Rule("all", null, new RoutingOutcome { Application = "payroll", Impact = Grade.High, Urgency = Grade.High }) with { Override = overrides };

        RoutingResult result = Route(Facts with { Application = "shop", Impact = Grade.Low }, rule);

        Assert.Equal((application, impact, Grade.High, explanation), (result.Application, result.Impact, result.Urgency, result.Explanation));
    }

    [Fact]
    public void A_priority_that_a_rule_sets_counts_whatever_impact_and_urgency_say() =>
        Assert.Equal(Priority.Critical, Route(Facts, Rule("all", null, new RoutingOutcome { Priority = Priority.Critical })).Priority);

    [Fact]
    public void What_nobody_says_anything_of_goes_to_the_triage_manager()
    {
        RoutingRule other = Rule("other", new RoutingCondition { Text = Phrases("printer") }, new RoutingOutcome { Team = "dev" });

        Assert.Equal(
            (true, "shop", "desk", "no rule matched; nobody said what it is about: the triage manager decides"),
            Told(Route(Facts, other)));
        Assert.Equal((false, "payroll", "support", "no rule matched: the requester named payroll"), Told(Route(Facts with { Application = "payroll" }, other)));
        Assert.Equal((false, "payroll", "support", "no rule matched: alerts go to payroll"), Told(Route(Facts with { Channel = IntakeChannel.Alert }, other)));
        Assert.Equal(
            (true, "shop", "desk", "matched rule 1 (tag): it is for every ticket; nobody said what it is about: the triage manager decides"),
            Told(Route(Facts, Rule("tag", null, new RoutingOutcome { Tags = ["new"] }))));
        Assert.Equal((false, "shop", "desk", "the model has no routing rules"), Told(TicketRouting.Route(Facts, Model)));

        static (bool, string, string, string) Told(RoutingResult result) =>
            (result.NeedsTriage, result.Application, result.Team, result.Explanation);
    }

    [Fact]
    public void A_long_text_is_looked_at_only_in_its_beginning()
    {
        RoutingRule rule = Rule("one", new RoutingCondition { Text = Phrases("needle") });
        string hay = string.Concat(Enumerable.Repeat("hay ", 10_000));

        Assert.False(Route(Facts with { Description = hay + "needle" }, rule).Rules[0].Matched);
        Assert.True(Route(Facts with { Description = "needle " + hay }, rule).Rules[0].Matched);
    }

    private static RoutingResult Route(RoutingFacts facts, params RoutingRule[] rules) =>
        TicketRouting.Route(facts, Model with { Routing = new RoutingRules { Rules = rules } });

    private static RoutingRule Rule(string id, RoutingCondition? when, RoutingOutcome? set = null) =>
        new() { Id = id, When = when, Set = set ?? new RoutingOutcome { Team = "dev" } };

    private static Phrase[] Phrases(params string[] texts) => [.. texts.Select(static text => Phrase.Of(text)!)];

    private static Dictionary<string, IReadOnlyList<string>> Field(string name, params string[] values) => new() { [name] = values };
}
