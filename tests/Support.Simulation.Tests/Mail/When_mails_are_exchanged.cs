using System.Net;
using System.Text.Json;
using Support.Local.Hosting.Simulation;
using Xunit;

namespace Support.Simulation.Tests.Mail;

/// <summary>The whole way of mails: into a ticket, out of it, and back into it.</summary>
public sealed class When_mails_are_exchanged
{
    private const string Rita = "rita@customer.example";

    [Fact]
    public void A_conversation_stays_in_its_ticket() => MailDesk.Live(static async desk =>
    {
        JsonElement opened = await desk.SendAsync(MailDesk.Mail($"Rita <{Rita}>", "Cannot pay", "The button is grey.", "first@customer.example"));
        string ticket = opened.GetProperty("ticket").GetString()!;
        Assert.Equal("opened", opened.GetProperty("outcome").GetString());
        await desk.PassAsync(TimeSpan.FromMinutes(1));

        ReceivedMail acknowledged = Assert.Single(desk.MailsTo(Rita));
        Assert.Equal("<first@customer.example>", acknowledged.Headers["In-Reply-To"]);
        Assert.StartsWith("support+sup-", acknowledged.ReplyTo, StringComparison.Ordinal);

        await desk.DoAsync($"api/desk/tickets/{ticket}/reply", new { text = "Which browser?" });
        await desk.DoAsync($"api/desk/tickets/{ticket}/pending", new { reason = "which browser?" });
        await desk.PassAsync(TimeSpan.FromMinutes(1));
        ReceivedMail asked = desk.MailsTo(Rita)[^1];
        JsonElement answered = await desk.SendAsync(MailDesk.Answer(
            asked, Rita, "Firefox.\n\nOn Mon, 2 Mar 2026 at 10:01, Support <support@example.test> wrote:\n> Which browser?", "second@customer.example"));

        Assert.Equal(("added", ticket), (answered.GetProperty("outcome").GetString(), answered.GetProperty("ticket").GetString()));
        Assert.Equal([$"{Rita} says The button is grey.", "nadia says Which browser?", $"{Rita} says Firefox."], await desk.MessagesAsync(ticket));
        Assert.Equal("open", await desk.StatusAsync(ticket));
        Assert.Equal(1, await desk.TicketsAsync());
    });

    [Fact]
    public void The_same_mail_twice_is_one_and_another_under_its_id_is_not_swallowed() => MailDesk.Live(static async desk =>
    {
        string mail = MailDesk.Mail(Rita, "Cannot pay", "The button is grey.", "one@customer.example");
        JsonElement first = await desk.SendAsync(mail);
        JsonElement again = await desk.SendAsync($"Received: from elsewhere\n{mail}");
        JsonElement other = await desk.SendAsync(MailDesk.Mail("eve@elsewhere.example", "Hello", "Something else.", "one@customer.example"));

        Assert.True(again.GetProperty("known").GetBoolean());
        Assert.Equal(first.GetProperty("ticket").GetString(), again.GetProperty("ticket").GetString());
        Assert.NotEqual(first.GetProperty("ticket").GetString(), other.GetProperty("ticket").GetString());
        Assert.Equal(2, await desk.TicketsAsync());

        // Two that say nothing but their subjects are two all the same.
        JsonElement bare = await desk.SendAsync("From: rita@customer.example\nSubject: One\n\n");
        Assert.NotEqual(bare.GetProperty("ticket").GetString(), (await desk.SendAsync("From: rita@customer.example\nSubject: Two\n\n")).GetProperty("ticket").GetString());
    });

    [Fact]
    public void A_stranger_gets_into_no_ticket_and_learns_nothing_of_it() => MailDesk.Live(static async desk =>
    {
        string ticket = (await desk.SendAsync(MailDesk.Mail(Rita, "Secret matter", "It is secret.", "a@customer.example"))).GetProperty("ticket").GetString()!;
        await desk.PassAsync(TimeSpan.FromMinutes(1));
        ReceivedMail acknowledged = Assert.Single(desk.MailsTo(Rita));

        JsonElement guessed = await desk.SendAsync(MailDesk.Mail("eve@elsewhere.example", $"Re: [{ticket}] hello", "What is this about?", "b@elsewhere.example"));
        JsonElement forwarded = await desk.SendAsync(MailDesk.Answer(acknowledged, "adam@elsewhere.example", "She passed this on.", "c@elsewhere.example"));
        JsonElement forged = await desk.SendAsync(
            MailDesk.Mail(Rita, $"Re: [{ticket}] hello", "Let me in.", "d@elsewhere.example"), "eve@elsewhere.example");
        await desk.PassAsync(TimeSpan.FromMinutes(1));

        string linked = guessed.GetProperty("ticket").GetString()!;
        Assert.NotEqual(ticket, linked);
        Assert.NotEqual(ticket, forwarded.GetProperty("ticket").GetString());
        Assert.Equal(ticket, forged.GetProperty("ticket").GetString());
        Assert.DoesNotContain("ecret", string.Concat(desk.MailsTo("eve@elsewhere.example").Select(static mail => mail.Subject + mail.Text)), StringComparison.Ordinal);
        JsonElement seen = await desk.DeskAsync($"api/desk/tickets/{ticket}");
        Assert.Equal(2, seen.GetProperty("ticket").GetProperty("links").GetArrayLength());
    });

    [Fact]
    public void A_file_and_the_mail_itself_are_kept() => MailDesk.Live(static async desk =>
    {
        const string mail = """
            From: rita@customer.example
            To: support@example.test
            Subject: With a file
            Message-ID: <f@customer.example>
            MIME-Version: 1.0
            Content-Type: multipart/mixed; boundary=b

            --b
            Content-Type: text/html; charset=utf-8

            <p>Look <b>here</b><script>alert(1)</script></p>
            --b
            Content-Type: text/csv; name=list.csv
            Content-Disposition: attachment; filename=list.csv
            Content-Transfer-Encoding: base64

            YSxiCjEsMgo=
            --b--
            """;
        string ticket = (await desk.SendAsync(mail)).GetProperty("ticket").GetString()!;

        JsonElement message = (await desk.DeskAsync($"api/desk/tickets/{ticket}")).GetProperty("messages")[0];
        Assert.Equal("list.csv", message.GetProperty("files")[0].GetProperty("name").GetString());
        using var request = new HttpRequestMessage(HttpMethod.Get, $"api/desk/tickets/{ticket}/messages/1/html");
        request.Headers.Add("X-Support-User", "nadia");
        using HttpResponseMessage html = await desk.Backend.Http.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, html.StatusCode);
        Assert.Equal("attachment", html.Content.Headers.ContentDisposition!.DispositionType);
        Assert.Equal("nosniff", html.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.DoesNotContain("script", await html.Content.ReadAsStringAsync(), StringComparison.OrdinalIgnoreCase);
        await desk.AskAsync(HttpMethod.Get, $"api/desk/tickets/{ticket}/messages/2/html", null, HttpStatusCode.NotFound);
    });

    [Fact]
    public void A_flood_is_slowed_down_and_nothing_of_it_is_lost() => MailDesk.Live(static async desk =>
    {
        var outcomes = new List<string>();
        for (int i = 0; i < 70; i++)
        {
            JsonElement outcome = await desk.SendAsync(MailDesk.Mail("flood@elsewhere.example", $"Mail {i}", "Again.", $"{i}@elsewhere.example"));
            outcomes.Add(outcome.GetProperty("outcome").GetString()!);
        }

        JsonElement other = await desk.SendAsync(MailDesk.Mail(Rita, "Cannot pay", "The button is grey.", "a@customer.example"));
        Assert.Equal("opened", other.GetProperty("outcome").GetString());
        Assert.InRange(outcomes.Count(static outcome => outcome == "opened"), 60, 62);
        Assert.Equal(70, outcomes.Count(static outcome => outcome is "opened" or "held"));
        await desk.PassAsync(TimeSpan.FromMinutes(30));
        Assert.Equal(71, await desk.TicketsAsync());
    });
}
