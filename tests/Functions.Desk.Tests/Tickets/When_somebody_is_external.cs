using Support.Domain.Tickets;
using Support.Functions.Desk.Tests.Fakes;
using Xunit;

namespace Support.Functions.Desk.Tests.Tickets;

/// <summary>Olu works for another company and was granted the application payroll.</summary>
public sealed class When_somebody_is_external
{
    [Fact]
    public async Task They_see_and_work_what_they_were_granted()
    {
        DeskApp app = await DeskApp.NewAsync();
        Ticket granted = await app.OpenAsync("payroll");
        await app.OpenAsync("shop");

        Assert.Equal([granted.Id.Value], (await ListAsync(app, "")).Tickets);
        Assert.Equal(200, (await ShowAsync(app, granted)).Status);
        Assert.Equal(200, (await CommandAsync(app, granted, "note", """{ "text": "Seen." }""")).Status);
    }

    [Fact]
    public async Task Any_other_ticket_is_answered_for_as_one_that_is_not_there()
    {
        DeskApp app = await DeskApp.NewAsync();
        Ticket other = await app.OpenAsync("shop");
        const string Nobodys = "SUP-00000000";

        Assert.Empty((await ListAsync(app, "?application=shop")).Tickets);
        Assert.Equal(await ShowAsync(app, Nobodys), Plain(await ShowAsync(app, other)));
        Assert.Equal(
            Plain(await DeskApp.SeeAsync(app.Tickets.HistoryAsync(DeskApp.Request("olu"), Nobodys, default))),
            Plain(await DeskApp.SeeAsync(app.Tickets.HistoryAsync(DeskApp.Request("olu"), other.Id.Value, default))));
        Assert.Equal(404, (await CommandAsync(app, other, "note", """{ "text": "Seen." }""")).Status);
        Assert.Equal(other.Version, (await app.Store.FindAsync(other.Id, default))!.Ticket.Version);

        Answer bulk = await DeskApp.SeeAsync(app.Bulk.RunAsync(
            DeskApp.Request("olu", $$"""{ "command": "note", "body": { "text": "?" }, "tickets": ["{{other.Id}}", "{{Nobodys}}"] }"""), default));
        Assert.Equal(["notFound", "notFound"], bulk.Body.GetProperty("results").EnumerateArray().Select(result => result.GetProperty("outcome").GetString()));
    }

    [Fact]
    public async Task A_command_that_names_another_ticket_finds_none_there()
    {
        DeskApp app = await DeskApp.NewAsync();
        Ticket granted = await app.OpenAsync("payroll");
        Ticket other = await app.OpenAsync("shop");

        Answer link = await CommandAsync(app, granted, "link", $$"""{ "to": "{{other.Id}}", "as": "relatesTo" }""");
        Answer nothing = await CommandAsync(app, granted, "link", """{ "to": "SUP-00000000", "as": "relatesTo" }""");

        Assert.Equal((409, 409), (link.Status, nothing.Status));
        Assert.Equal($"There is no ticket {other.Id}.", link.Body.GetProperty("detail").GetString());
        Assert.Equal("There is no ticket SUP-00000000.", nothing.Body.GetProperty("detail").GetString());
    }

    [Fact]
    public async Task A_ticket_that_leaves_what_they_were_granted_is_gone_for_them()
    {
        DeskApp app = await DeskApp.NewAsync();
        Ticket ticket = await app.OpenAsync("payroll");
        await DeskApp.SeeAsync(app.Commands.RunAsync(
            DeskApp.Request("ben", """{ "application": "shop", "reason": "It is the shop's." }"""), ticket.Id.Value, "triage", default));
        await app.ListAgainAsync(ticket.Id);

        Assert.Empty((await ListAsync(app, "")).Tickets);
        Assert.Equal(404, (await ShowAsync(app, ticket)).Status);
    }

    private static Task<Answer> ListAsync(DeskApp app, string query) =>
        DeskApp.SeeAsync(app.Lists.RunAsync(DeskApp.Request("olu", query: query), default));

    private static Task<Answer> ShowAsync(DeskApp app, Ticket ticket) =>
        DeskApp.SeeAsync(app.Tickets.ShowAsync(DeskApp.Request("olu"), ticket.Id.Value, default));

    private static async Task<string> ShowAsync(DeskApp app, string id) =>
        Plain(await DeskApp.SeeAsync(app.Tickets.ShowAsync(DeskApp.Request("olu"), id, default)));

    private static Task<Answer> CommandAsync(DeskApp app, Ticket ticket, string command, string body) =>
        DeskApp.SeeAsync(app.Commands.RunAsync(DeskApp.Request("olu", body), ticket.Id.Value, command, default));

    private static string Plain(Answer answer) => $"{answer.Status} {answer.Body.GetProperty("type")} {answer.Body.GetProperty("title")}";
}
