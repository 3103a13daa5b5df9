using System.Net;
using Support.EndToEnd.Tests.Backend;
using Xunit;

namespace Support.EndToEnd.Tests.Http;

[Collection(RunningBackendTests.Name)]
public sealed class Repeated_requests(RunningBackend backend)
{
    private const string KeyHeader = "Idempotency-Key";
    private const string Replayed = "Idempotency-Replayed";

    private Api Api => backend.Api;

    [Fact]
    public async Task That_open_a_ticket_open_one_and_are_answered_alike()
    {
        object ticket = Some.Ticket();
        string key = Some.Key();

        Answer first = await Api.PostAsync("api/tickets", ticket, (KeyHeader, key));
        Answer second = await Api.PostAsync("api/tickets", ticket, (KeyHeader, key));

        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.Created), (first.Status, second.Status));
        Assert.Equal((null, "true"), (first.Header(Replayed), second.Header(Replayed)));
        Assert.Equal(first.Text, second.Text);
        Assert.Equal((first.Header("ETag"), first.Header("Location")), (second.Header("ETag"), second.Header("Location")));
    }

    [Fact]
    public async Task That_come_at_the_same_moment_open_one_ticket()
    {
        object ticket = Some.Ticket();
        string key = Some.Key();

        Answer[] answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Api.PostAsync("api/tickets", ticket, (KeyHeader, key))));

        Assert.All(answers, static answer => Assert.Equal(HttpStatusCode.Created, answer.Status));
        Assert.Single(answers.Select(static answer => answer["id"]).Distinct());
        Assert.Single(answers, static answer => answer.Header(Replayed) is null);
    }

    [Fact]
    public async Task With_another_body_are_refused_and_store_nothing()
    {
        string key = Some.Key();
        await Api.PostAsync("api/tickets", Some.Ticket(), (KeyHeader, key));
        IReadOnlyList<string> before = await backend.StoredTicketsAsync();

        Answer reused = await Api.PostAsync("api/tickets", Some.Ticket(), (KeyHeader, key));

        ProblemAssert.Is(reused, HttpStatusCode.UnprocessableEntity, "idempotency-key-reused");
        Assert.Equal(before, await backend.StoredTicketsAsync());
    }

    [Fact]
    public async Task That_write_to_a_ticket_are_answered_alike_even_after_it_closed()
    {
        Answer opened = await Api.OpenAsync(Some.Ticket());
        string messages = opened["link"]!.Replace("?", "/messages?", StringComparison.Ordinal);
        string key = Some.Key();
        Answer first = await Api.PostAsync(messages, new { text = "Also from home." }, (KeyHeader, key));
        await Api.PostAsync($"api/desk/tickets/{opened["id"]}/resolve", new { }, ("X-Support-User", "ben"));
        Answer closed = await Api.PostAsync($"api/desk/tickets/{opened["id"]}/close", new { }, ("X-Support-User", "ben"));

        Answer second = await Api.PostAsync(messages, new { text = "Also from home." }, (KeyHeader, key));

        Assert.Equal(HttpStatusCode.OK, closed.Status);
        Assert.Equal((first.Status, first.Text, "true"), (second.Status, second.Text, second.Header(Replayed)));
    }

    [Fact]
    public async Task That_command_do_it_once_and_are_answered_alike_even_later()
    {
        string id = (await Api.OpenAsync(Some.Ticket()))["id"]!;
        string key = Some.Key();
        object note = new { text = "Looks like the cache." };

        Answer first = await Api.CommandAsync("ben", id, "note", note, (KeyHeader, key));
        await Api.CommandAsync("ben", id, "take");
        Answer second = await Api.CommandAsync("ben", id, "note", note, (KeyHeader, key));
        Answer other = await Api.CommandAsync("ben", id, "note", new { text = "Or the disk." }, (KeyHeader, key));

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (first.Status, second.Status));
        Assert.Equal((null, "true"), (first.Header(Replayed), second.Header(Replayed)));
        Assert.Equal(first.Header("ETag"), second.Header("ETag"));
        Assert.Equal(first.Json.GetProperty("ticket").GetRawText(), second.Json.GetProperty("ticket").GetRawText());
        ProblemAssert.Is(other, HttpStatusCode.UnprocessableEntity, "idempotency-key-reused");
        Assert.Equal("2", (await Api.GetAsAsync("ben", $"api/desk/tickets/{id}"))["ticket", "messages"]);
    }

    [Fact]
    public async Task Of_different_callers_are_different_requests()
    {
        string id = (await Api.OpenAsync(Some.Ticket()))["id"]!;
        string key = Some.Key();

        await Api.CommandAsync("ben", id, "note", new { text = "Mine." }, (KeyHeader, key));
        Answer chloe = await Api.CommandAsync("chloe", id, "note", new { text = "Mine." }, (KeyHeader, key));

        Assert.Equal((HttpStatusCode.OK, null), (chloe.Status, chloe.Header(Replayed)));
        Assert.Equal("3", chloe["ticket", "messages"]);
    }

    [Fact]
    public async Task With_a_key_that_is_none_are_refused()
    {
        foreach (string key in new[] { "with blank", new string('x', 256) })
        {
            ProblemAssert.Is(await Api.PostAsync("api/tickets", Some.Ticket(), (KeyHeader, key)), HttpStatusCode.BadRequest, "bad-request");
        }
    }
}
