using System.Net;
using System.Text.Json;
using Support.Local.Hosting.Simulation;
using Xunit;

namespace Support.Simulation.Tests.Mail;

/// <summary>Machines that answer everything: the exchange ends.</summary>
public sealed class When_machines_answer
{
    private const string Rita = "rita@customer.example";

    // Every mail that leaves is answered at once, until nothing leaves any more.
    private static async Task<int> AnswerAllAsync(MailDesk desk, string address, params string[] headers)
    {
        int answered = 0;
        while (answered < 50)
        {
            await desk.PassAsync(TimeSpan.FromMinutes(2));
            ReceivedMail[] mails = [.. desk.MailsTo(address).Skip(answered)];
            if (mails.Length == 0)
            {
                break;
            }

            foreach (ReceivedMail mail in mails)
            {
                await desk.SendAsync(MailDesk.Answer(mail, address, "I am a machine and got your mail.", $"{answered++}.robot@customer.example", headers));
            }
        }

        return answered;
    }

    [Fact]
    public void An_autoresponder_that_says_so_gets_one_mail() => MailDesk.Live(static async desk =>
    {
        string ticket = (await desk.SendAsync(MailDesk.Mail(Rita, "Cannot pay", "The button is grey.", "a@customer.example"))).GetProperty("ticket").GetString()!;

        Assert.Equal(1, await AnswerAllAsync(desk, Rita, "Auto-Submitted: auto-replied"));
        Assert.Equal([$"{Rita} says The button is grey.", $"{Rita} notes I am a machine and got your mail."], await desk.MessagesAsync(ticket));
    });

    [Fact]
    public void An_autoresponder_that_does_not_say_so_gets_no_more_either() => MailDesk.Live(static async desk =>
    {
        await desk.SendAsync(MailDesk.Mail(Rita, "Cannot pay", "The button is grey.", "a@customer.example"));

        Assert.Equal(1, await AnswerAllAsync(desk, Rita));
        Assert.Equal(1, await desk.TicketsAsync());
    });

    [Fact]
    public void Another_desk_like_ours_gets_one_mail_and_sends_one() => MailDesk.Live(static async desk =>
    {
        await desk.SendAsync(MailDesk.Mail("help@other.example", "[SUP-0000000] Ticket received", "We have received your message.", "x@other.example", MailDesk.Address, "Auto-Submitted: auto-replied", "X-Support-Ticket: SUP-00000000"));
        await desk.SendAsync(MailDesk.Mail("help@other.example", "A question", "From a person at the other desk.", "y@other.example"));

        Assert.Equal(1, await AnswerAllAsync(desk, "help@other.example", "Auto-Submitted: auto-generated", "X-Support-Ticket: SUP-00000000", "X-Auto-Response-Suppress: All"));
    });

    [Fact]
    public void Somebody_who_is_away_opens_nothing_again() => MailDesk.Live(static async desk =>
    {
        string ticket = (await desk.SendAsync(MailDesk.Mail(Rita, "Cannot pay", "The button is grey.", "a@customer.example"))).GetProperty("ticket").GetString()!;
        await desk.DoAsync($"api/desk/tickets/{ticket}/take", new { });
        await desk.DoAsync($"api/desk/tickets/{ticket}/resolve", new { text = "Mended." });
        await desk.PassAsync(TimeSpan.FromMinutes(1));

        await desk.SendAsync(MailDesk.Answer(
            desk.MailsTo(Rita)[^1], Rita, "I am away until Friday.", "ooo@customer.example", "Auto-Submitted: auto-replied", "X-Auto-Response-Suppress: All"));

        Assert.Equal("resolved", await desk.StatusAsync(ticket));
        Assert.Contains($"{Rita} notes I am away until Friday.", await desk.MessagesAsync(ticket));
    });

    [Fact]
    public void A_mail_that_did_not_arrive_is_seen_and_none_is_sent_there_until_somebody_writes() => MailDesk.Live(static async desk =>
    {
        string ticket = (await desk.SendAsync(MailDesk.Mail(Rita, "Cannot pay", "The button is grey.", "a@customer.example"))).GetProperty("ticket").GetString()!;
        await desk.DoAsync($"api/desk/tickets/{ticket}/take", new { });
        await desk.PassAsync(TimeSpan.FromMinutes(1));
        JsonElement outcome = await desk.SendAsync(Report(desk.MailsTo(Rita)[0].Headers["Message-ID"]), string.Empty);
        Assert.Equal(("added", ticket), (outcome.GetProperty("outcome").GetString(), outcome.GetProperty("ticket").GetString()));
        await desk.PassAsync(TimeSpan.FromMinutes(1));

        Assert.Contains(desk.MailsTo("nadia@example.test"), static mail => mail.Text.Contains("rita@customer.example came back", StringComparison.Ordinal));
        Assert.Equal("5.1.1", (await desk.DeskAsync($"api/desk/suppressions/{Rita}")).GetProperty("status").GetString());
        await desk.DoAsync($"api/desk/tickets/{ticket}/reply", new { text = "Which browser?" });
        await desk.PassAsync(TimeSpan.FromMinutes(1));
        Assert.Single(desk.MailsTo(Rita));

        await desk.SendAsync(MailDesk.Mail(Rita, $"[{ticket}] hello", "My mailbox is mended.", "b@customer.example"));
        await desk.AskAsync(HttpMethod.Get, $"api/desk/suppressions/{Rita}", null, HttpStatusCode.NotFound);
        await desk.DoAsync($"api/desk/tickets/{ticket}/reply", new { text = "Good." });
        await desk.PassAsync(TimeSpan.FromMinutes(1));
        Assert.Equal(2, desk.MailsTo(Rita).Count);
    });

    private static string Report(string messageId) => $"""
        From: Mail Delivery System <MAILER-DAEMON@mx.customer.example>
        To: support@example.test
        Subject: Undelivered Mail Returned to Sender
        Message-ID: <dsn@mx.customer.example>
        Date: Mon, 02 Mar 2026 10:00:30 +0000
        Auto-Submitted: auto-replied
        MIME-Version: 1.0
        Content-Type: multipart/report; report-type=delivery-status; boundary=r

        --r
        Content-Type: text/plain

        I could not deliver your mail.
        --r
        Content-Type: message/delivery-status

        Reporting-MTA: dns; mx.customer.example

        Final-Recipient: rfc822; rita@customer.example
        Action: failed
        Status: 5.1.1
        Diagnostic-Code: smtp; 550 5.1.1 no such user

        --r
        Content-Type: text/rfc822-headers

        From: support@example.test
        To: rita@customer.example
        Message-ID: {messageId}
        Subject: We have received

        --r--
        """;
}
