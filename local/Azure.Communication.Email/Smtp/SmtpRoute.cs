using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Threading.Channels;
using Azure;
using Azure.Communication.Email;

namespace Support.Local.Email;

/// <summary>Mail over SMTP, on a few connections that are kept open between mails.</summary>
[SuppressMessage(
    "Design",
    "CA1001:Types that own disposable fields should be disposable",
    Justification = "It lives as long as its client, which the package does not let one dispose of.")]
internal sealed class SmtpRoute : IMailRoute
{
    private const int MaxConnections = 8;
    private const int ClosingDown = 421;

    // Shorter than the patience of mail servers, so that a kept connection is seldom one that was just closed.
    private static readonly TimeSpan MaxIdleTime = TimeSpan.FromSeconds(20);

    private readonly SmtpEndpoint _server;

    // As many tokens as there may be connections.
    private readonly Channel<bool> _slots = Channel.CreateUnbounded<bool>();
    private readonly ConcurrentStack<SmtpConnection> _idle = new();

    public SmtpRoute(SmtpEndpoint server)
    {
        _server = server;
        for (int i = 0; i < MaxConnections; i++)
        {
            _slots.Writer.TryWrite(true);
        }
    }

    /// <summary>How long one mail may take, its wait for a connection included.</summary>
    public TimeSpan SendTimeout { get; init; } = TimeSpan.FromSeconds(30);

    public async Task<SendReceipt> SendAsync(EmailMessage message, Guid operationId, CancellationToken cancellationToken)
    {
        var mail = new SmtpMail(
            HeaderEncoding.Address(message.SenderAddress),
            [.. Recipients(message)],
            MimeWriter.Write(message, operationId, LocalClock.Business.GetUtcNow()));
        MailLimits.CheckSize(mail.Content.Length);
        SmtpReply reply = await SendAsync(mail, cancellationToken);
        return new SendReceipt(operationId.ToString(), EmailSendStatus.Succeeded, new SmtpResponse(reply, operationId));
    }

    public Task<(EmailSendStatus Status, Response Response)> GetStatusAsync(string operationId, CancellationToken cancellationToken) =>
        throw new NotSupportedException("A mail server keeps no operations: what it took is sent.");

    private static IEnumerable<string> Recipients(EmailMessage message) => message.Recipients.To
        .Concat(message.Recipients.CC)
        .Concat(message.Recipients.BCC)
        .Select(recipient => HeaderEncoding.Address(recipient.Address))
        .Distinct(StringComparer.OrdinalIgnoreCase);

    private async Task<SmtpReply> SendAsync(SmtpMail mail, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(SendTimeout, LocalClock.Transport);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        bool hasSlot = false;
        try
        {
            hasSlot = await _slots.Reader.ReadAsync(either.Token);
            return await SendOnSomeConnectionAsync(mail, either.Token);
        }
        catch (SmtpRefusal refusal)
        {
            string errorCode = refusal.Reply.Code < 500 ? "SmtpTemporaryFailure" : "SmtpRejected";
            throw new RequestFailedException(refusal.Reply.Code, refusal.Message, errorCode, refusal);
        }
        catch (Exception failure) when (failure is SocketException or IOException or AuthenticationException)
        {
            throw Unreachable($"The mail server {_server} cannot be reached: {failure.Message}", failure);
        }
        catch (OperationCanceledException late) when (!cancellationToken.IsCancellationRequested)
        {
            throw Unreachable($"The mail server {_server} did not take the mail within {SendTimeout.TotalSeconds} s.", late);
        }
        finally
        {
            if (hasSlot)
            {
                _slots.Writer.TryWrite(true);
            }
        }
    }

    private async Task<SmtpReply> SendOnSomeConnectionAsync(SmtpMail mail, CancellationToken cancellationToken)
    {
        while (TakeIdle() is { } kept)
        {
            try
            {
                return await SendAsync(kept, mail, cancellationToken);
            }
            catch (Exception failure) when (IsEndOf(kept, failure))
            {
                // The server had closed it; the mail has not left, so another connection may carry it.
            }
        }

        return await SendAsync(await SmtpConnection.OpenAsync(_server, cancellationToken), mail, cancellationToken);
    }

    /// <summary>Whether a kept connection is closed, or about to be (421), before the mail could be taken.</summary>
    private static bool IsEndOf(SmtpConnection connection, Exception failure) =>
        !connection.MayHaveTakenMail
        && (failure is IOException or SocketException || (failure is SmtpRefusal refusal && refusal.Reply.Code == ClosingDown));

    private async Task<SmtpReply> SendAsync(SmtpConnection connection, SmtpMail mail, CancellationToken cancellationToken)
    {
        bool isUsable = false;
        try
        {
            SmtpReply reply = await connection.SendAsync(mail, cancellationToken);
            isUsable = true;
            return reply;
        }
        catch (SmtpRefusal refusal)
        {
            isUsable = connection.IsUsable && refusal.Reply.Code != ClosingDown;
            throw;
        }
        finally
        {
            if (isUsable)
            {
                _idle.Push(connection);
            }
            else
            {
                connection.Dispose();
            }
        }
    }

    private SmtpConnection? TakeIdle()
    {
        while (_idle.TryPop(out SmtpConnection? connection))
        {
            if (LocalClock.Transport.GetElapsedTime(connection.LastUsed) < MaxIdleTime)
            {
                return connection;
            }

            connection.Dispose();
        }

        return null;
    }

    private static RequestFailedException Unreachable(string message, Exception cause) =>
        new(status: 0, message, "SmtpUnreachable", cause);
}
