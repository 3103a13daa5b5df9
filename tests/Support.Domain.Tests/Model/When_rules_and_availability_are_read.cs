using System.Text.Json.Nodes;
using Support.Domain.Model;
using Xunit;

namespace Support.Domain.Tests.Model;

public class When_rules_and_availability_are_read
{
    [Fact]
    public void Everything_that_is_said_is_there()
    {
        JsonNode file = ModelFile.Tree();
        ModelFile.Set(file, "/load", """{ "limit": 20, "weights": { "critical": 3 } }""");
        ModelFile.Set(file, "/teams/app-support/assignment", "\"roundRobin\"");
        ModelFile.Set(file, "/teams/app-support/loadLimit", "8");
        ModelFile.Set(file, "/teams/app-support/onShiftEnd", "\"return\"");
        ModelFile.Set(file, "/teams/app-support/onCall/backup", """["ben"]""");
        ModelFile.Set(file, "/agents/grace/loadLimit", "5");
        ModelFile.Set(
            file, "/agents/grace/absences", """[{ "from": "2026-08-03T00:00+02:00", "to": "2026-08-17T00:00+02:00", "reason": "holiday" }]""");
        ModelFile.Set(file, "/routing", Rules("""
            {
              "id": "payments-down", "name": "Payments are down",
              "when": {
                "text": ["checkout", "cannot pay"], "subject": ["down"], "channels": ["alert"], "applications": ["shop"], "tags": ["vip"],
                "kinds": ["incident"], "requesterDomains": ["Customer.Example"], "customFields": { "region": ["EU", "UK"] }
              },
              "set": {
                "application": "shop", "kind": "incident", "impact": "high", "urgency": "high", "priority": "critical",
                "team": "shop-dev", "tags": ["payments"], "skills": ["payments"]
              },
              "andContinue": true, "override": true
            }
            """));

        SupportModel model = SupportModelReader.Read(file.ToJsonString()).Model!;

        RoutingRule rule = Assert.Single(model.Routing!.Rules);
        Assert.Equal(["checkout", "cannot pay"], rule.When!.Text!.Select(static phrase => phrase.Text));
        Assert.Equal("cannot pay", string.Join(' ', rule.When.Text![1].Words));
        Assert.Equal(["customer.example"], rule.When.RequesterDomains!);
        Assert.Equal(["EU", "UK"], rule.When.CustomFields!["region"]);
        Assert.Equal(Priority.Critical, rule.Set.Priority);
        Assert.True(rule.AndContinue && rule.Override);
        Assert.Equal((20, 3, 1), (model.Load.Limit, model.Load.WeightOf(Priority.Critical), model.Load.WeightOf(Priority.Low)));
        Team team = model.Teams["app-support"];
        Assert.Equal((AssignmentMode.RoundRobin, 8, ShiftEnd.Return), (team.Assignment, team.LoadLimit, team.OnShiftEnd));
        Assert.Equal(["ben"], team.OnCall!.Backup);
        Assert.Equal(5, model.Agents["grace"].LoadLimit);
        Assert.Equal("holiday", Assert.Single(model.Agents["grace"].Absences).Reason);
    }

    [Fact]
    public void What_is_not_said_is_manual_and_without_limits_and_rules()
    {
        Assert.Null(SupportModelReader.Read(Without("routing")).Model!.Routing);
        Assert.Null(SupportModelReader.Read(Without("load")).Model!.Load.Limit);
        Assert.Equal(AssignmentMode.Manual, ModelFile.Model.Teams["service-desk"].Assignment);
    }

    [Theory]
    [InlineData("/routing/rules/0/set/skills/0", "{ \"id\": \"a\", \"set\": { \"skills\": [\"paymens\"] } }", "No agent has the skill 'paymens'; did you mean 'payments'?")]
    [InlineData("/routing/rules/0/set/team", "{ \"id\": \"a\", \"set\": { \"team\": \"nobody\" } }", "There is no team 'nobody'")]
    [InlineData("/routing/rules/0/set", "{ \"id\": \"a\", \"set\": { } }", "The rule sets nothing")]
    [InlineData("/routing/rules/0/when", "{ \"id\": \"a\", \"when\": { }, \"set\": { \"tags\": [\"x\"] } }", "Expected at least one condition")]
    [InlineData("/routing/rules/0/when/text/0", "{ \"id\": \"a\", \"when\": { \"text\": [\"!?\"] }, \"set\": { \"tags\": [\"x\"] } }", "with a letter or a digit in it")]
    [InlineData("/routing/rules/0/when/customFields/a", "{ \"id\": \"a\", \"when\": { \"customFields\": { \"a\": [] } }, \"set\": { \"tags\": [\"x\"] } }", "Expected at least one item")]
    [InlineData("/routing/rules/1/id", "{ \"id\": \"a\", \"when\": { \"tags\": [\"t\"] }, \"set\": { \"tags\": [\"x\"] } }, { \"id\": \"a\", \"set\": { \"tags\": [\"x\"] } }", "Another rule has the id 'a' already")]
    [InlineData("/routing/rules/1", "{ \"id\": \"a\", \"set\": { \"tags\": [\"x\"] } }, { \"id\": \"b\", \"set\": { \"tags\": [\"y\"] } }", "No ticket gets to the rule 'b': the rule 'a' before it")]
    public void A_mistake_in_a_rule_is_named(string pointer, string rules, string message)
    {
        JsonNode file = ModelFile.Tree();
        ModelFile.Set(file, "/routing", Rules(rules));

        AssertMistake(file, pointer, message);
    }

    [Theory]
    [InlineData("/load/limit", "/load", """{ "limit": 0 }""", "Expected a whole number from 1 to 10000")]
    [InlineData("/load/weights/high", "/load", """{ "weights": { "high": 101 } }""", "Expected a whole number from 0 to 100")]
    [InlineData("/teams/app-support/assignment", "/teams/app-support/assignment", "\"round-robin\"", "did you mean 'roundRobin'?")]
    [InlineData("/agents/ben/absences/0", "/agents/ben/absences", """[{ "from": "2026-08-03T00:00Z", "to": "2026-08-03T00:00Z" }]""", "Expected 'from' before 'to'.")]
    [InlineData("/teams/app-support/onCall/backup/0", "/teams/app-support/onCall/backup", """["bn"]""", "There is no agent 'bn'")]
    public void A_mistake_in_what_people_take_is_named(string pointer, string at, string json, string message)
    {
        JsonNode file = ModelFile.Tree();
        ModelFile.Set(file, at, json);

        AssertMistake(file, pointer, message);
    }

    private static void AssertMistake(JsonNode file, string pointer, string message)
    {
        ModelMistake mistake = Assert.Single(SupportModelReader.Read(file.ToJsonString()).Mistakes);

        Assert.Equal(pointer, mistake.Pointer);
        Assert.Contains(message, mistake.Message, StringComparison.Ordinal);
    }

    private static string Rules(string rules) => $$"""{ "rules": [{{rules}}] }""";

    private static string Without(string section)
    {
        JsonNode file = ModelFile.Tree();
        file.AsObject().Remove(section);
        return file.ToJsonString();
    }
}
