using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Net.Sockets;
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
    private const int DefaultPort = 25;
    private const int MaxConnections = 8;

    private static readonly TimeSpan SendTimeout = TimeSpan.FromSeconds(30);

    // Shorter than the patience of mail servers, so that a kept connection is seldom one that was just closed.
    private static readonly TimeSpan MaxIdleTime = TimeSpan.FromSeconds(20);

    private readonly string _host;
    private readonly int _port;
    private readonly SemaphoreSlim _slots = new(MaxConnections);
    private readonly ConcurrentStack<SmtpConnection> _idle = new();

    private SmtpRoute(string host, int port)
    {
        _host = host;
        _port = port;
    }

    public static SmtpRoute To(Uri endpoint)
    {
        if (endpoint.UserInfo.Length > 0 || endpoint.AbsolutePath != "/")
        {
            throw new FormatException("An SMTP endpoint is smtp://host:port, without a user and without a path.");
        }

        return new SmtpRoute(endpoint.Host, endpoint.Port > 0 ? endpoint.Port : DefaultPort);
    }

    public async Task<SendReceipt> SendAsync(EmailMessage message, Guid operationId, CancellationToken cancellationToken)
    {
        var mail = new SmtpMail(
            HeaderEncoding.Address(message.SenderAddress),
            [.. Recipients(message)],
            MimeWriter.Write(message, operationId, LocalClock.Business.GetUtcNow()));
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
        await _slots.WaitAsync(cancellationToken);
        using var timeout = new CancellationTokenSource(SendTimeout, LocalClock.Transport);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        try
        {
            return await SendOnSomeConnectionAsync(mail, either.Token);
        }
        catch (SmtpRefusal refusal)
        {
            string errorCode = refusal.Reply.Code < 500 ? "SmtpTemporaryFailure" : "SmtpRejected";
            throw new RequestFailedException(refusal.Reply.Code, refusal.Message, errorCode, refusal);
        }
        catch (Exception failure) when (failure is SocketException or IOException)
        {
            throw Unreachable($"The mail server {_host}:{_port} cannot be reached: {failure.Message}", failure);
        }
        catch (OperationCanceledException late) when (!cancellationToken.IsCancellationRequested)
        {
            throw Unreachable($"The mail server {_host}:{_port} did not take the mail within {SendTimeout.TotalSeconds} s.", late);
        }
        finally
        {
            _slots.Release();
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
            catch (Exception failure) when (failure is IOException or SocketException && !kept.MayHaveTakenMail)
            {
                // The server had closed it; the mail has not left, so another connection may carry it.
            }
        }

        return await SendAsync(await SmtpConnection.OpenAsync(_host, _port, cancellationToken), mail, cancellationToken);
    }

    private async Task<SmtpReply> SendAsync(SmtpConnection connection, SmtpMail mail, CancellationToken cancellationToken)
    {
        bool isUsable = false;
        try
        {
            SmtpReply reply = await connection.SendAsync(mail, cancellationToken);
            isUsable = true;
            return reply;
        }
        catch (SmtpRefusal)
        {
            isUsable = true;
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
