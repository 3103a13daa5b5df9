using System.Net;
using System.Net.Sockets;
using Xunit;

namespace Azure.Communication.Email.Tests;

/// <summary>How mails are handed over, and what happens when they are not taken.</summary>
public sealed class SmtpConversationTests
{
    [Fact]
    public async Task One_connection_serves_mails_one_after_another()
    {
        await using var sink = new SmtpSink();
        var client = new EmailClient(sink.ConnectionString);

        for (int i = 0; i < 5; i++)
        {
            await client.SendAsync(WaitUntil.Completed, Mails.Plain());
        }

        Assert.Equal((5, 1), (sink.Mails.Count, sink.Connections));
    }

    [Fact]
    public async Task Many_mails_at_once_share_a_few_connections()
    {
        await using var sink = new SmtpSink();
        var client = new EmailClient(sink.ConnectionString);

        await Task.WhenAll(Enumerable.Range(0, 200).Select(number => client.SendAsync(WaitUntil.Completed, Mails.Plain(subject: $"{number}"))));

        Assert.Equal(200, sink.Mails.Select(mail => mail.Header("Subject")).Distinct().Count());
        Assert.InRange(sink.Connections, 1, 8);
    }

    [Fact]
    public async Task A_connection_that_the_server_has_closed_is_replaced()
    {
        await using var sink = new SmtpSink { ClosesAfterEachMail = true };
        var client = new EmailClient(sink.ConnectionString);

        for (int i = 0; i < 3; i++)
        {
            await client.SendAsync(WaitUntil.Completed, Mails.Plain());
        }

        Assert.Equal((3, 3), (sink.Mails.Count, sink.Connections));
    }

    [Theory]
    [InlineData("550 5.1.1 no such user", 550, "SmtpRejected")]
    [InlineData("451 4.3.0 try later", 451, "SmtpTemporaryFailure")]
    public async Task A_refused_recipient_fails_the_mail_and_leaves_the_connection_usable(string reply, int status, string errorCode)
    {
        await using var sink = new SmtpSink
        {
            Reply = command => command.StartsWith("RCPT TO:<nobody@", StringComparison.Ordinal) ? reply : null,
        };
        var client = new EmailClient(sink.ConnectionString);
        var message = new EmailMessage(
            "support@example.com",
            new EmailRecipients([new EmailAddress("ada@example.org"), new EmailAddress("nobody@example.org")]),
            new EmailContent("s") { PlainText = "t" });

        RequestFailedException refused = await Assert.ThrowsAsync<RequestFailedException>(() => client.SendAsync(WaitUntil.Completed, message));

        Assert.Equal((status, errorCode), (refused.Status, refused.ErrorCode));
        Assert.Contains("<nobody@example.org>", refused.Message, StringComparison.Ordinal);
        Assert.Contains(reply, refused.Message, StringComparison.Ordinal);
        Assert.Empty(sink.Mails);
        await client.SendAsync(WaitUntil.Completed, Mails.Plain());
        Assert.Equal((1, 1), (sink.Mails.Count, sink.Connections));
        Assert.Contains("RSET", sink.Commands);
    }

    [Fact]
    public async Task A_kept_connection_that_the_server_is_closing_is_replaced()
    {
        await using var sink = new SmtpSink();
        var client = new EmailClient(sink.ConnectionString);
        await client.SendAsync(WaitUntil.Completed, Mails.Plain());
        int refusals = 0;
        sink.Reply = command => command.StartsWith("MAIL", StringComparison.Ordinal) && refusals++ == 0 ? "421 4.4.2 idle for too long" : null;
        await client.SendAsync(WaitUntil.Completed, Mails.Plain());
        Assert.Equal((2, 2), (sink.Mails.Count, sink.Connections));
    }

    [Fact]
    public async Task A_server_that_closes_after_its_refusal_is_quoted_all_the_same()
    {
        await using var sink = new SmtpSink
        {
            Reply = command => command.StartsWith("RCPT", StringComparison.Ordinal) ? "554 5.7.1 go away" : command == "RSET" ? "" : null,
        };
        RequestFailedException refused = await Assert.ThrowsAsync<RequestFailedException>(
            () => new EmailClient(sink.ConnectionString).SendAsync(WaitUntil.Completed, Mails.Plain()));
        Assert.Equal((554, "SmtpRejected"), (refused.Status, refused.ErrorCode));
    }

    [Fact]
    public async Task A_mail_refused_after_its_content_fails()
    {
        await using var sink = new SmtpSink { Reply = command => command == "CONTENT" ? "554 5.7.1 looks like spam" : null };

        RequestFailedException refused = await Assert.ThrowsAsync<RequestFailedException>(
            () => new EmailClient(sink.ConnectionString).SendAsync(WaitUntil.Completed, Mails.Plain()));

        Assert.Equal(554, refused.Status);
    }

    [Fact]
    public async Task A_connection_lost_after_the_content_is_not_tried_again()
    {
        await using var sink = new SmtpSink();
        var client = new EmailClient(sink.ConnectionString);
        await client.SendAsync(WaitUntil.Completed, Mails.Plain());
        sink.Reply = command => command == "CONTENT" ? throw new IOException("The server dies.") : null;

        RequestFailedException failed = await Assert.ThrowsAsync<RequestFailedException>(
            () => client.SendAsync(WaitUntil.Completed, Mails.Plain()));

        // The server may have taken the mail; sending it again would be the caller's decision.
        Assert.Equal((0, "SmtpUnreachable"), (failed.Status, failed.ErrorCode));
        Assert.Equal(2, sink.Mails.Count);
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_named()
    {
        int port = ClosedPort();

        RequestFailedException failed = await Assert.ThrowsAsync<RequestFailedException>(
            () => new EmailClient($"endpoint=smtp://127.0.0.1:{port}").SendAsync(WaitUntil.Completed, Mails.Plain()));

        Assert.Equal((0, "SmtpUnreachable"), (failed.Status, failed.ErrorCode));
        Assert.Contains($"127.0.0.1:{port}", failed.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_speaks_something_else_is_said_to()
    {
        await using var sink = new SmtpSink { Reply = _ => "HTTP/1.1 400 Bad Request" };

        RequestFailedException failed = await Assert.ThrowsAsync<RequestFailedException>(
            () => new EmailClient(sink.ConnectionString).SendAsync(WaitUntil.Completed, Mails.Plain()));

        Assert.Contains("does not speak SMTP", failed.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sending_can_be_cancelled()
    {
        await using var sink = new SmtpSink();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => new EmailClient(sink.ConnectionString)
            .SendAsync(WaitUntil.Completed, Mails.Plain(), new CancellationToken(canceled: true)));
    }

    private static int ClosedPort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
