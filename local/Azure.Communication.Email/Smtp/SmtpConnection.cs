using System.Globalization;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;

namespace Support.Local.Email;

/// <summary>The bytes of a mail and the envelope that they travel in.</summary>
internal sealed record SmtpMail(string Sender, IReadOnlyList<string> Recipients, byte[] Content);

/// <summary>One conversation with a mail server (RFC 5321), as the submitting side.</summary>
internal sealed class SmtpConnection : IDisposable
{
    private const int BufferSize = 16 * 1024;
    private const string Hello = "EHLO localhost";

    private readonly TcpClient _tcp;
    private Stream _stream;
    private StreamReader _replies;

    private SmtpConnection(TcpClient tcp, Stream stream)
    {
        _tcp = tcp;
        (_stream, _replies) = (stream, ReaderOf(stream));
    }

    /// <summary>When the connection was last of use, as a timestamp of <see cref="LocalClock.Transport"/>.</summary>
    public long LastUsed { get; private set; }

    /// <summary>
    /// True once the server may have taken the mail being sent. Should the connection break now, nobody can tell
    /// whether it did.
    /// </summary>
    public bool MayHaveTakenMail { get; private set; }

    /// <summary>False once the server has said that it closes the connection, or has done so.</summary>
    public bool IsUsable { get; private set; } = true;

    public static async Task<SmtpConnection> OpenAsync(SmtpEndpoint server, CancellationToken cancellationToken)
    {
        var tcp = new TcpClient { NoDelay = true };
        try
        {
            await tcp.ConnectAsync(server.Host, server.Port, cancellationToken);
            Stream stream = server.IsSecureFromTheStart ? await server.SecureAsync(tcp.GetStream(), cancellationToken) : tcp.GetStream();
            var connection = new SmtpConnection(tcp, stream);
            await connection.GreetAsync(server, cancellationToken);
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
            await ResetAsync(cancellationToken);
            throw;
        }
    }

    public void Dispose()
    {
        _replies.Dispose();
        _stream.Dispose();
        _tcp.Dispose();
    }

    private static SmtpReply Require(string what, SmtpReply reply) =>
        reply.IsPositive ? reply : throw new SmtpRefusal(what, reply);

    private static StreamReader ReaderOf(Stream stream) =>
        new(stream, Encoding.UTF8, detectEncodingFromByteOrderMarks: false, BufferSize);

    /// <summary>Takes back a mail that was refused half-way; what the refusal said is what counts, not how this ends.</summary>
    private async Task ResetAsync(CancellationToken cancellationToken)
    {
        try
        {
            await CommandAsync("RSET", "RSET", cancellationToken);
            LastUsed = LocalClock.Transport.GetTimestamp();
        }
        catch (Exception failure) when (failure is IOException or SmtpRefusal)
        {
            IsUsable = false;
        }
    }

    private async Task GreetAsync(SmtpEndpoint server, CancellationToken cancellationToken)
    {
        Require("the connection", await ReadReplyAsync(cancellationToken));
        var offers = SmtpOffers.From(await CommandAsync(Hello, "EHLO", cancellationToken));
        if (server.User is null)
        {
            return;
        }

        if (!server.IsSecureFromTheStart && offers.StartTls)
        {
            await CommandAsync("STARTTLS", "STARTTLS", cancellationToken);

            // A new reader: what came before encryption began is not to be taken for a secured answer.
            _stream = await server.SecureAsync(_stream, cancellationToken);
            _replies = ReaderOf(_stream);
            offers = SmtpOffers.From(await CommandAsync(Hello, "EHLO", cancellationToken));
        }

        if (_stream is not SslStream && !server.IsThisMachine)
        {
            throw new IOException("It offers no encryption, and a password is not sent without.");
        }

        await LogInAsync(server, offers, cancellationToken);
    }

    private async Task LogInAsync(SmtpEndpoint server, SmtpOffers offers, CancellationToken cancellationToken)
    {
        const string What = "the user name and password";
        if (offers.PlainLogin)
        {
            await CommandAsync($"AUTH PLAIN {Base64($"\0{server.User}\0{server.Password}")}", What, cancellationToken);
        }
        else if (offers.Login)
        {
            await CommandAsync("AUTH LOGIN", "AUTH LOGIN", cancellationToken);
            await CommandAsync(Base64(server.User!), What, cancellationToken);
            await CommandAsync(Base64(server.Password!), What, cancellationToken);
        }
        else
        {
            throw new IOException("It takes no user name and password by PLAIN or LOGIN.");
        }
    }

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    private async Task<SmtpReply> CommandAsync(string command, string what, CancellationToken cancellationToken)
    {
        await _stream.WriteAsync(Encoding.UTF8.GetBytes(command + "\r\n"), cancellationToken);
        return Require(what, await ReadReplyAsync(cancellationToken));
    }

    private async Task<SmtpReply> ReadReplyAsync(CancellationToken cancellationToken)
    {
        var lines = new List<string>();
        while (true)
        {
            string line = await _replies.ReadLineAsync(cancellationToken)
                ?? throw new IOException("The mail server closed the connection.");
            if (line.Length < 3 || !int.TryParse(line.AsSpan(0, 3), NumberStyles.None, CultureInfo.InvariantCulture, out int code))
            {
                throw new IOException($"The mail server does not speak SMTP: '{line}'.");
            }

            lines.Add(line[Math.Min(4, line.Length)..]);

            // A minus after the code says that more lines follow.
            if (line.Length == 3 || line[3] != '-')
            {
                return new SmtpReply(code, lines);
            }
        }
    }
}
