using System.Text.Json;
using Support.Domain.Tickets;
using Support.Functions.Desk.Tests.Fakes;
using Xunit;

namespace Support.Functions.Desk.Tests.Tickets;

public sealed class Requests_of_agents
{
    [Theory]
    [InlineData("auditor", 200, 403)]
    [InlineData("reportReader", 403, 403)]
    [InlineData("administrator", 200, 200)]
    [InlineData("somethingElse", 403, 403)]
    public async Task Who_is_not_in_the_model_may_do_what_their_token_says(string role, int read, int write)
    {
        DeskApp app = await DeskApp.NewAsync();
        Ticket ticket = await app.OpenAsync();
        string[] roles = [role];

        Assert.Equal(read, (await DeskApp.SeeAsync(app.Tickets.ShowAsync(DeskApp.Request("eva@example.test", roles: roles), ticket.Id.Value, default))).Status);
        Assert.Equal(read, (await DeskApp.SeeAsync(app.Lists.RunAsync(DeskApp.Request("eva@example.test", roles: roles), default))).Status);
        Assert.Equal(write, (await DeskApp.SeeAsync(app.Commands.RunAsync(
            DeskApp.Request("eva@example.test", """{ "text": "Hm." }""", roles: roles), ticket.Id.Value, "note", default))).Status);
    }

    [Fact]
    public async Task What_has_not_changed_is_not_sent_again()
    {
        DeskApp app = await DeskApp.NewAsync();
        Ticket ticket = await app.OpenAsync();
        Answer first = await DeskApp.SeeAsync(app.Tickets.ShowAsync(DeskApp.Request("ben"), ticket.Id.Value, default));

        Answer second = await ShowAsync($"W/\"0\", {first.Headers.ETag}");
        Answer other = await ShowAsync("\"999\"");

        Assert.Equal((304, JsonValueKind.Null, first.Headers.ETag), (second.Status, second.Body.ValueKind, second.Headers.ETag));
        Assert.Equal(200, other.Status);

        Task<Answer> ShowAsync(string tag) => DeskApp.SeeAsync(app.Tickets.ShowAsync(
            DeskApp.Request("ben", headers: ("If-None-Match", tag)), ticket.Id.Value, default));
    }

    [Fact]
    public async Task A_command_answers_with_the_tag_that_guards_the_next_one()
    {
        DeskApp app = await DeskApp.NewAsync();
        Ticket ticket = await app.OpenAsync();
        Answer noted = await NoteAsync($"\"{ticket.Version}\"");

        Assert.Equal(200, noted.Status);
        Assert.Equal(412, (await NoteAsync($"\"{ticket.Version}\"")).Status);
        Assert.Equal(200, (await NoteAsync(noted.Headers.ETag!)).Status);

        Task<Answer> NoteAsync(string tag) => DeskApp.SeeAsync(app.Commands.RunAsync(
            DeskApp.Request("ben", """{ "text": "Hm." }""", headers: ("If-Match", tag)), ticket.Id.Value, "note", default));
    }
}
