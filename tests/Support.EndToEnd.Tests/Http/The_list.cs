using System.Net;
using Support.EndToEnd.Tests.Backend;
using Xunit;

namespace Support.EndToEnd.Tests.Http;

[Collection(RunningBackendTests.Name)]
public sealed class The_list(RunningBackend backend)
{
    private Api Api => backend.Api;

    [Fact]
    public async Task Is_filtered_by_everything_that_agents_ask_for()
    {
        string email = Some.Address();
        string shop = await OpenAsync(email, "shop", "high", "high");
        string payroll = await OpenAsync(email, "payroll", "low", "low");
        await Api.CommandAsync("grace", payroll, "take");
        await Api.CommandAsync("grace", payroll, "pending");
        string own = $"requester={email}";

        // A line follows its ticket in a moment: the newest change is waited for.
        await backend.ListAsync($"{own}&status=pending", 1);
        Assert.Equal([shop, payroll], await backend.ListAsync(own, 2));
        Assert.Equal([shop], await backend.ListAsync($"{own}&team=service-desk", 1));
        Assert.Equal([payroll], await backend.ListAsync($"{own}&assignee=grace", 1));
        Assert.Equal([shop], await backend.ListAsync($"{own}&status=new", 1));
        Assert.Equal([shop, payroll], await backend.ListAsync($"{own}&status=new,pending", 2));
        Assert.Equal([payroll], await backend.ListAsync($"{own}&tier=L2", 1));
        Assert.Equal([shop], await backend.ListAsync($"{own}&priority=critical", 1));
        Assert.Equal([payroll], await backend.ListAsync($"{own}&application=payroll", 1));
        Assert.Equal([shop], await backend.ListAsync($"{own}&dueBefore={InAnHour()}", 1));
        Assert.Empty(await backend.ListAsync($"{own}&assignee=me", 0));
    }

    [Fact]
    public async Task Leaves_out_what_is_over_unless_asked_for_it()
    {
        string email = Some.Address();
        string id = await OpenAsync(email, "shop", "low", "low");
        await Api.CommandAsync("ben", id, "resolve");
        await Api.CommandAsync("ben", id, "close");

        Assert.Equal([id], await backend.ListAsync($"requester={email}&status=closed", 1));
        Assert.Empty(await backend.ListAsync($"requester={email}", 0));
    }

    [Fact]
    public async Task Comes_in_pages_that_lead_to_one_another()
    {
        string email = Some.Address();
        string[] ids = [await OpenAsync(email, "shop", "high", "high"), await OpenAsync(email, "shop", "high", "high"), await OpenAsync(email, "shop", "high", "high")];
        await backend.ListAsync($"requester={email}", 3);

        Answer first = await Api.GetAsAsync("nadia", $"api/desk/tickets?requester={email}&limit=2");
        string link = first.Header("Link")!;
        Answer second = await Api.GetAsAsync("nadia", link[1..link.IndexOf('>', StringComparison.Ordinal)]);

        Assert.EndsWith("; rel=\"next\"", link, StringComparison.Ordinal);
        Assert.Equal(ids, Ids(first).Concat(Ids(second)));
        Assert.Null(second.Header("Link"));
    }

    [Theory]
    [InlineData("colour=red")]
    [InlineData("status=broken")]
    [InlineData("tier=L9")]
    [InlineData("priority=2")]
    [InlineData("dueBefore=soon")]
    [InlineData("limit=0")]
    [InlineData("limit=201")]
    [InlineData("after=garbage")]
    public async Task Refuses_a_filter_that_it_does_not_understand(string filter) =>
        ProblemAssert.Is(await Api.GetAsAsync("nadia", $"api/desk/tickets?{filter}"), HttpStatusCode.BadRequest, "bad-request");

    private async Task<string> OpenAsync(string email, string application, string impact, string urgency) =>
        (await Api.OpenAsync(Some.Ticket(email, application, impact, urgency)))["id"]!;

    private static IEnumerable<string?> Ids(Answer list) =>
        list.Json.GetProperty("tickets").EnumerateArray().Select(static line => line.GetProperty("id").GetString());

    private static string InAnHour() => Uri.EscapeDataString(TimeProvider.System.GetUtcNow().AddHours(1).ToString("O"));
}
