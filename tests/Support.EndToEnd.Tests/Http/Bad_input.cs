using System.Net;
using System.Text;
using Support.EndToEnd.Tests.Backend;
using Xunit;

namespace Support.EndToEnd.Tests.Http;

/// <summary>What cannot be taken is answered with what is wrong and where, and leaves nothing behind.</summary>
[Collection(RunningBackendTests.Name)]
public sealed class Bad_input(RunningBackend backend)
{
    private const string Valid = """{"subject":"S","description":"D","requester":{"email":"ann@customer.example"}}""";

    private Api Api => backend.Api;

    /// <summary>What it is, the body, the fields that are wrong.</summary>
    public static TheoryData<string, string, string[]> BodiesWithInvalidFields { get; } = new()
    {
        { "no object", "[]", ["#"] },
        { "no field at all", "{}", ["#/subject", "#/description", "#/requester"] },
        { "null for a field", """{"subject":null,"description":"D","requester":{"email":"ann@customer.example"}}""", ["#/subject"] },
        { "no address", """{"subject":"S","description":"D","requester":{}}""", ["#/requester/email"] },
        { "numbers for texts", """{"subject":1,"description":true,"requester":"ann"}""", ["#/subject", "#/description", "#/requester"] },
        { "lists and objects for texts", """{"subject":[],"description":{},"requester":{"email":["a@b.example"]}}""", ["#/subject", "#/description", "#/requester/email"] },
        { "an address without a domain", """{"subject":"S","description":"D","requester":{"email":"ann"}}""", ["#/requester/email"] },
        { "an address in angle brackets", """{"subject":"S","description":"D","requester":{"email":"Ann <ann@customer.example>"}}""", ["#/requester/email"] },
        { "two addresses", """{"subject":"S","description":"D","requester":{"email":"ann@customer.example,bob@customer.example"}}""", ["#/requester/email"] },
        { "an address that would add a header", """{"subject":"S","description":"D","requester":{"email":"ann@customer.example\r\nBcc: eve@evil.example"}}""", ["#/requester/email"] },
        { "a blank text", """{"subject":"  ","description":"D","requester":{"email":"ann@customer.example"}}""", ["#/subject"] },
        { "a line break in one line", """{"subject":"S\nX","description":"D","requester":{"email":"ann@customer.example"}}""", ["#/subject"] },
        { "control characters", """{"subject":"S\u0000","description":"D\u001b[2J","requester":{"email":"ann@customer.example","name":"A\u0007"}}""", ["#/subject", "#/description", "#/requester/name"] },
        { "text that turns its direction round", """{"subject":"S\u202e","description":"D","requester":{"email":"ann@customer.example"}}""", ["#/subject"] },
        { "half a character", """{"subject":"S\ud800","description":"D","requester":{"email":"ann@customer.example"}}""", ["#/subject"] },
        { "an unknown application", """{"subject":"S","description":"D","requester":{"email":"ann@customer.example"},"application":"shopp"}""", ["#/application"] },
        { "unknown words", """{"subject":"S","description":"D","requester":{"email":"ann@customer.example"},"kind":"wish","impact":"huge","urgency":3}""", ["#/kind", "#/impact", "#/urgency"] },
        { "unknown members", """{"subject":"S","description":"D","requester":{"email":"ann@customer.example","mail":"x"},"priority":"critical","a/b":1}""", ["#/requester/mail", "#/priority", "#/a~1b"] },
        { "custom fields that are no texts", """{"subject":"S","description":"D","requester":{"email":"ann@customer.example"},"customFields":{"order":7}}""", ["#/customFields/order"] },
    };

    /// <summary>What it is, and the body.</summary>
    public static TheoryData<string, string> BodiesThatAreNoJson { get; } = new()
    {
        { "nothing", "" },
        { "half an object", """{"subject":"S",""" },
        { "words", "hello" },
        { "a comment", """{/* hello */}""" },
        { "a comma too many", """{"subject":"S",}""" },
        { "a name twice", """{"subject":"S","subject":"T","description":"D","requester":{"email":"ann@customer.example"}}""" },
        { "two objects", "{}{}" },
        { "depths", string.Concat(Enumerable.Repeat("""{"a":""", 100)) + "1" + new string('}', 100) },
    };

    [Theory]
    [MemberData(nameof(BodiesWithInvalidFields))]
    public async Task Is_told_field_by_field(string what, string body, string[] pointers)
    {
        Assert.NotEmpty(what);
        await LeavesNothingAsync(async () => ProblemAssert.Is(
            await Api.PostAsync("api/tickets", body), HttpStatusCode.UnprocessableEntity, "invalid-fields", pointers));
    }

    [Theory]
    [MemberData(nameof(BodiesThatAreNoJson))]
    public async Task That_is_no_JSON_is_refused(string what, string body)
    {
        Assert.NotEmpty(what);
        await LeavesNothingAsync(async () => ProblemAssert.Is(
            await Api.PostAsync("api/tickets", body), HttpStatusCode.BadRequest, "malformed-json"));
    }

    [Fact]
    public Task That_is_no_UTF_8_is_refused() => LeavesNothingAsync(async () =>
    {
        using var latin1 = new ByteArrayContent(Encoding.Latin1.GetBytes(Valid.Replace("\"S\"", "\"Müller\"", StringComparison.Ordinal)));
        latin1.Headers.ContentType = new("application/json");

        ProblemAssert.Is(await Api.PostAsync("api/tickets", latin1), HttpStatusCode.BadRequest, "malformed-json");
    });

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData(null)]
    public Task Of_another_kind_is_refused(string? contentType) => LeavesNothingAsync(async () =>
    {
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(Valid));
        content.Headers.ContentType = contentType is null ? null : new(contentType);

        ProblemAssert.Is(await Api.PostAsync("api/tickets", content), HttpStatusCode.UnsupportedMediaType, "unsupported-media-type");
    });

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public Task Of_more_than_its_files_may_have_is_refused_whether_it_says_its_length_or_not(bool chunked) => LeavesNothingAsync(async () =>
    {
        byte[] body = Encoding.UTF8.GetBytes(Valid.Replace("\"D\"", $"\"{new string('x', 28 * 1024 * 1024)}\"", StringComparison.Ordinal));
        using HttpContent content = chunked ? new StreamContent(new UnmeasuredStream(body)) : new ByteArrayContent(body);
        content.Headers.ContentType = new("application/json");

        ProblemAssert.Is(await Api.PostAsync("api/tickets", content), HttpStatusCode.RequestEntityTooLarge, "too-large");
    });

    [Fact]
    public Task With_a_text_that_is_too_long_for_its_field_is_refused() => LeavesNothingAsync(async () => ProblemAssert.Is(
        await Api.PostAsync("api/tickets", new
        {
            subject = new string('s', 251),
            description = new string('d', (256 * 1024) + 1),
            requester = new { email = "ann@customer.example", name = new string('n', 201) },
        }),
        HttpStatusCode.UnprocessableEntity,
        "invalid-fields",
        "#/subject",
        "#/description",
        "#/requester/name"));

    [Fact]
    public async Task To_a_message_is_refused_and_leaves_the_ticket_as_it_was()
    {
        Answer opened = await Api.OpenAsync(Some.Ticket());
        string messages = opened["link"]!.Replace("?", "/messages?", StringComparison.Ordinal);

        ProblemAssert.Is(await Api.PostAsync(messages, "{"), HttpStatusCode.BadRequest, "malformed-json");
        ProblemAssert.Is(await Api.PostAsync(messages, "{}"), HttpStatusCode.UnprocessableEntity, "invalid-fields", "#/text");
        ProblemAssert.Is(await Api.PostAsync(messages, """{"text":"a\u0000b"}"""), HttpStatusCode.UnprocessableEntity, "invalid-fields", "#/text");
        ProblemAssert.Is(await Api.PostAsync(messages, """{"text":7,"public":true}"""), HttpStatusCode.UnprocessableEntity, "invalid-fields", "#/text", "#/public");
        Assert.Equal(opened.Header("ETag"), (await Api.GetAsync(opened["link"]!)).Header("ETag"));
    }

    [Theory]
    [InlineData("reply", "{}", "#/text")]
    [InlineData("reply", """{"text":"a\u0001b"}""", "#/text")]
    [InlineData("note", """{"text":[]}""", "#/text")]
    [InlineData("escalate", "{}", "#/reason")]
    [InlineData("escalate", """{"reason":"r","to":"L9"}""", "#/to")]
    [InlineData("reopen", "{}", "#/reason")]
    [InlineData("assign", "{}", "#/agent")]
    [InlineData("take", """{"agent":"chloe"}""", "#/agent")]
    [InlineData("pending", """{"reason":"a\nb"}""", "#/reason")]
    public async Task To_a_command_is_refused_and_leaves_the_ticket_as_it_was(string command, string body, string pointer)
    {
        Answer opened = await Api.OpenAsync(Some.Ticket());

        ProblemAssert.Is(await Api.CommandAsync("ben", opened["id"]!, command, body), HttpStatusCode.UnprocessableEntity, "invalid-fields", pointer);
        Assert.Equal(opened.Header("ETag"), (await Api.GetAsAsync("ben", $"api/desk/tickets/{opened["id"]}")).Header("ETag"));
    }

    [Fact]
    public async Task Next_to_good_input_is_all_that_is_refused()
    {
        Answer longest = await Api.PostAsync("api/tickets", new
        {
            subject = new string('s', 250),
            description = string.Concat(Enumerable.Repeat("Käse 🧀\n", 32 * 1024)),
            requester = new { email = Some.Address(), name = "Zoë O'Neil" },
            kind = "question",
            customFields = new { order = "A-17" },
        });

        Assert.Equal(HttpStatusCode.Created, longest.Status);
        Answer read = await Api.GetAsync(longest["link"]!);
        Assert.EndsWith("Käse 🧀\n", read.Json.GetProperty("messages")[0].GetProperty("text").GetString(), StringComparison.Ordinal);
    }

    private async Task LeavesNothingAsync(Func<Task> attempt)
    {
        IReadOnlyList<string> before = await backend.StoredTicketsAsync();
        await attempt();
        Assert.Equal(before, await backend.StoredTicketsAsync());
        Assert.DoesNotContain(
            (await Api.GetAsAsync("nadia", "api/desk/tickets?requester=ann@customer.example")).Json.GetProperty("tickets").EnumerateArray(),
            static _ => true);
    }

    // Without a length the body goes out in chunks.
    private sealed class UnmeasuredStream(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;
    }
}
