using System.Net;
using System.Text.Json;
using Xunit;

namespace Support.Simulation.Tests.Mail;

public sealed class When_mails_are_in_quarantine
{
    [Fact]
    public void They_are_seen_taken_once_more_or_discarded() => MailDesk.Live(static async desk =>
    {
        // Nobody is named as its sender.
        JsonElement outcome = await desk.SendAsync("Subject: From nobody\nMessage-ID: <n@customer.example>\n\nHello.");
        Assert.Equal("quarantined", outcome.GetProperty("outcome").GetString());
        await desk.SendAsync(MailDesk.Mail("robot@customer.example", "Away", "Away.", "r@customer.example", MailDesk.Address, "Auto-Submitted: auto-replied"));
        JsonElement[] listed = [.. (await desk.DeskAsync("api/desk/quarantine")).GetProperty("mails").EnumerateArray()];
        Assert.Equal(["Away", "From nobody"], listed.Select(static mail => mail.GetProperty("subject").GetString()).Order());
        string away = listed.Single(static mail => mail.GetProperty("subject").GetString() == "Away").GetProperty("id").GetString()!;
        string nobody = listed.Single(static mail => mail.GetProperty("subject").GetString() == "From nobody").GetProperty("id").GetString()!;

        // As it is it goes back; released it becomes a ticket.
        await desk.DoAsync($"api/desk/quarantine/{away}/replay", new { }, HttpStatusCode.Accepted);
        await desk.PassAsync(TimeSpan.FromMinutes(1));
        Assert.Equal("waiting", (await desk.DeskAsync($"api/desk/quarantine/{away}")).GetProperty("state").GetString());
        await desk.DoAsync($"api/desk/quarantine/{away}/replay", new { release = true }, HttpStatusCode.Accepted);
        await desk.PassAsync(TimeSpan.FromMinutes(1));
        JsonElement taken = await desk.DeskAsync($"api/desk/quarantine/{away}");
        Assert.Equal("taken", taken.GetProperty("state").GetString());
        Assert.Equal(["robot@customer.example says Away."], await desk.MessagesAsync(taken.GetProperty("ticket").GetString()!));
        await desk.DoAsync($"api/desk/quarantine/{away}/replay", new { }, HttpStatusCode.Conflict);

        await desk.DoAsync($"api/desk/quarantine/{nobody}/discard", new { }, HttpStatusCode.UnprocessableEntity);
        await desk.DoAsync($"api/desk/quarantine/{nobody}/discard", new { reason = "says nothing" });
        await desk.AskAsync(HttpMethod.Get, $"api/desk/quarantine/{nobody}/original", null, HttpStatusCode.NotFound);
        Assert.Empty((await desk.DeskAsync("api/desk/quarantine")).GetProperty("mails").EnumerateArray());
        Assert.Equal(2, (await desk.DeskAsync("api/desk/quarantine?state=all")).GetProperty("mails").GetArrayLength());
        await desk.AskAsync(HttpMethod.Get, "api/desk/quarantine?state=lost", null, HttpStatusCode.BadRequest);
        Assert.Empty(desk.MailsTo("robot@customer.example"));
    });

    [Fact]
    public void Nothing_that_is_sent_is_answered_with_a_fault() => MailDesk.Live(static async desk =>
    {
        string[] mails =
        [
            "x", "\n\n", ":::", "From: \n\n", "From: a@b\n\nx", "From: ä@ö.example\n\nx", "From: rita@customer.example\nContent-Type: multipart/mixed\n\n--",
            "From: rita@customer.example\nSubject: \0\u202E\n\n\0", $"From: rita@customer.example\nTo: support+sup-@example.test, support+SUP-00000000.0@example.test\nSubject: [SUP-00000000][SUP-\nReferences: <@example.test> <sup-.@example.test>\n\nx",
        ];
        foreach (string mail in mails)
        {
            JsonElement outcome = await desk.SendAsync(mail);
            Assert.Contains(outcome.GetProperty("outcome").GetString(), new[] { "opened", "quarantined" });
        }
    });
}
