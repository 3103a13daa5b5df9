using Xunit;

namespace Azure.Communication.Email.Tests;

/// <summary>What no mail may be, whichever way it would go.</summary>
public sealed class MessageRulesTests
{
    private readonly EmailClient _client = new("endpoint=smtp://127.0.0.1:9");

    [Theory]
    [InlineData("X-Ticket", "SUP-7\r\nBcc: eve@example.net")]
    [InlineData("X-Ticket", "SUP-7\nBcc: eve@example.net")]
    [InlineData("X-Ticket: SUP-7\r\nBcc", "eve@example.net")]
    [InlineData("X Ticket", "SUP-7")]
    [InlineData("", "SUP-7")]
    [InlineData("Bcc", "eve@example.net")]
    [InlineData("Subject", "another")]
    public async Task A_header_cannot_smuggle_in_another(string name, string value)
    {
        EmailMessage message = Mails.Plain();
        message.Headers[name] = value;

        await Assert.ThrowsAsync<ArgumentException>(() => _client.SendAsync(WaitUntil.Completed, message));
    }

    [Theory]
    [InlineData("ada@example.org\r\nRCPT TO:<eve@example.net>")]
    [InlineData("ada@example.org>")]
    [InlineData("ada@example.org, eve@example.net")]
    [InlineData("ada")]
    [InlineData("@example.org")]
    [InlineData("ada@")]
    [InlineData("äda@example.org")]
    public async Task What_is_no_address_is_refused(string address)
    {
        var message = new EmailMessage("support@example.com", address, new EmailContent("s") { PlainText = "t" });

        await Assert.ThrowsAsync<ArgumentException>(() => _client.SendAsync(WaitUntil.Completed, message));
    }

    [Fact]
    public async Task A_line_break_in_a_subject_or_a_name_is_refused()
    {
        var named = new EmailMessage(
            "support@example.com",
            new EmailRecipients([new EmailAddress("ada@example.org", "Ada\r\nX-Evil: 1")]),
            new EmailContent("s") { PlainText = "t" });

        await Assert.ThrowsAsync<ArgumentException>(() => _client.SendAsync(WaitUntil.Completed, named));
        await Assert.ThrowsAsync<ArgumentException>(() => _client.SendAsync(WaitUntil.Completed, Mails.Plain(subject: "a\nb")));
    }

    [Fact]
    public async Task A_mail_needs_a_recipient_and_a_text()
    {
        var toNobody = new EmailMessage("support@example.com", new EmailRecipients([]), new EmailContent("s") { PlainText = "t" });

        await Assert.ThrowsAsync<ArgumentException>(() => _client.SendAsync(WaitUntil.Completed, toNobody));
        await Assert.ThrowsAsync<ArgumentException>(() => _client.SendAsync(WaitUntil.Completed, Mails.Plain(text: "")));
    }

    [Fact]
    public async Task A_mail_to_more_than_fifty_is_refused_as_the_service_would()
    {
        await using var sink = new SmtpSink();
        await new EmailClient(sink.ConnectionString).SendAsync(WaitUntil.Completed, ToMany(50));
        Assert.Equal(50, Assert.Single(sink.Mails).To.Count);
        RequestFailedException refused = await Assert.ThrowsAsync<RequestFailedException>(() => _client.SendAsync(WaitUntil.Completed, ToMany(51)));
        Assert.Equal((400, "TooManyRecipients"), (refused.Status, refused.ErrorCode));
    }

    [Fact]
    public async Task A_request_of_more_than_ten_megabytes_is_refused_on_either_way()
    {
        EmailMessage message = Mails.Plain();
        message.Attachments.Add(new EmailAttachment("a.bin", "application/octet-stream", BinaryData.FromBytes(new byte[8 * 1024 * 1024])));
        foreach (string connectionString in new[] { "endpoint=smtp://127.0.0.1:9", "endpoint=http://127.0.0.1:9;accesskey=c2VjcmV0" })
        {
            RequestFailedException refused = await Assert.ThrowsAsync<RequestFailedException>(
                () => new EmailClient(connectionString).SendAsync(WaitUntil.Completed, message));
            Assert.Equal((413, "RequestTooLarge"), (refused.Status, refused.ErrorCode));
        }
    }

    private static EmailMessage ToMany(int count) => new(
        "support@example.com",
        new EmailRecipients([], [], Enumerable.Range(0, count).Select(number => new EmailAddress($"r{number}@example.org"))),
        new EmailContent("s") { PlainText = "t" });

    [Theory]
    [InlineData("endpoint=smtp://user@mail.example.com")]
    [InlineData("endpoint=smtp://mail.example.com/path")]
    [InlineData("endpoint=smtps://mail.example.com?x=1")]
    [InlineData("endpoint")]
    [InlineData("endpoint=")]
    [InlineData("accesskey=abc")]
    [InlineData("endpoint=https://mail.example.com")]
    public void A_connection_string_that_says_too_little_is_refused(string connectionString) =>
        Assert.Throws<FormatException>(() => new EmailClient(connectionString));
}
