using System.Text.Json;
using Support.Domain.Calendars;
using Support.Domain.Model;
using Xunit;

namespace Support.Domain.Tests.Model;

public class The_default_model
{
    private static readonly SupportModel Model = ModelFile.Model;

    [Fact]
    public void Has_no_mistakes() => Assert.Empty(SupportModelReader.Read(ModelFile.Text).Mistakes);

    [Theory]
    [InlineData(Priority.Critical, "PT15M", "PT30M", "PT4H")]
    [InlineData(Priority.High, "PT1H", "PT2H", "PT8H")]
    [InlineData(Priority.Medium, "PT4H", "PT8H", "PT24H")]
    [InlineData(Priority.Low, "PT24H", "PT24H", "PT48H")]
    public void Promises_the_default_targets(Priority priority, string firstResponse, string nextResponse, string resolution)
    {
        foreach (string application in Model.Applications.Keys)
        {
            SlaTargets targets = PolicyOf(application, priority).Targets[priority];

            Assert.Equal(System.Xml.XmlConvert.ToTimeSpan(firstResponse), targets.FirstResponse);
            Assert.Equal(System.Xml.XmlConvert.ToTimeSpan(nextResponse), targets.NextResponse);
            Assert.Equal(System.Xml.XmlConvert.ToTimeSpan(resolution), targets.Resolution);
        }
    }

    [Fact]
    public void Counts_critical_tickets_around_the_clock_and_others_in_office_hours()
    {
        DateTimeOffset sunday = new(2026, 1, 11, 3, 0, 0, TimeSpan.Zero);

        Assert.True(Model.Calendar(PolicyOf("shop", Priority.Critical).Calendar).IsOpen(sunday));
        Assert.False(Model.Calendar(PolicyOf("shop", Priority.High).Calendar).IsOpen(sunday));
        Assert.Same(BusinessCalendar.AlwaysOpen, Model.Calendar("always"));
    }

    [Fact]
    public void Has_a_step_for_each_promise_of_the_critical_escalation()
    {
        EscalationPolicy policy = Model.EscalationPolicies.First(static policy =>
            policy.When!.Matches(new TicketFacts("shop", TicketKind.Incident, Priority.Critical)));

        Assert.Equal(
            [
                "FirstResponse 0 page OnCall", "FirstResponse 0.5 page OnCall",
                "FirstResponse 1 raise L2 on-call notify TeamLead", "NextResponse 1 notify Assignee TeamLead",
                "Resolution 0.5 raise L3 on-call notify Manager TeamLead", "Resolution 0.75 notify IncidentManager",
                "Resolution 1 notify Executives Manager",
            ],
            policy.Steps.Select(Describe));
    }

    [Fact]
    public void Hands_nothing_over_in_a_swarm()
    {
        foreach (Priority priority in Enum.GetValues<Priority>())
        {
            EscalationPolicy policy = Model.EscalationPolicies.First(policy =>
                policy.When!.Matches(new TicketFacts("platform", TicketKind.Incident, priority)));

            Assert.DoesNotContain(policy.Steps, static step => step.AssignTo is not null || step.RaiseTo == Tier.L3);
        }
    }

    [Fact]
    public void Has_somebody_on_call_for_every_team_and_a_channel()
    {
        Assert.All(Model.Teams, static team =>
        {
            Assert.NotNull(OnCall.Of(Model, team.Key, new DateTimeOffset(2026, 8, 2, 3, 0, 0, TimeSpan.Zero)));
            Assert.True(team.Value.TeamsChannel);
        });
    }

    [Fact]
    public void Has_the_tiers_of_its_audiences()
    {
        Assert.Equal(Tier.L1, Model.Applications["shop"].FirstTier);
        Assert.Equal(Tier.L2, Model.Applications["payroll"].FirstTier);
        Assert.NotNull(Model.Applications["payroll"].Vendor);
        Assert.Equal(SupportStyle.Swarm, Model.Applications["platform"].Style);
        Assert.Equal(TimeSpan.FromDays(5), Model.AutoCloseAfter);
        Assert.Equal(Priority.Critical, Model.Priorities.Of(Grade.High, Grade.High));
    }

    [Fact]
    public void Has_shifts_in_two_time_zones() =>
        Assert.Equal(2, Model.Shifts.Values.Select(static shift => shift.TimeZone).Distinct().Count());

    [Fact]
    public void Can_be_read_by_an_editor_without_comments()
    {
        // What stays when comments and trailing commas go is still the same model.
        string plain = ModelFile.Tree().ToJsonString(JsonSerializerOptions.Default);

        Assert.Equal(
            JsonSerializer.Serialize(Model, Domain.Json.SupportJson.Options),
            JsonSerializer.Serialize(SupportModelReader.Read(plain).Model, Domain.Json.SupportJson.Options));
    }

    private static SlaPolicy PolicyOf(string application, Priority priority) => Model.SlaPolicies.First(policy =>
        policy.When?.Matches(new TicketFacts(application, TicketKind.Incident, priority)) ?? true);

    private static string Describe(EscalationStep step) => string.Join(' ', new[]
    {
        $"{step.Clock} {step.At}",
        step.RaiseTo is null ? null : $"raise {step.RaiseTo}",
        step.AssignTo == AssignmentWay.OnCall ? "on-call" : null,
        step.Page.Count == 0 ? null : $"page {string.Join(' ', step.Page)}",
        step.Notify.Count == 0 ? null : $"notify {string.Join(' ', step.Notify)}",
    }.OfType<string>());
}
