using System.Text.Json;
using Support.Functions.Desk.Tickets.Commands;
using Support.Platform.Http;
using Xunit;

namespace Support.Functions.Desk.Tests.Tickets;

public sealed class Desk_commands
{
    private static readonly JsonElement Empty = JsonElement.Parse("{}");

    public static TheoryData<string> Names => [.. DeskCommands.All.Select(command => command.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Read_exactly_the_fields_that_they_describe(string name)
    {
        DeskCommand command = DeskCommands.Find(name)!;
        var body = new FieldReader(Empty);

        command.Read(body, "ben");

        Assert.Equal(
            command.Fields.Select(field => field.Name).Order(StringComparer.Ordinal),
            body.Asked.Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Miss_exactly_the_fields_that_they_need(string name)
    {
        DeskCommand command = DeskCommands.Find(name)!;
        var body = new FieldReader(Empty);

        command.Read(body, "ben");

        Assert.Equal(
            command.Fields.Where(field => field.Required).Select(field => $"#/{field.Name}").Order(StringComparer.Ordinal),
            body.Errors.Where(error => error.Detail == "It is missing.").Select(error => error.Pointer).Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Say_what_they_do_in_a_sentence(string name) =>
        Assert.Matches(@"^[A-Z].*\.$", DeskCommands.Find(name)!.Summary);

    [Fact]
    public void Refuse_a_member_that_they_do_not_know()
    {
        var body = new FieldReader(JsonElement.Parse("""{ "text": "Hello", "texts": "?" }"""));

        DeskCommands.Find("reply")!.Parse(body, "ben");

        Assert.Equal("#/texts", Assert.Single(body.Errors).Pointer);
    }
}
