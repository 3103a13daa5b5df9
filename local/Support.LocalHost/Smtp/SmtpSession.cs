using System.Text;

namespace Support.Local.Hosting.Smtp;

/// <summary>What a mail is handed to; the answer to the client.</summary>
internal delegate Task<string> SmtpDelivery(string from, IReadOnlyList<string> to, ReadOnlyMemory<byte> mail, CancellationToken cancellationToken);

/// <summary>
/// One conversation with a mail client (RFC 5321), in order, so that a client may send ahead (RFC 2920). It is taken down as
/// soon as it makes no sense any more; a mail is confirmed only when it was delivered.
/// </summary>
internal sealed class SmtpSession(Stream stream, SmtpDelivery deliver)
{
    private readonly SmtpLines _lines = new(stream);
    private readonly List<string> _recipients = [];
    private string? _from;
    private bool _greeted;
    private int _mistakes;
    private int _mails;

    /// <summary>Talks until one of both hangs up.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await SayAsync("220 localhost ESMTP Support", cancellationToken);
        while (await _lines.ReadCommandAsync(cancellationToken) is { } line)
        {
            int space = line.IndexOf(' ', StringComparison.Ordinal);
            string verb = (space < 0 ? line : line[..space]).ToUpperInvariant();
            string argument = space < 0 ? string.Empty : line[(space + 1)..].Trim();
            string answer = line.Length >= SmtpLimits.CommandMax ? "500 The line is too long" : await AnswerAsync(verb, argument, cancellationToken);
            await SayAsync(answer, cancellationToken);
            _mistakes += answer[0] == '5' ? 1 : 0;
            if (verb == "QUIT" || answer.StartsWith("421", StringComparison.Ordinal))
            {
                return;
            }

            if (_mistakes >= SmtpLimits.MistakesMax)
            {
                await SayAsync("421 Too many mistakes", cancellationToken);
                return;
            }
        }
    }

    private async Task<string> AnswerAsync(string verb, string argument, CancellationToken cancellationToken)
    {
        switch (verb)
        {
            case "EHLO":
                Greet();
                return $"250-localhost\r\n250-SIZE {SmtpLimits.SizeMax}\r\n250-8BITMIME\r\n250-SMTPUTF8\r\n250-PIPELINING\r\n250 ENHANCEDSTATUSCODES";
            case "HELO":
                Greet();
                return "250 localhost";
            case "MAIL":
                return From(argument);
            case "RCPT":
                return To(argument);
            case "DATA":
                return await DataAsync(cancellationToken);
            case "RSET":
                Reset();
                return "250 2.0.0 Forgotten";
            case "NOOP":
                return "250 2.0.0 Still here";
            case "VRFY":
                return "252 2.1.5 Send a mail and see";
            case "QUIT":
                return "221 2.0.0 Bye";
            default:
                return "502 5.5.1 That is no command here";
        }
    }

    private string From(string argument)
    {
        if (!_greeted || _from is not null)
        {
            return _greeted ? "503 5.5.1 There is a sender already" : "503 5.5.1 Say EHLO first";
        }

        if (_mails == SmtpLimits.MailsMax)
        {
            return "421 4.7.0 Too many mails on one connection";
        }

        if (SmtpPath.Read(argument, "FROM:") is not { } path)
        {
            return "501 5.1.7 Expected FROM:<address>";
        }

        if (path.Size > SmtpLimits.SizeMax)
        {
            return $"552 5.3.4 At most {SmtpLimits.SizeMax} bytes are taken";
        }

        _from = path.Address;
        return "250 2.1.0 Go on";
    }

    private string To(string argument)
    {
        if (_from is null)
        {
            return "503 5.5.1 Say MAIL FROM first";
        }

        if (_recipients.Count == SmtpLimits.RecipientsMax)
        {
            return $"452 4.5.3 At most {SmtpLimits.RecipientsMax} recipients";
        }

        if (SmtpPath.Read(argument, "TO:") is not { Address.Length: > 0 } path)
        {
            return "501 5.1.3 Expected TO:<address>";
        }

        _recipients.Add(path.Address);
        return "250 2.1.5 Go on";
    }

    private async Task<string> DataAsync(CancellationToken cancellationToken)
    {
        if (_from is not { } from || _recipients.Count == 0)
        {
            return "503 5.5.1 Say MAIL FROM and RCPT TO first";
        }

        await SayAsync("354 End with a dot on a line of its own", cancellationToken);
        if (await _lines.ReadMailAsync(cancellationToken) is not { } mail)
        {
            return "421 4.4.2 The mail has no end";
        }

        _mails++;
        string answer = mail.Length > SmtpLimits.SizeMax
            ? $"552 5.3.4 At most {SmtpLimits.SizeMax} bytes are taken"
            : await deliver(from, [.. _recipients], mail, cancellationToken);
        Reset();
        return answer;
    }

    private void Greet()
    {
        _greeted = true;
        Reset();
    }

    private void Reset()
    {
        _from = null;
        _recipients.Clear();
    }

    private async Task SayAsync(string text, CancellationToken cancellationToken) =>
        await stream.WriteAsync(Encoding.UTF8.GetBytes($"{text}\r\n"), cancellationToken);
}
