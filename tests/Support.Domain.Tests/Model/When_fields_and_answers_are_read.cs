using System.Text.Json.Nodes;
using Support.Domain.Model;
using Xunit;

namespace Support.Domain.Tests.Model;

public class When_fields_and_answers_are_read
{
    [Fact]
    public void They_say_all_that_they_can()
    {
        SupportModel model = Read(
            """{ "floor": { "name": "Floor", "type": "choice", "choices": ["ground", "first"], "required": true, "applications": ["shop"] }, "cause": { "name": "Cause", "type": "text", "editableByRequester": false } }""",
            """{ "hello": { "name": "Hello", "text": "Hello {{requester.name}}", "applications": ["payroll"] } }""").Model!;

        CustomField floor = model.CustomFields["floor"];
        Assert.Equal((FieldType.Choice, true, true, true), (floor.Type, floor.Required, floor.VisibleToRequester, floor.EditableByRequester));
        Assert.Equal(["ground", "first"], floor.Choices);
        Assert.True(floor.IsOf("shop"));
        Assert.False(floor.IsOf("payroll"));
        CustomField cause = model.CustomFields["cause"];
        Assert.Equal((false, false), (cause.VisibleToRequester, cause.EditableByRequester));
        Assert.True(model.CannedAnswers["hello"].IsOf("payroll"));
    }

    [Theory]
    [InlineData("""{ "a": { "name": "A", "type": "chioce" } }""", "/customFields/a/type", "did you mean 'choice'?")]
    [InlineData("""{ "a": { "name": "A", "type": "choice" } }""", "/customFields/a", "Expected 'choices'")]
    [InlineData("""{ "a": { "name": "A", "type": "text", "choices": ["b"] } }""", "/customFields/a/choices", "Expected no 'choices'")]
    [InlineData("""{ "a": { "name": "A", "type": "choice", "choices": ["b", "b"] } }""", "/customFields/a/choices/1", "twice")]
    [InlineData("""{ "a": { "name": "A", "type": "text", "applications": ["shp"] } }""", "/customFields/a/applications/0", "did you mean 'shop'?")]
    [InlineData("""{ "a": { "name": "A", "type": "text", "required": true, "editableByRequester": false } }""", "/customFields/a", "exclude each other")]
    [InlineData("""{ "a": { "name": "A", "type": "text", "visibleToRequester": false } }""", "/customFields/a", "sees")]
    public void A_field_that_cannot_be_is_a_mistake(string fields, string pointer, string words) =>
        AssertMistake(Read(fields, "{}"), pointer, words);

    [Theory]
    [InlineData("""{ "a": { "name": "A", "text": "Dear {{requestr.name}}" } }""", "did you mean 'requester.name'?")]
    [InlineData("""{ "a": { "name": "A", "text": " " } }""", "1 to 20000 characters")]
    public void An_answer_that_cannot_be_given_is_a_mistake(string answers, string words) =>
        AssertMistake(Read("{}", answers), "/cannedAnswers/a/text", words);

    private static ModelReadResult Read(string fields, string answers)
    {
        JsonNode tree = ModelFile.Tree();
        ModelFile.Set(tree, "/customFields", fields);
        ModelFile.Set(tree, "/cannedAnswers", answers);
        return SupportModelReader.Read(tree.ToJsonString());
    }

    private static void AssertMistake(ModelReadResult result, string pointer, string words)
    {
        ModelMistake mistake = Assert.Single(result.Mistakes);
        Assert.Equal(pointer, mistake.Pointer);
        Assert.Contains(words, mistake.Message, StringComparison.Ordinal);
    }
}
