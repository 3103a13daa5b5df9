using System.Text.Json;
using Support.Domain.Model;
using Support.Platform.Http;
using Xunit;

namespace Support.Platform.Tests.Http;

public sealed class Body_fields
{
    private static readonly BodyField[] All =
    [
        BodyFields.Text("text", 10, "A text."),
        BodyFields.Word<Tier>("tier", "A word."),
        BodyFields.Texts("texts", 2, 5, "Texts."),
        BodyFields.NamedTexts("named", 2, 5, "Texts by name."),
        BodyFields.Flag("flag", "A flag."),
        BodyFields.Whole("whole", 1, 9, "A number."),
        BodyFields.Instant("instant", "An instant."),
    ];

    [Fact]
    public void Read_what_is_right()
    {
        FieldReader body = Body("""{ "flag": true, "whole": 9, "instant": "2026-11-22T13:00:00+01:00", "texts": ["a", "b"], "tier": "L2" }""");

        Assert.True(body.Flag("flag"));
        Assert.Equal(9, body.Whole("whole", 1, 9));
        Assert.Equal(new DateTimeOffset(2026, 11, 22, 12, 0, 0, TimeSpan.Zero), body.Instant("instant"));
        Assert.Equal(["a", "b"], body.TextList("texts", 2, 5));
        Assert.Equal(Tier.L2, body.Word<Tier>("tier"));
        Assert.Empty(body.Errors);
    }

    [Theory]
    [InlineData("""{ "flag": "yes" }""", "#/flag")]
    [InlineData("""{ "flag": 1 }""", "#/flag")]
    [InlineData("""{ "whole": 0 }""", "#/whole")]
    [InlineData("""{ "whole": 10 }""", "#/whole")]
    [InlineData("""{ "whole": 1.5 }""", "#/whole")]
    [InlineData("""{ "whole": "1" }""", "#/whole")]
    [InlineData("""{ "instant": "2026-11-22" }""", "#/instant")]
    [InlineData("""{ "instant": "2026-11-22T12:00:00" }""", "#/instant")]
    [InlineData("""{ "instant": "tomorrow-12Z" }""", "#/instant")]
    [InlineData("""{ "texts": "a" }""", "#/texts")]
    [InlineData("""{ "texts": ["a", "b", "c"] }""", "#/texts")]
    [InlineData("""{ "texts": ["a", "longer"] }""", "#/texts/1")]
    [InlineData("""{ "texts": ["a", 7] }""", "#/texts/1")]
    [InlineData("""{ "texts": [""] }""", "#/texts/0")]
    public void Point_at_what_is_wrong(string json, string pointer)
    {
        FieldReader body = Body(json);

        _ = (body.Flag("flag"), body.Whole("whole", 1, 9), body.Instant("instant"), body.TextList("texts", 2, 5));

        Assert.Equal(pointer, Assert.Single(body.Errors).Pointer);
    }

    [Fact]
    public void Are_described_with_their_limits() => Assert.Equal(
        [
            """{"type":"string","minLength":1,"maxLength":10}""",
            """{"type":"string","enum":["L1","L2","L3"]}""",
            """{"type":"array","maxItems":2,"items":{"type":"string","minLength":1,"maxLength":5}}""",
            """{"type":"object","maxProperties":2,"additionalProperties":{"type":"string","minLength":1,"maxLength":5}}""",
            """{"type":"boolean"}""",
            """{"type":"integer","minimum":1,"maximum":9}""",
            """{"type":"string","format":"date-time"}""",
        ],
        All.Select(field => field.Schema.ToJsonString()));

    private static FieldReader Body(string json) => new(JsonElement.Parse(json));
}
