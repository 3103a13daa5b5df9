using System.Text.Json.Nodes;
using Support.Domain.Model;
using Support.Domain.Model.Reading;
using Xunit;

namespace Support.Domain.Tests.Model;

public class When_a_model_is_read
{
    [Fact]
    public void Every_mistake_is_found_in_one_go()
    {
        JsonNode tree = ModelFile.Tree();
        ModelFile.Set(tree, "/autoCloseAfter", "\"soon\"");
        ModelFile.Set(tree, "/calendars/office/timeZone", "\"Europe/Berln\"");
        ModelFile.Set(tree, "/slaPolicies/0/calendar", "\"allways\"");
        ModelFile.Set(tree, "/slaPolicies/1/targets/high/firstResponse", "\"PT9H\"");
        ModelFile.Set(tree, "/escalationPolicies/2/steps/0/page", null);
        ModelFile.Set(tree, "/teams/app-support/tier", null);
        ModelFile.Set(tree, "/teams/shop-dev/onCall/members/0", "\"nadia\"");
        ModelFile.Set(tree, "/agents/ben", "\"Ben\"");
        ModelFile.Set(tree, "/applications/shop/teams/L3", "\"service-desk\"");
        ModelFile.Set(tree, "/leadership/executives/0", "\"verra\"");
        ModelFile.Set(tree, "/surprise", "1");

        Assert.Equal(
            [
                "/agents/ben", "/applications/shop/teams/L3", "/autoCloseAfter", "/calendars/office/timeZone",
                "/escalationPolicies/2/steps/0", "/leadership/executives/0", "/slaPolicies/0/calendar",
                "/slaPolicies/1/targets/high/firstResponse", "/surprise", "/teams/app-support",
                "/teams/shop-dev/onCall/members/0",
            ],
            Pointers(tree.ToJsonString()).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void An_empty_object_lacks_everything_and_nothing_else_is_said() =>
        Assert.Equal(
            ModelShapes.Root.Required.Select(static name => $"The member '{name}' is missing."),
            SupportModelReader.Read("{}").Mistakes.Select(static mistake => mistake.Message));

    [Theory]
    [InlineData("[]", "found a list")]
    [InlineData("null", "found null")]
    [InlineData("\"model\"", "found \"model\"")]
    public void What_is_no_object_is_no_model(string json, string words) =>
        Assert.Contains(words, Assert.Single(SupportModelReader.Read(json).Mistakes).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("{\n  \"version\": \"1\",\n  \"intake\": }", "Line 3, byte 13")]
    [InlineData("{\n  \"version\": \"1\"\n  \"intake\": {} }", "Line 3, byte 3")]
    [InlineData("", "Line 1, byte 1")]
    [InlineData("{", "Line 1, byte 2")]
    [InlineData("{}{}", "Line 1, byte 3")]
    public void What_is_no_JSON_is_told_with_its_line(string json, string where)
    {
        ModelMistake mistake = Assert.Single(SupportModelReader.Read(json).Mistakes);

        Assert.Equal("", mistake.Pointer);
        Assert.StartsWith(where, mistake.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("LineNumber", mistake.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_member_that_is_there_twice_is_told_with_escapes_in_its_pointer()
    {
        string twice = ModelFile.Text.Replace("\"version\":", "\"version\": \"0\", \"version\":", StringComparison.Ordinal);

        Assert.Equal(["/version"], Pointers(twice));
        Assert.Contains("/a~1b~0c", Pointers("{ \"a/b~c\": 1, \"a/b~c\": 2 }"));
    }

    [Fact]
    public void The_same_name_twice_is_told_among_teams_too()
    {
        string twice = ModelFile.Text.Replace("\"payroll-dev\": {", "\"app-support\": {", StringComparison.Ordinal);

        Assert.Contains("/teams/app-support", Pointers(twice));
    }

    [Theory]
    [InlineData("{ \"\\ud800\": 1 }")]
    [InlineData("{ \"version\": \"\\udc00\" }")]
    [InlineData("{ \"calendars\": { \"\\ud800x\": {} } }")]
    public void An_escape_that_is_half_a_character_is_told(string json) =>
        Assert.Contains(
            SupportModelReader.Read(json).Mistakes,
            static mistake => mistake.Message.Contains("surrogate", StringComparison.Ordinal));

    [Fact]
    public void Half_a_character_in_the_text_itself_is_told() =>
        Assert.Contains("surrogate", Assert.Single(SupportModelReader.Read("{ \"a\": \"\ud800\" }").Mistakes).Message, StringComparison.Ordinal);

    [Fact]
    public void A_byte_order_mark_is_no_mistake() => Assert.NotNull(SupportModelReader.Read($"\uFEFF{ModelFile.Text}").Model);

    [Fact]
    public void A_file_that_is_too_large_or_too_deep_is_refused()
    {
        string large = $"{ModelFile.Text}//{new string('x', SupportModelReader.SizeMaxBytes)}";
        string deep = new string('[', SupportModelReader.DepthMax + 1) + new string(']', SupportModelReader.DepthMax + 1);

        Assert.Contains("4 MiB", Assert.Single(SupportModelReader.Read(large).Mistakes).Message, StringComparison.Ordinal);
        Assert.Contains("depth", Assert.Single(SupportModelReader.Read(deep).Mistakes).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_priority_without_a_policy_is_told_for_each_application()
    {
        JsonNode tree = ModelFile.Tree();
        ModelFile.Set(tree, "/slaPolicies/1/when", """{ "priorities": ["high", "medium"], "kinds": ["incident", "problem"] }""");
        ModelFile.Set(tree, "/slaPolicies/1/targets/low", null);

        ModelReadResult read = SupportModelReader.Read(tree.ToJsonString());

        Assert.Equal(3 * 3, read.Mistakes.Count);
        Assert.All(read.Mistakes, static mistake => Assert.Equal("/slaPolicies", mistake.Pointer));
        Assert.Contains(read.Mistakes, static mistake => mistake.Message.Contains("low tickets of the application 'payroll'", StringComparison.Ordinal));
        Assert.Contains(
            read.Mistakes,
            static mistake => mistake.Message.Contains("high tickets of kind 'serviceRequest', 'question' or 'change' of", StringComparison.Ordinal));
    }

    [Fact]
    public void The_mistakes_of_a_hostile_file_are_bounded()
    {
        string hostile = $"{{{string.Join(',', Enumerable.Range(0, 20_000).Select(static index => $"\"x{index}\":{index}"))}}}";

        Assert.Equal(ModelReading.MistakesMax, SupportModelReader.Read(hostile).Mistakes.Count);
    }

    [Fact]
    public void What_may_be_left_out_has_its_default()
    {
        JsonNode tree = ModelFile.Tree();
        ModelFile.Set(tree, "/slaPolicies/0/warnings", null);
        ModelFile.Set(tree, "/applications/shop/style", null);
        ModelFile.Set(tree, "/teams/shop-dev/teamsChannel", null);
        ModelFile.Set(tree, "/teams/payroll-dev/onCall", null);

        SupportModel model = SupportModelReader.Read(tree.ToJsonString()).Model!;

        Assert.Equal([0.5m, 0.75m, 0.9m], model.SlaPolicies[0].Warnings);
        Assert.Equal(SupportStyle.Tiered, model.Applications["shop"].Style);
        Assert.False(model.Teams["shop-dev"].TeamsChannel);
        Assert.Equal(7, model.Teams["shop-dev"].OnCall!.Days);
        Assert.Null(model.Teams["payroll-dev"].OnCall);
    }

    [Fact]
    public void A_share_is_one_however_it_is_written()
    {
        JsonNode tree = ModelFile.Tree();
        ModelFile.Set(tree, "/escalationPolicies/0/steps/1/at", "0.500");

        Assert.Equal("0.5", SupportModelReader.Read(tree.ToJsonString()).Model!.EscalationPolicies[0].Steps[1].At.ToString(null, null));
    }

    private static IEnumerable<string> Pointers(string json) =>
        SupportModelReader.Read(json).Mistakes.Select(static mistake => mistake.Pointer);
}
