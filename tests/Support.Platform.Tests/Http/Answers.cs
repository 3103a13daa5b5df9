using System.Diagnostics;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Support.Platform.Http;
using Xunit;

namespace Support.Platform.Tests.Http;

public sealed class Answers
{
    public static TheoryData<string, int> Types => new()
    {
        { "malformed-json", 400 },
        { "bad-request", 400 },
        { "unauthorized", 401 },
        { "forbidden", 403 },
        { "ticket-not-found", 404 },
        { "view-not-found", 404 },
        { "source-not-found", 404 },
        { "not-your-chat", 401 },
        { "origin-not-allowed", 403 },
        { "chat-is-full", 409 },
        { "file-not-found", 404 },
        { "infected", 403 },
        { "not-scanned-yet", 503 },
        { "key-not-valid", 401 },
        { "key-not-for-this", 403 },
        { "too-many-requests", 429 },
        { "too-slow", 408 },
        { "query-too-long", 414 },
        { "headers-too-large", 431 },
        { "no-such-key", 404 },
        { "no-such-dead-letter", 404 },
        { "no-canned-answer", 404 },
        { "unknown-command", 404 },
        { "command-refused", 409 },
        { "stale", 412 },
        { "too-large", 413 },
        { "unsupported-media-type", 415 },
        { "invalid-fields", 422 },
        { "idempotency-key-reused", 422 },
        { "unavailable", 503 },
    };

    [Theory]
    [MemberData(nameof(Types))]
    public async Task A_problem_is_a_problem_document_of_a_stable_type(string type, int status)
    {
        Problem problem = All().Single(one => one.Type == $"/problems/{type}");

        (HttpResponse response, JsonElement body) = await Web.AnswerAsync(problem);

        Assert.Equal((status, "application/problem+json"), (response.StatusCode, response.ContentType));
        Assert.Equal($"/problems/{type}", body.GetProperty("type").GetString());
        Assert.Equal(status, body.GetProperty("status").GetInt32());
        Assert.Equal(problem.Title, body.GetProperty("title").GetString());
        Assert.Equal("trace-1", body.GetProperty("traceId").GetString());
    }

    [Fact]
    public void Each_type_of_problem_is_known_here()
    {
        Assert.Equal(
            Types.Select(row => ($"/problems/{row[0]}", (int)row[1])).Order(),
            All().Select(problem => (problem.Type, problem.Status)).Order());
        Assert.Equal(typeof(Problems).GetMethods().Count(method => method.ReturnType == typeof(Problem)), All().Length);
    }

    [Fact]
    public async Task A_problem_names_the_trace_that_it_happened_in()
    {
        using var activity = new Activity("request");
        activity.SetIdFormat(ActivityIdFormat.W3C).Start();

        JsonElement body = (await Web.AnswerAsync(Problems.TicketNotFound())).Body;

        Assert.Equal(activity.TraceId.ToHexString(), body.GetProperty("traceId").GetString());
    }

    [Fact]
    public async Task A_problem_lists_its_fields_by_pointer()
    {
        JsonElement body = (await Web.AnswerAsync(Problems.InvalidFields([new FieldError("#/requester/email", "It is missing.")]))).Body;

        JsonElement error = Assert.Single(body.GetProperty("errors").EnumerateArray());
        Assert.Equal("#/requester/email", error.GetProperty("pointer").GetString());
        Assert.Equal("It is missing.", error.GetProperty("detail").GetString());
    }

    [Fact]
    public async Task A_problem_without_fields_has_no_list_of_them()
    {
        JsonElement body = (await Web.AnswerAsync(Problems.TicketNotFound())).Body;

        Assert.Equal(["type", "title", "status", "traceId"], body.EnumerateObject().Select(member => member.Name));
    }

    [Fact]
    public async Task Unavailable_says_when_to_come_again()
    {
        HttpResponse response = (await Web.AnswerAsync(Problems.Unavailable())).Response;

        Assert.Equal("5", response.Headers.RetryAfter);
    }

    [Fact]
    public async Task An_answer_is_JSON_that_nobody_stores()
    {
        (HttpResponse response, JsonElement body) = await Web.AnswerAsync(new JsonAnswer(new { SomeName = "ü", Nothing = (string?)null }));

        Assert.Equal((200, "application/json; charset=utf-8"), (response.StatusCode, response.ContentType));
        Assert.Equal("no-store", response.Headers.CacheControl);
        Assert.Equal("""{"someName":"ü"}""", body.GetRawText());
        Assert.Equal(["Cache-Control", "Content-Type"], response.Headers.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task An_answer_carries_what_its_headers_say()
    {
        var answer = new JsonAnswer(new { }, StatusCodes.Status201Created)
        {
            Version = 7,
            Location = new Uri("https://help.example.com/api/tickets/SUP-1"),
            Replayed = true,
            NextPage = "/api/desk/tickets?after=x",
        };

        HttpResponse response = (await Web.AnswerAsync(answer)).Response;

        Assert.Equal(201, response.StatusCode);
        Assert.Equal("\"7\"", response.Headers.ETag);
        Assert.Equal("https://help.example.com/api/tickets/SUP-1", response.Headers.Location);
        Assert.Equal("true", response.Headers["Idempotency-Replayed"]);
        Assert.Equal("</api/desk/tickets?after=x>; rel=\"next\"", response.Headers.Link);
    }

    private static Problem[] All() =>
    [
        Problems.MalformedJson("x"), Problems.BadRequest("x"), Problems.Unauthorized(), Problems.Forbidden("x"),
        Problems.TicketNotFound(), Problems.ViewNotFound(), Problems.NoCannedAnswer("x"), Problems.UnknownCommand("x"), Problems.CommandRefused("x"), Problems.Stale(3),
        Problems.TooLarge(1), Problems.UnsupportedMediaType(), Problems.InvalidFields([]), Problems.KeyReused(), Problems.Unavailable(),
        Problems.FileNotFound(), Problems.Infected("x"), Problems.NotScannedYet(1), Problems.KeyNotValid(), Problems.KeyNotForThis("x"),
        Problems.TooMany("x", 1), Problems.TooSlow(), Problems.QueryTooLong(1), Problems.HeadersTooLarge(1), Problems.NoSuchKey(), Problems.NoSuchDeadLetter("x"),
        Problems.SourceNotFound(), Problems.NotYourChat(), Problems.OriginNotAllowed(), Problems.ChatIsFull(1),
    ];
}
