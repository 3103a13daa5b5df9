using System.Text.Json.Nodes;
using Support.Domain.Model;
using Support.Domain.Model.Reading;
using Support.Domain.Tickets;
using Xunit;

namespace Support.Domain.Tests.Model;

/// <summary>The JSON Schema, for editors, says what the reader does.</summary>
public class The_schema_of_the_model
{
    private static readonly JsonNode Schema = ModelFile.Schema;

    public static TheoryData<string> Shapes => new(ModelShapes.All.Select(static shape => shape.Name));

    public static TheoryData<string, string[]> Enumerations => new()
    {
        { "priority", [.. Words<Priority>.All] },
        { "grade", [.. Words<Grade>.All] },
        { "tier", [.. Words<Tier>.All] },
        { "audience", [.. Words<Audience>.All] },
        { "supportStyle", [.. Words<SupportStyle>.All] },
        { "clockKind", [.. Words<ClockKind>.All] },
        { "channel", [.. Words<IntakeChannel>.All] },
        { "ticketKind", [.. Words<TicketKind>.All] },
        { "onPriorityChange", [.. Words<OnPriorityChange>.All] },
        { "onReopen", [.. Words<OnReopen>.All] },
        { "closingTime", [.. Words<ClosingTime>.All] },
        { "nextResponseFrom", [.. Words<NextResponseFrom>.All] },
        { "nextResponseStarts", [.. Words<NextResponseStarts>.All] },
        { "firstResponseWhenPaused", [.. Words<FirstResponseWhenPaused>.All] },
        { "assignmentWay", [.. Words<AssignmentWay>.All] },
        { "ticketStatus", [.. Words<TicketStatus>.All] },
        { "assignmentMode", [.. Words<AssignmentMode>.All] },
        { "shiftEnd", [.. Words<ShiftEnd>.All] },
        { "fieldType", [.. Words<FieldType>.All] },
        { "audiences", [.. Words<Audiences>.All] },
        { "role", [.. Words<Role>.All] },
        { "onClosed", [.. Words<OnClosed>.All] },
        { "proofScheme", [.. Words<ProofScheme>.All] },
        { "signatureEncoding", [.. Words<SignatureEncoding>.All] },
        { "onAlertResolved", [.. Words<OnAlertResolved>.All] },
    };

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Knows_the_members_that_the_reader_knows_and_no_others(string name)
    {
        ObjectShape shape = ModelShapes.All.Single(shape => shape.Name == name);
        JsonNode definition = Definition(name);

        Assert.Equal(shape.All.Order(), definition["properties"]!.AsObject().Select(static member => member.Key).Order());
        Assert.Equal(shape.Required.Order(), (definition["required"]?.AsArray() ?? []).Select(static item => item!.GetValue<string>()).Order());
        Assert.False(definition["additionalProperties"]!.GetValue<bool>());
    }

    [Theory]
    [MemberData(nameof(Enumerations))]
    public void Knows_the_words_that_the_reader_knows(string name, string[] words) =>
        Assert.Equal(words, Definition(name)["enum"]!.AsArray().Select(static item => item!.GetValue<string>()));

    [Fact]
    public void Has_no_definition_that_the_reader_does_not_know()
    {
        IEnumerable<string> objects = Schema["$defs"]!.AsObject()
            .Where(static definition => definition.Value!["properties"] is not null)
            .Select(static definition => definition.Key);
        IEnumerable<string> enumerations = Schema["$defs"]!.AsObject()
            .Where(static definition => definition.Value!["enum"] is not null)
            .Select(static definition => definition.Key);

        Assert.Equal(ModelShapes.All.Select(static shape => shape.Name).Where(static name => name.Length > 0).Order(), objects.Order());
        Assert.Equal(Enumerations.Select(static row => (string)row[0]).Order(), enumerations.Order());
    }

    [Fact]
    public void Describes_every_definition_and_uses_it()
    {
        string[] references = [.. References(Schema)];

        foreach ((string name, JsonNode? definition) in Schema["$defs"]!.AsObject())
        {
            Assert.NotNull(definition!["description"]);
            Assert.Contains($"#/$defs/{name}", references);
        }
    }

    [Fact]
    public void Refers_only_to_what_it_defines() =>
        Assert.All(References(Schema), static reference => Assert.NotNull(Definition(reference["#/$defs/".Length..])));

    [Fact]
    public void Has_the_limits_of_the_reader()
    {
        Assert.Equal(ModelValues.NameLengthMax, Definition("name")["maxLength"]!.GetValue<int>());
        Assert.Equal(MailAddressFormat.LengthMax, Definition("address")["maxLength"]!.GetValue<int>());
        Assert.Equal(ModelFileReader.PoliciesMax, Schema["properties"]!["slaPolicies"]!["maxItems"]!.GetValue<int>());
        Assert.Equal(ModelFileReader.ThingsMax, Schema["properties"]!["teams"]!["maxProperties"]!.GetValue<int>());
    }

    private static JsonNode Definition(string name) => name.Length == 0 ? Schema : Schema["$defs"]![name]!;

    private static IEnumerable<string> References(JsonNode node) => node switch
    {
        JsonObject members => members.SelectMany(static member =>
            member.Key == "$ref" ? [member.Value!.GetValue<string>()] : member.Value is null ? [] : References(member.Value)),
        JsonArray items => items.SelectMany(static item => item is null ? [] : References(item)),
        _ => [],
    };
}
