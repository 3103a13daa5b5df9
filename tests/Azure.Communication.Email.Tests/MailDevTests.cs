using System.Text.Json;
using Xunit;

namespace Azure.Communication.Email.Tests;

/// <summary>Mails through the mail catcher that the Local flavour runs with, read by somebody else's parser.</summary>
public sealed class MailDevTests(MailDevFixture mailDev) : IClassFixture<MailDevFixture>
{
    [Fact]
    public async Task A_mail_is_read_as_it_was_written()
    {
        EmailMessage message = Mails.Plain("Grüße,\n.\nwir kümmern uns.\n", "[SUP-7] Drücker geht nicht 🖨");
        message.Content.Html = "<p>Grüße, <b>wir kümmern uns</b>.</p>";
        message.Recipients.CC.Add(new EmailAddress("zoe@example.org", "Zoë"));
        message.Recipients.BCC.Add(new EmailAddress("audit@example.org"));
        message.ReplyTo.Add(new EmailAddress("tickets@example.com"));
        message.Headers["Message-ID"] = "<SUP-7.ack@example.com>";
        message.Headers["References"] = "<SUP-7@example.com> <SUP-7.1@example.com>";
        message.Headers["Auto-Submitted"] = "auto-generated";
        message.Attachments.Add(new EmailAttachment("Bericht ä.csv", "text/csv", BinaryData.FromString("a;b")));

        JsonElement mail = await mailDev.SendAndReadAsync(message);

        Assert.Equal("Grüße,\n.\nwir kümmern uns.\n", mail.GetProperty("text").GetString()!.ReplaceLineEndings("\n"));
        Assert.Equal("<p>Grüße, <b>wir kümmern uns</b>.</p>", mail.GetProperty("html").GetString()!.Trim());
        Assert.Equal("Zoë", mail.GetProperty("cc")[0].GetProperty("name").GetString());
        Assert.Equal("audit@example.org", mail.GetProperty("calculatedBcc")[0].GetProperty("address").GetString());
        Assert.Equal("tickets@example.com", mail.GetProperty("replyTo")[0].GetProperty("address").GetString());
        JsonElement headers = mail.GetProperty("headers");
        Assert.False(headers.TryGetProperty("bcc", out _));
        Assert.Equal("<SUP-7.ack@example.com>", headers.GetProperty("message-id").GetString());
        Assert.Equal("<SUP-7@example.com> <SUP-7.1@example.com>", headers.GetProperty("references").GetString());
        Assert.Equal("auto-generated", headers.GetProperty("auto-submitted").GetString());
        Assert.Equal("Bericht ä.csv", mail.GetProperty("attachments")[0].GetProperty("fileName").GetString());
    }

    [Fact]
    public async Task Long_lines_and_leading_dots_arrive_as_they_were()
    {
        string text = $"{new string('x', 3000)}\n.\n..\n.leading\n{string.Join(' ', Enumerable.Repeat("größer", 400))}\nend.\n";

        JsonElement mail = await mailDev.SendAndReadAsync(Mails.Plain(text, "long lines"));

        Assert.Equal(text, mail.GetProperty("text").GetString()!.ReplaceLineEndings("\n"));
    }

    [Fact]
    public async Task A_picture_in_the_text_and_a_file_beside_it_arrive_byte_for_byte()
    {
        byte[] picture = [.. Enumerable.Range(0, 1000).Select(value => unchecked((byte)(value * 7)))];
        byte[] file = [.. Enumerable.Range(0, 70_000).Select(value => unchecked((byte)(value * 13)))];
        EmailMessage message = Mails.Plain(subject: "attachments");
        message.Content.Html = "<img src=\"cid:logo\">";
        message.Attachments.Add(new EmailAttachment("logo.png", "image/png", BinaryData.FromBytes(picture)) { ContentId = "logo" });
        message.Attachments.Add(new EmailAttachment("data.bin", "application/octet-stream", BinaryData.FromBytes(file)));

        JsonElement mail = await mailDev.SendAndReadAsync(message);

        JsonElement[] attachments = [.. mail.GetProperty("attachments").EnumerateArray()];
        Assert.Equal(["logo.png inline logo", "data.bin attachment "], attachments.Select(attachment =>
            $"{attachment.GetProperty("fileName").GetString()} {attachment.GetProperty("contentDisposition").GetString()} " +
            (attachment.GetProperty("contentDisposition").GetString() == "inline" ? attachment.GetProperty("contentId").GetString() : "")));
        Assert.Equal(picture, await mailDev.AttachmentAsync(mail, attachments[0]));
        Assert.Equal(file, await mailDev.AttachmentAsync(mail, attachments[1]));
    }

    [Theory]
    [InlineData("desk:wrong@", 535)]
    [InlineData("", 530)]
    public async Task Without_its_password_it_takes_no_mail(string login, int status)
    {
        RequestFailedException refused = await Assert.ThrowsAsync<RequestFailedException>(
            () => new EmailClient($"endpoint={mailDev.EndpointWith(login)}").SendAsync(WaitUntil.Completed, Mails.Plain()));

        Assert.Equal((status, "SmtpRejected"), (refused.Status, refused.ErrorCode));
    }
}
