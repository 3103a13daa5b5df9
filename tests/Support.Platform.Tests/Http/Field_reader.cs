using System.Text;
using System.Text.Json;
using Support.Domain.Model;
using Support.Platform.Http;
using Xunit;

namespace Support.Platform.Tests.Http;

public sealed class Field_reader
{
    private const string Valid = """
        {
          "subject": "Down",
          "description": "line\n\tline",
          "requester": { "email": "ann@example.com", "name": "Ann" },
          "urgency": "high",
          "customFields": { "order": "7" }
        }
        """;

    [Fact]
    public void Finds_nothing_wrong_with_what_is_right()
    {
        Assert.Empty(Read(Valid));
        Assert.Empty(Read("""{"subject":"s","description":"d","requester":{"email":"ann@example.com","name":null},"urgency":null}"""));
    }

    [Theory]
    [InlineData("[]", "#", "Expected an object, found an array.")]
    [InlineData("\"text\"", "#", "Expected an object, found a text.")]
    [InlineData("7", "#", "Expected an object, found a number.")]
    [InlineData("true", "#", "Expected an object, found true or false.")]
    [InlineData("null", "#", "Expected an object, found null.")]
    public void Wants_an_object(string json, string pointer, string detail)
    {
        Assert.Equal(new FieldError(pointer, detail), Assert.Single(Read(json)));
    }

    [Fact]
    public void Names_everything_that_is_missing_at_once()
    {
        Assert.Equal(["#/subject", "#/description", "#/requester"], Pointers("{}"));
        Assert.Equal(["#/requester/email"], Pointers("""{"subject":"s","description":"d","requester":{}}"""));
        Assert.All(Read("{}"), error => Assert.Equal("It is missing.", error.Detail));
    }

    [Theory]
    [InlineData("subject", "7", "#/subject", "Expected a text, found a number.")]
    [InlineData("subject", "[]", "#/subject", "Expected a text, found an array.")]
    [InlineData("subject", "{}", "#/subject", "Expected a text, found an object.")]
    [InlineData("subject", "true", "#/subject", "Expected a text, found true or false.")]
    [InlineData("subject", "null", "#/subject", "It is missing.")]
    [InlineData("subject", "\"\"", "#/subject", "The text is empty.")]
    [InlineData("subject", "\" \\n \"", "#/subject", "The text is empty.")]
    [InlineData("subject", "\"two\\nlines\"", "#/subject", "Character 4 is the control character U+000A, which is not taken.")]
    [InlineData("subject", "\"tab\\there\"", "#/subject", "Character 4 is the control character U+0009, which is not taken.")]
    [InlineData("subject", "\"\\ud83d\"", "#/subject", "The text holds half a character (a lone surrogate).")]
    [InlineData("description", "\"a\\u0000\"", "#/description", "Character 2 is the control character U+0000, which is not taken.")]
    [InlineData("description", "\"a\\u001b[2J\"", "#/description", "Character 2 is the control character U+001B, which is not taken.")]
    [InlineData("description", "\"a\\u007f\"", "#/description", "Character 2 is the control character U+007F, which is not taken.")]
    [InlineData("description", "\"a\\u0085\"", "#/description", "Character 2 is the control character U+0085, which is not taken.")]
    [InlineData("description", "\"a\\u202e\"", "#/description", "Character 2 is the control character U+202E, which is not taken.")]
    [InlineData("description", "\"a\\u2066\"", "#/description", "Character 2 is the control character U+2066, which is not taken.")]
    [InlineData("requester", "\"ann@example.com\"", "#/requester", "Expected an object, found a text.")]
    [InlineData("requester", "[]", "#/requester", "Expected an object, found an array.")]
    [InlineData("urgency", "\"urgent\"", "#/urgency", "Expected one of \"high\", \"medium\", \"low\".")]
    [InlineData("urgency", "\"high,low\"", "#/urgency", "Expected one of \"high\", \"medium\", \"low\".")]
    [InlineData("urgency", "\"0\"", "#/urgency", "Expected one of \"high\", \"medium\", \"low\".")]
    [InlineData("urgency", "0", "#/urgency", "Expected one of \"high\", \"medium\", \"low\".")]
    [InlineData("urgency", "\"\"", "#/urgency", "Expected one of \"high\", \"medium\", \"low\".")]
    [InlineData("urgency", "\"\\ud800\"", "#/urgency", "Expected one of \"high\", \"medium\", \"low\".")]
    [InlineData("urgency", "{}", "#/urgency", "Expected one of \"high\", \"medium\", \"low\".")]
    [InlineData("customFields", "[]", "#/customFields", "Expected an object, found an array.")]
    [InlineData("customFields", "{\"a/b~c d\":1}", "#/customFields/a~1b~0c%20d", "Expected a text, found a number.")]
    [InlineData("customFields", "{\"a\":null}", "#/customFields/a", "It is missing.")]
    [InlineData("customFields", "{\"\":\"x\"}", "#/customFields", "A name is wrong: The text is empty.")]
    [InlineData("customFields", "{\"a\\u0007\":\"x\"}", "#/customFields", "A name is wrong: Character 2 is the control character U+0007, which is not taken.")]
    [InlineData("customFields", "{\"1\":\"\",\"2\":\"x\"}", "#/customFields/1", "The text is empty.")]
    [InlineData("sujbect", "\"typo\"", "#/sujbect", "There is no such member; known are subject, description, requester, urgency, customFields.")]
    [InlineData("a/b~c \\\"ü", "1", "#/a~1b~0c%20%22%C3%BC", "There is no such member; known are subject, description, requester, urgency, customFields.")]
    public void Says_what_is_wrong_with_a_member_and_where(string name, string value, string pointer, string detail)
    {
        var members = new Dictionary<string, string>
        {
            ["subject"] = "\"s\"",
            ["description"] = "\"d\"",
            ["requester"] = "{\"email\":\"ann@example.com\"}",
            [name] = value,
        };
        string json = "{" + string.Join(",", members.Select(member => $"\"{member.Key}\":{member.Value}")) + "}";

        Assert.Equal(new FieldError(pointer, detail), Assert.Single(Read(json)));
    }

    [Fact]
    public void Takes_words_in_any_case_and_texts_of_any_language()
    {
        var reader = new FieldReader(Parse("""{"tier":"L2","status":"onHold","text":"日本語 \ud83d\ude00 עברית"}"""));

        Assert.Equal((Tier.L2, TicketStatus.OnHold), (reader.Word<Tier>("tier"), reader.Word<TicketStatus>("status")));
        Assert.Equal("日本語 \U0001F600 עברית", reader.Text("text", 100, required: true));
        Assert.Empty(reader.Errors);
    }

    [Theory]
    [InlineData("ann@example.com")]
    [InlineData("ann+tag@sub.example.co.uk")]
    [InlineData("o'hara@example.com")]
    [InlineData("1@2.example")]
    [InlineData(" ann@example.com ")]
    public void Takes_an_address(string address)
    {
        var reader = new FieldReader(Parse(JsonSerializer.Serialize(new { email = address })));

        Assert.Equal(address.Trim(), reader.Address("email", required: true));
        Assert.Empty(reader.Errors);
    }

    public static TheoryData<string> NoAddresses =>
    [
        "ann", "ann@", "@x.org", "@", "a@b@example.com", "a@b c", "a b@example.com", "Ann <ann@example.com>", "<ann@example.com>",
        "ann@example..com", ".ann@example.com", "ann.@example.com", "a..b@example.com", "ann@-example.com", "ann@example.com.",
        "ann@[127.0.0.1]", "ann@127.0.0.1", "ann@localhost", "\"a b\"@example.com", "ann@example.com, bob@example.com", "ann@example.com;",
        "ann@exämple.com", "änn@example.com", "ann(comment)@example.com", "mailto:ann@example.com", "ann@example.com\r\nBcc: eve@example.com",
        "ann@example_.com", "ann@ex\u200Bample.com", new string('a', 65) + "@example.com", new string('a', 300) + "@example.com",
        "ann@" + new string('a', 64) + ".com", "ann@" + string.Concat(Enumerable.Repeat("aaaa.", 60)) + "com",
    ];

    [Theory]
    [MemberData(nameof(NoAddresses))]
    public void Refuses_what_is_no_address(string text)
    {
        var reader = new FieldReader(Parse(JsonSerializer.Serialize(new { email = text })));

        Assert.Null(reader.Address("email", required: true));
        Assert.Equal("#/email", Assert.Single(reader.Errors).Pointer);
    }

    [Fact]
    public void Counts_the_characters_that_a_text_may_have()
    {
        Assert.Empty(Read(Valid.Replace("Down", new string('x', 250), StringComparison.Ordinal)));
        Assert.Equal(
            new FieldError("#/subject", "The text has 251 characters; at most 250 are taken."),
            Assert.Single(Read(Valid.Replace("Down", new string('x', 251), StringComparison.Ordinal))));
        Assert.Equal(
            new FieldError("#/description", $"The text has {2 * 1024 * 1024} characters; at most {256 * 1024} are taken."),
            Assert.Single(Read(Valid.Replace("line\\n\\tline", new string('x', 2 * 1024 * 1024), StringComparison.Ordinal))));
    }

    [Fact]
    public void Takes_twenty_free_members_and_no_more()
    {
        static string Json(int count) => "{\"f\":{" + string.Join(",", Enumerable.Range(0, count).Select(i => $"\"n{i}\":\"v\"")) + "}}";
        var few = new FieldReader(Parse(Json(20)));
        var many = new FieldReader(Parse(Json(5000)));

        Assert.Equal(20, few.Texts("f", 20, 10)?.Count);
        Assert.Empty(few.Errors);
        many.Texts("f", 20, 10);
        Assert.Equal(new FieldError("#/f", "At most 20 members are taken."), Assert.Single(many.Errors));
    }

    [Fact]
    public void Does_not_list_unknown_members_without_end()
    {
        var members = new StringBuilder("{");
        members.AppendJoin(',', Enumerable.Range(0, 1000).Select(i => $"\"{new string('x', 500)}{i}\":1")).Append('}');
        var reader = new FieldReader(Parse(members.ToString()));

        reader.RejectUnknown();

        Assert.Equal(20, reader.Errors.Count);
        Assert.All(reader.Errors, error => Assert.InRange(error.Pointer.Length, 1, 70));
    }

    [Fact]
    public void Cuts_a_long_unknown_name_in_the_middle_of_a_character_without_harm()
    {
        var reader = new FieldReader(Parse("{\"" + new string('x', 63) + "\U0001F600\":1}"));

        reader.RejectUnknown();

        Assert.StartsWith("#/xxx", Assert.Single(reader.Errors).Pointer, StringComparison.Ordinal);
    }

    // As the intake reads a submission.
    private static IReadOnlyList<FieldError> Read(string json)
    {
        var fields = new FieldReader(Parse(json));
        fields.Text("subject", 250, required: true);
        fields.Text("description", 256 * 1024, required: true, multiline: true);
        if (fields.Object("requester", required: true) is { } requester)
        {
            requester.Address("email", required: true);
            requester.Text("name", 200, required: false);
            requester.RejectUnknown();
        }

        fields.Word<Grade>("urgency");
        fields.Texts("customFields", 20, 1000);
        fields.RejectUnknown();
        return fields.Errors;
    }

    private static IEnumerable<string> Pointers(string json) => Read(json).Select(error => error.Pointer);

    private static JsonElement Parse(string json)
    {
        JsonElement? parsed = JsonBody.Parse(Encoding.UTF8.GetBytes(json), out string? mistake);
        Assert.Null(mistake);
        return parsed!.Value;
    }
}
