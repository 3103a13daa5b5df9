using System.Net;
using Support.EndToEnd.Tests.Backend;
using Xunit;

namespace Support.EndToEnd.Tests.Http;

[Collection(RunningBackendTests.Name)]
public sealed class Stale_and_forbidden_commands(RunningBackend backend)
{
    private Api Api => backend.Api;

    [Fact]
    public async Task A_command_to_a_ticket_that_has_changed_since_is_refused()
    {
        Answer opened = await Api.OpenAsync(Some.Ticket());
        string id = opened["id"]!;
        Answer taken = await Api.CommandAsync("ben", id, "take", null, ("If-Match", opened.Header("ETag")!));

        Answer stale = await Api.CommandAsync("chloe", id, "take", null, ("If-Match", opened.Header("ETag")!));

        Assert.Equal(HttpStatusCode.OK, taken.Status);
        ProblemAssert.Is(stale, HttpStatusCode.PreconditionFailed, "stale");
        Assert.Contains(taken.Header("ETag")!, stale["detail"]!, StringComparison.Ordinal);
        await UnchangedAsync(id, taken);
    }

    [Fact]
    public async Task A_message_to_a_ticket_that_has_changed_since_is_refused()
    {
        Answer opened = await Api.OpenAsync(Some.Ticket());
        Answer taken = await Api.CommandAsync("ben", opened["id"]!, "take");

        Answer stale = await Api.PostAsync(
            opened["link"]!.Replace("?", "/messages?", StringComparison.Ordinal), new { text = "Hello?" }, ("If-Match", opened.Header("ETag")!));

        ProblemAssert.Is(stale, HttpStatusCode.PreconditionFailed, "stale");
        await UnchangedAsync(opened["id"]!, taken);
    }

    [Fact]
    public async Task Any_version_will_do_for_who_says_so()
    {
        Answer opened = await Api.OpenAsync(Some.Ticket());

        Assert.Equal(HttpStatusCode.OK, (await Api.CommandAsync("ben", opened["id"]!, "take", null, ("If-Match", "*"))).Status);
    }

    [Fact]
    public async Task A_version_that_is_none_is_refused()
    {
        Answer opened = await Api.OpenAsync(Some.Ticket());

        Answer answer = await Api.CommandAsync("ben", opened["id"]!, "take", null, ("If-Match", "\"latest\""));

        ProblemAssert.Is(answer, HttpStatusCode.BadRequest, "bad-request");
    }

    [Fact]
    public async Task A_command_that_the_status_forbids_is_refused_with_the_reason()
    {
        Answer opened = await Api.OpenAsync(Some.Ticket());
        string id = opened["id"]!;

        Answer reopened = await Api.CommandAsync("ben", id, "reopen", new { reason = "again" });
        ProblemAssert.Is(reopened, HttpStatusCode.Conflict, "command-refused");
        Assert.Equal("The ticket is new; only a resolved ticket can be reopened.", reopened["detail"]);
        await UnchangedAsync(id, opened);

        await Api.CommandAsync("ben", id, "resolve");
        Answer closed = await Api.CommandAsync("ben", id, "close");
        foreach ((string command, object? body) in new (string, object?)[]
        {
            ("take", null), ("reply", new { text = "Hello" }), ("escalate", new { reason = "now" }), ("pending", null),
            ("resume", null), ("resolve", null), ("close", null), ("assign", new { agent = "ben" }), ("acknowledge", null),
        })
        {
            Answer refused = await Api.CommandAsync("ben", id, command, body);
            ProblemAssert.Is(refused, HttpStatusCode.Conflict, "command-refused");
            Assert.Equal("The ticket is closed; only notes, tags, links and watchers can change.", refused["detail"]);
        }

        await UnchangedAsync(id, closed);
    }

    [Fact]
    public async Task A_command_to_people_who_are_not_there_is_refused()
    {
        Answer opened = await Api.OpenAsync(Some.Ticket());
        string id = opened["id"]!;

        ProblemAssert.Is(await Api.CommandAsync("ben", id, "assign", new { agent = "nobody" }), HttpStatusCode.Conflict, "command-refused");
        ProblemAssert.Is(await Api.CommandAsync("ben", id, "assign", new { team = "nowhere" }), HttpStatusCode.Conflict, "command-refused");
        ProblemAssert.Is(await Api.CommandAsync("ben", id, "escalate", new { reason = "down", to = "L1" }), HttpStatusCode.Conflict, "command-refused");
        await UnchangedAsync(id, opened);
    }

    private async Task UnchangedAsync(string id, Answer last) =>
        Assert.Equal(last.Header("ETag"), (await Api.GetAsAsync("nadia", $"api/desk/tickets/{id}")).Header("ETag"));
}
