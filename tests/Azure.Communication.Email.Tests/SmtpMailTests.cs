using System.Text;
using Support.Local;
using Xunit;

namespace Azure.Communication.Email.Tests;

/// <summary>What a mail looks like on the wire.</summary>
public sealed class SmtpMailTests : IAsyncDisposable
{
    private readonly TimeProvider _clockBefore = LocalClock.Business;
    private readonly SmtpSink _sink = new();

    public SmtpMailTests()
    {
        LocalClock.Business = new StoppedClock(new DateTimeOffset(2026, 3, 1, 9, 5, 7, TimeSpan.Zero));
    }

    public async ValueTask DisposeAsync()
    {
        LocalClock.Business = _clockBefore;
        await _sink.DisposeAsync();
    }

    [Fact]
    public async Task A_plain_mail_is_exactly_these_bytes()
    {
        var id = new Guid("11112222333344445555666677778888");
        await SendAsync(Mails.Plain("Hello,\nall is well.\n.\n..two dots\n"), id);

        SunkMail mail = Assert.Single(_sink.Mails);
        Assert.Equal(("<support@example.com>", "<ada@example.org>"), (mail.From, Assert.Single(mail.To)));
        Assert.Equal(
            """
            Date: Sun, 01 Mar 2026 09:05:07 +0000
            From: support@example.com
            To: ada@example.org
            Subject: [SUP-7] Printer
            Message-ID: <11112222333344445555666677778888@example.com>
            MIME-Version: 1.0
            Content-Type: text/plain; charset=utf-8
            Content-Transfer-Encoding: 7bit

            Hello,
            all is well.
            ..
            ...two dots

            """.ReplaceLineEndings("\r\n"),
            mail.Content);
    }

    [Fact]
    public async Task Headers_go_out_as_they_are_given()
    {
        EmailMessage message = Mails.Plain();
        string references = string.Join(' ', Enumerable.Range(0, 8).Select(number => $"<SUP-7.{number}@support.example.com>"));
        message.Headers["Message-ID"] = "<SUP-7.ack@support.example.com>";
        message.Headers["In-Reply-To"] = "<SUP-7@support.example.com>";
        message.Headers["References"] = references;
        message.Headers["Auto-Submitted"] = "auto-generated";
        message.Headers["X-Ticket"] = "SUP-7";

        SunkMail mail = await SendAsync(message);

        Assert.Contains("Message-ID: <SUP-7.ack@support.example.com>\r\n", mail.Content, StringComparison.Ordinal);
        Assert.Contains("In-Reply-To: <SUP-7@support.example.com>\r\n", mail.Content, StringComparison.Ordinal);
        Assert.Contains($"References: {references}\r\n", mail.Content, StringComparison.Ordinal);
        Assert.Contains("Auto-Submitted: auto-generated\r\n", mail.Content, StringComparison.Ordinal);
        Assert.Contains("X-Ticket: SUP-7\r\n", mail.Content, StringComparison.Ordinal);
        Assert.Single(mail.Headers, line => line.StartsWith("Message-ID:", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task A_line_longer_than_a_server_must_take_is_folded()
    {
        EmailMessage message = Mails.Plain();
        string references = string.Join(' ', Enumerable.Range(0, 60).Select(number => $"<SUP-7.{number}@support.example.com>"));
        message.Headers["References"] = references;

        SunkMail mail = await SendAsync(message);

        Assert.All(mail.Content.Split("\r\n"), line => Assert.True(line.Length <= 998));
        Assert.Equal(references, mail.Header("References"));
    }

    [Fact]
    public async Task Everyone_is_a_recipient_but_blind_copies_are_not_shown()
    {
        var message = new EmailMessage(
            "support@example.com",
            new EmailRecipients(
                [new EmailAddress("ada@example.org", "Lovelace, \"Ada\""), new EmailAddress("bob@example.org")],
                [new EmailAddress("cc@example.org", "Zoë")],
                [new EmailAddress("hidden@example.org"), new EmailAddress("ADA@example.org")]),
            new EmailContent("s") { PlainText = "t" });
        message.ReplyTo.Add(new EmailAddress("tickets@example.com", "Support"));

        SunkMail mail = await SendAsync(message);

        Assert.Equal(["<ada@example.org>", "<bob@example.org>", "<cc@example.org>", "<hidden@example.org>"], mail.To);
        Assert.Equal("\"Lovelace, \\\"Ada\\\"\" <ada@example.org>, bob@example.org", mail.Header("To"));
        Assert.Equal($"{Word("Zoë")} <cc@example.org>", mail.Header("Cc"));
        Assert.Equal("\"Support\" <tickets@example.com>", mail.Header("Reply-To"));
        Assert.Null(mail.Header("Bcc"));
        Assert.DoesNotContain("hidden@", mail.Content, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Text_beyond_ascii_is_encoded_in_subject_and_body()
    {
        string subject = "[SUP-7] Drücker geht nicht: " + string.Concat(Enumerable.Repeat("日本語🖨", 10));
        SunkMail mail = await SendAsync(Mails.Plain("Grüße = 100 % \n" + new string('ä', 60), subject));

        Assert.True(Ascii.IsValid(mail.Content));
        Assert.All(mail.Content.Split("\r\n"), line => Assert.True(line.Length <= 76));
        Assert.Equal(subject, DecodeWords(mail.Header("Subject")!));
        Assert.Equal("quoted-printable", mail.Header("Content-Transfer-Encoding"));
        Assert.StartsWith("Gr=C3=BC=C3=9Fe =3D 100 %=20\r\n", mail.Body, StringComparison.Ordinal);
        Assert.Equal("Grüße = 100 % \r\n" + new string('ä', 60), DecodeQuotedPrintable(mail.Body.TrimEnd()));
    }

    [Fact]
    public async Task What_looks_like_an_encoded_word_is_text()
    {
        SunkMail mail = await SendAsync(Mails.Plain(subject: "=?utf-8?B?aGVsbG8=?="));

        Assert.Equal("=?utf-8?B?aGVsbG8=?=", DecodeWords(mail.Header("Subject")!));
        Assert.NotEqual("=?utf-8?B?aGVsbG8=?=", mail.Header("Subject"));
    }

    [Fact]
    public async Task Plain_html_pictures_and_files_are_nested_as_readers_expect()
    {
        EmailMessage message = Mails.Plain("plain");
        message.Content.Html = "<p>html <img src=\"cid:logo\"></p>";
        message.Attachments.Add(new EmailAttachment("Bericht ä.csv", "text/csv", BinaryData.FromString("a;b")));
        message.Attachments.Add(new EmailAttachment("logo.png", "image/png", BinaryData.FromBytes(new byte[200])) { ContentId = "logo" });
        var id = new Guid("11112222333344445555666677778888");

        SunkMail mail = await SendAsync(message, id);

        Assert.Equal("multipart/mixed; boundary=\"=_11112222333344445555666677778888_m\"", mail.Header("Content-Type"));
        string[] mixed = Parts(mail.Body, $"=_{id:N}_m");
        Assert.Equal(2, mixed.Length);
        string[] related = Parts(mixed[0], $"=_{id:N}_r");
        Assert.Equal(2, related.Length);
        string[] texts = Parts(related[0], $"=_{id:N}_a");
        Assert.Equal(
            ["Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 7bit\r\n\r\nplain", "Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: 7bit\r\n\r\n<p>html <img src=\"cid:logo\"></p>"],
            texts);
        Assert.StartsWith("Content-Type: image/png\r\nContent-Disposition: inline; filename=\"logo.png\"\r\nContent-ID: <logo>\r\nContent-Transfer-Encoding: base64\r\n\r\nAAAA", related[1], StringComparison.Ordinal);
        Assert.Equal("Content-Type: text/csv\r\nContent-Disposition: attachment; filename*=utf-8''Bericht%20%C3%A4.csv\r\nContent-Transfer-Encoding: base64\r\n\r\nYTti", mixed[1].TrimEnd());
    }

    [Fact]
    public async Task A_domain_beyond_ascii_is_written_as_dns_has_it()
    {
        var message = new EmailMessage("support@example.com", "ada@müller.example", new EmailContent("s") { PlainText = "t" });

        Assert.Equal("<ada@xn--mller-kva.example>", Assert.Single((await SendAsync(message)).To));
    }

    private async Task<SunkMail> SendAsync(EmailMessage message, Guid? id = null)
    {
        EmailSendOperation operation = await new EmailClient(_sink.ConnectionString).SendAsync(WaitUntil.Completed, message, id ?? Guid.NewGuid());
        Assert.Equal(EmailSendStatus.Succeeded, operation.Value.Status);
        return Assert.Single(_sink.Mails);
    }

    private static string[] Parts(string body, string boundary)
    {
        string[] parts = body[body.IndexOf("--" + boundary, StringComparison.Ordinal)..].Split($"--{boundary}");
        Assert.StartsWith("--", parts[^1], StringComparison.Ordinal);
        return [.. parts[1..^1].Select(part => part["\r\n".Length..^"\r\n".Length])];
    }

    private static string Word(string text) => $"=?utf-8?B?{Convert.ToBase64String(Encoding.UTF8.GetBytes(text))}?=";

    private static string DecodeWords(string header) => string.Concat(header
        .Split(' ')
        .Select(word => Encoding.UTF8.GetString(Convert.FromBase64String(word["=?utf-8?B?".Length..^"?=".Length]))));

    private static string DecodeQuotedPrintable(string body)
    {
        var bytes = new List<byte>();
        string joined = body.Replace("=\r\n", "", StringComparison.Ordinal);
        for (int i = 0; i < joined.Length; i++)
        {
            if (joined[i] == '=')
            {
                bytes.Add(Convert.FromHexString(joined.AsSpan(i + 1, 2))[0]);
                i += 2;
            }
            else
            {
                bytes.Add((byte)joined[i]);
            }
        }

        return Encoding.UTF8.GetString([.. bytes]);
    }

    private sealed class StoppedClock(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
