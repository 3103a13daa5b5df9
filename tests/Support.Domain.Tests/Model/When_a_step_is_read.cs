using System.Text.Json.Nodes;
using Support.Domain.Model;
using Xunit;

namespace Support.Domain.Tests.Model;

public class When_a_step_is_read
{
    private const string Everything = """
        {
          "id": "all", "clock": "resolution", "after": "PT30M", "tiers": ["L1", "L2"], "statuses": ["new", "open"],
          "unlessAcknowledged": true, "notify": ["relationshipManager"],
          "page": ["team", { "chain": ["onCall", "teamLead", "onCall"], "every": "PT10M", "times": 2 }],
          "raiseTo": "next", "assignTo": "bySkill", "skills": ["payments"], "raisePriorityTo": "high",
          "declareMajorIncident": true, "widenSwarm": { "skills": ["network"], "people": ["ben"] }, "callWebhook": "status-page"
        }
        """;

    [Fact]
    public void It_says_all_that_a_step_can()
    {
        EscalationStep step = Read(Everything);

        Assert.Equal((1m, TimeSpan.FromMinutes(30)), (step.At, step.After));
        Assert.Equal(TimeSpan.FromMinutes(90), step.DueOn(TimeSpan.FromHours(1)));
        Assert.Equal([Tier.L1, Tier.L2], step.Tiers!);
        Assert.Equal([TicketStatus.New, TicketStatus.Open], step.Statuses!);
        Assert.True(step.UnlessAcknowledged);
        Assert.Equal([Audiences.RelationshipManager], step.Notify);
        Assert.Equal([Audiences.Team], step.Page);
        PageChain chain = Assert.Single(step.PageChains);
        Assert.Equal([Audiences.OnCall, Audiences.TeamLead, Audiences.OnCall], chain.Links);
        Assert.Equal((TimeSpan.FromMinutes(10), 2), (chain.Every, chain.Times));
        Assert.Equal((true, null), (step.RaiseToNext, step.RaiseTo));
        Assert.Equal(AssignmentWay.BySkill, step.AssignTo);
        Assert.Equal(["payments"], step.Skills);
        Assert.Equal(Priority.High, step.RaisePriorityTo);
        Assert.True(step.DeclareMajorIncident);
        Assert.Equal(["network"], step.WidenSwarm!.Skills);
        Assert.Equal(["ben"], step.WidenSwarm.People);
        Assert.Equal("status-page", step.CallWebhook);
    }

    [Fact]
    public void The_older_way_to_assign_to_the_on_call_is_still_read() => Assert.Equal(
        AssignmentWay.OnCall,
        Read("""{ "id": "all", "clock": "resolution", "at": 0.5, "assignToOnCall": true }""").AssignTo);

    private static EscalationStep Read(string step)
    {
        JsonNode tree = ModelFile.Tree();
        ModelFile.Set(tree, "/escalationPolicies/0/steps/0", step);
        ModelFile.Set(tree, "/webhooks", """{ "status-page": { "name": "Status page", "url": "http://localhost:9000/hook" } }""");

        ModelReadResult read = SupportModelReader.Read(tree.ToJsonString());

        Assert.Empty(read.Mistakes);
        return read.Model!.EscalationPolicies[0].Steps[0];
    }
}
