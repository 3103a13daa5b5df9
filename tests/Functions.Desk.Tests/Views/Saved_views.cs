using Support.Domain.Tickets;
using Support.Functions.Desk.Tests.Fakes;
using Xunit;

namespace Support.Functions.Desk.Tests.Views;

public sealed class Saved_views
{
    [Fact]
    public async Task List_what_their_filter_says_for_who_opens_them()
    {
        DeskApp app = await DeskApp.NewAsync();
        Ticket mine = await app.OpenAsync();
        await app.OpenAsync();
        await DeskApp.SeeAsync(app.Commands.RunAsync(DeskApp.Request("ben", "{}"), mine.Id.Value, "take", default));
        await app.ListAgainAsync(mine.Id);
        Assert.Equal(200, (await SaveAsync(app, "ben", "mine", """{ "title": "My work", "filter": { "assignee": "me" } }""")).Status);

        Answer tickets = await DeskApp.SeeAsync(app.Views.TicketsAsync(DeskApp.Request("ben", query: "?limit=10"), "mine", default));

        Assert.Equal([mine.Id.Value], tickets.Tickets);
    }

    [Fact]
    public async Task Are_ones_own_unless_a_lead_shares_them()
    {
        DeskApp app = await DeskApp.NewAsync();
        string[] lead = ["teamLead"];
        await SaveAsync(app, "ben", "hot", """{ "filter": { "priority": "critical" } }""");

        Assert.Equal(404, (await ShowAsync(app, "chloe", "hot")).Status);
        Assert.Equal(403, (await SaveAsync(app, "ben", "hot", """{ "filter": {}, "shared": true }""")).Status);
        Assert.Equal(200, (await SaveAsync(app, "ben", "hot", """{ "filter": { "priority": "high" }, "shared": true }""", lead)).Status);
        Assert.Equal("high", (await ShowAsync(app, "chloe", "hot")).Body.GetProperty("filter").GetProperty("priority").GetString());
        Assert.Equal("critical", (await ShowAsync(app, "ben", "hot")).Body.GetProperty("filter").GetProperty("priority").GetString());
        Assert.Equal(403, (await DeleteAsync(app, "chloe", "hot", "?shared=true")).Status);
        Assert.Equal(204, (await DeleteAsync(app, "ben", "hot", "")).Status);
        Assert.Equal("high", (await ShowAsync(app, "ben", "hot")).Body.GetProperty("filter").GetProperty("priority").GetString());
        Assert.Equal(204, (await DeleteAsync(app, "ben", "hot", "?shared=true", lead)).Status);
        Assert.Equal(404, (await ShowAsync(app, "chloe", "hot")).Status);
    }

    [Theory]
    [InlineData("Bad Name", """{ "filter": {} }""", 400)]
    [InlineData("v", """{ "filter": { "colour": "red" } }""", 422)]
    [InlineData("v", """{ "filter": { "status": "lost" } }""", 422)]
    [InlineData("v", """{ "filter": { "limit": "5" } }""", 422)]
    [InlineData("v", """{ "filters": {} }""", 422)]
    [InlineData("v", """{ "filter": { "status": "new,open", "dueBefore": "2026-11-22T12:00:00Z" } }""", 200)]
    public async Task Take_what_the_list_takes(string name, string body, int status) =>
        Assert.Equal(status, (await SaveAsync(await DeskApp.NewAsync(), "ben", name, body)).Status);

    [Fact]
    public async Task Show_nobody_more_than_they_may_see()
    {
        DeskApp app = await DeskApp.NewAsync();
        await app.OpenAsync("shop");
        Ticket granted = await app.OpenAsync("payroll");
        await SaveAsync(app, "ben", "all", """{ "filter": {}, "shared": true }""", ["administrator"]);

        Answer tickets = await DeskApp.SeeAsync(app.Views.TicketsAsync(DeskApp.Request("olu"), "all", default));

        Assert.Equal([granted.Id.Value], tickets.Tickets);
    }

    private static Task<Answer> SaveAsync(DeskApp app, string user, string name, string body, string[]? roles = null) =>
        DeskApp.SeeAsync(app.Views.SaveAsync(DeskApp.Request(user, body, roles: roles), name, default));

    private static Task<Answer> ShowAsync(DeskApp app, string user, string name) =>
        DeskApp.SeeAsync(app.Views.ShowAsync(DeskApp.Request(user), name, default));

    private static Task<Answer> DeleteAsync(DeskApp app, string user, string name, string query, string[]? roles = null) =>
        DeskApp.SeeAsync(app.Views.DeleteAsync(DeskApp.Request(user, query: query, roles: roles), name, default));
}
