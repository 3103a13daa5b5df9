using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Support.Local.Email;

/// <summary>The bytes of a mail and the envelope that they travel in.</summary>
internal sealed record SmtpMail(string Sender, IReadOnlyList<string> Recipients, byte[] Content);

/// <summary>One conversation with a mail server (RFC 5321), as the submitting side.</summary>
internal sealed class SmtpConnection : IDisposable
{
    private const int BufferSize = 16 * 1024;

    private readonly TcpClient _tcp;
    private readonly NetworkStream _stream;
    private readonly StreamReader _replies;

    private SmtpConnection(TcpClient tcp)
    {
        _tcp = tcp;
        _stream = tcp.GetStream();
        _replies = new StreamReader(_stream, Encoding.UTF8, detectEncodingFromByteOrderMarks: false, BufferSize);
    }

    /// <summary>When the connection was last of use, as a timestamp of <see cref="LocalClock.Transport"/>.</summary>
    public long LastUsed { get; private set; }

    /// <summary>
    /// True once the server may have taken the mail being sent. Should the connection break now, nobody can tell
    /// whether it did.
    /// </summary>
    public bool MayHaveTakenMail { get; private set; }

    public static async Task<SmtpConnection> OpenAsync(string host, int port, CancellationToken cancellationToken)
    {
        var tcp = new TcpClient { NoDelay = true };
        try
        {
            await tcp.ConnectAsync(host, port, cancellationToken);
            var connection = new SmtpConnection(tcp);
            Require("the connection", await connection.ReadReplyAsync(cancellationToken));
            await connection.CommandAsync("EHLO localhost", "EHLO", cancellationToken);
            return connection;
        }
        catch
        {
            tcp.Dispose();
            throw;
        }
    }

    /// <summary>Hands over one mail. After a refusal the connection is ready for the next.</summary>
    public async Task<SmtpReply> SendAsync(SmtpMail mail, CancellationToken cancellationToken)
    {
        MayHaveTakenMail = false;
        try
        {
            await CommandAsync($"MAIL FROM:<{mail.Sender}>", $"the sender <{mail.Sender}>", cancellationToken);
            foreach (string recipient in mail.Recipients)
            {
                await CommandAsync($"RCPT TO:<{recipient}>", $"the recipient <{recipient}>", cancellationToken);
            }

            await CommandAsync("DATA", "DATA", cancellationToken);
            byte[] content = DotStuffing.Apply(mail.Content);
            MayHaveTakenMail = true;
            await _stream.WriteAsync(content, cancellationToken);
            SmtpReply reply = Require("the mail", await ReadReplyAsync(cancellationToken));
            LastUsed = LocalClock.Transport.GetTimestamp();
            return reply;
        }
        catch (SmtpRefusal)
        {
            await CommandAsync("RSET", "RSET", cancellationToken);
            LastUsed = LocalClock.Transport.GetTimestamp();
            throw;
        }
    }

    public void Dispose()
    {
        _replies.Dispose();
        _tcp.Dispose();
    }

    private static SmtpReply Require(string what, SmtpReply reply) =>
        reply.IsPositive ? reply : throw new SmtpRefusal(what, reply);

    private async Task CommandAsync(string command, string what, CancellationToken cancellationToken)
    {
        await _stream.WriteAsync(Encoding.UTF8.GetBytes(command + "\r\n"), cancellationToken);
        Require(what, await ReadReplyAsync(cancellationToken));
    }

    private async Task<SmtpReply> ReadReplyAsync(CancellationToken cancellationToken)
    {
        var text = new StringBuilder();
        while (true)
        {
            string line = await _replies.ReadLineAsync(cancellationToken)
                ?? throw new IOException("The mail server closed the connection.");
            if (line.Length < 3 || !int.TryParse(line.AsSpan(0, 3), NumberStyles.None, CultureInfo.InvariantCulture, out int code))
            {
                throw new IOException($"The mail server does not speak SMTP: '{line}'.");
            }

            text.Append(text.Length > 0 ? " " : "").Append(line.AsSpan(Math.Min(4, line.Length)));

            // A minus after the code says that more lines follow.
            if (line.Length == 3 || line[3] != '-')
            {
                return new SmtpReply(code, text.ToString());
            }
        }
    }
}
