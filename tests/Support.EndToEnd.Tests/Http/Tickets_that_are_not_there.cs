using System.Net;
using Support.EndToEnd.Tests.Backend;
using Xunit;

namespace Support.EndToEnd.Tests.Http;

[Collection(RunningBackendTests.Name)]
public sealed class Tickets_that_are_not_there(RunningBackend backend)
{
    // A reference that fits its check character, and that no test ever gets.
    private const string Unknown = "SUP-00000000";

    private Api Api => backend.Api;

    [Fact]
    public async Task Are_answered_to_requesters_like_tickets_of_others()
    {
        Answer mine = await Api.OpenAsync(Some.Ticket());
        Answer other = await Api.OpenAsync(Some.Ticket());
        string token = mine["link"]!.Split("access=")[1];
        string[] addresses =
        [
            $"api/tickets/{Unknown}?access={token}",
            $"api/tickets/{other["id"]}?access={token}",
            $"api/tickets/{other["id"]}?access=1.x",
            $"api/tickets/{other["id"]}?access=",
            $"api/tickets/{other["id"]}",
            $"api/tickets/{mine["id"]}?access={token}x",
            $"api/tickets/{mine["id"]}?access=9{token}",
            $"api/tickets/no-reference?access={token}",
            "api/tickets/SUP-00000001",
            "api/tickets/..%2F..%2Fhead",
            $"api/tickets/{new string('x', 2000)}",
        ];

        Answer[] read = await Task.WhenAll(addresses.Select(address => Api.GetAsync(address)));
        Answer[] written = await Task.WhenAll(addresses.Select(address =>
            Api.PostAsync(address.Contains('?', StringComparison.Ordinal) ? address.Replace("?", "/messages?", StringComparison.Ordinal) : $"{address}/messages", new { text = "Hello" })));

        Assert.All(read.Concat(written), static answer => ProblemAssert.Is(answer, HttpStatusCode.NotFound, "ticket-not-found"));
        Assert.Single(read.Concat(written).Select(WithoutTrace).Distinct());
    }

    [Theory]
    [InlineData(Unknown)]
    [InlineData("SUP-00000001")]
    [InlineData("no-reference")]
    public async Task Are_answered_to_agents_in_one_way(string id)
    {
        ProblemAssert.Is(await Api.GetAsAsync("ben", $"api/desk/tickets/{id}"), HttpStatusCode.NotFound, "ticket-not-found");
        ProblemAssert.Is(await Api.GetAsAsync("ben", $"api/desk/tickets/{id}/history"), HttpStatusCode.NotFound, "ticket-not-found");
        ProblemAssert.Is(await Api.CommandAsync("ben", id, "take"), HttpStatusCode.NotFound, "ticket-not-found");
    }

    [Fact]
    public async Task Are_found_however_people_write_the_reference()
    {
        Answer opened = await Api.OpenAsync(Some.Ticket());

        Answer shown = await Api.GetAsAsync("ben", $"api/desk/tickets/{opened["id"]!.ToLowerInvariant()}");

        Assert.Equal(opened["id"], shown["ticket", "id"]);
    }

    [Fact]
    public async Task Have_no_commands_that_are_not_there()
    {
        Answer opened = await Api.OpenAsync(Some.Ticket());

        Answer answer = await Api.CommandAsync("ben", opened["id"]!, "delete");

        ProblemAssert.Is(answer, HttpStatusCode.NotFound, "unknown-command");
        Assert.Equal(opened.Header("ETag"), (await Api.GetAsAsync("ben", $"api/desk/tickets/{opened["id"]}")).Header("ETag"));
    }

    private static string WithoutTrace(Answer answer) => answer.Text.Replace(answer["traceId"]!, "trace", StringComparison.Ordinal);
}
