using System.Text;

namespace Support.Local.Hosting.Smtp;

/// <summary>Reads a client's lines, of bounded length, and its mails, of bounded size.</summary>
internal sealed class SmtpLines(Stream stream)
{
    private readonly byte[] _buffer = new byte[16 * 1024];
    private int _start;
    private int _end;

    /// <summary>The next command without its line end; null when the client hung up. One that is too long comes cut.</summary>
    public async Task<string?> ReadCommandAsync(CancellationToken cancellationToken)
    {
        var line = new MemoryStream();
        return await ReadLineAsync(line, SmtpLimits.CommandMax, cancellationToken)
            ? Encoding.UTF8.GetString(line.GetBuffer(), 0, (int)line.Length).TrimEnd('\r', '\n')
            : null;
    }

    /// <summary>
    /// The mail that follows DATA, its dots unstuffed (RFC 5321, 4.5.2); null when the client hung up. One that is too large
    /// is read to its end and comes longer than <see cref="SmtpLimits.SizeMax"/>, but not whole.
    /// </summary>
    public async Task<ReadOnlyMemory<byte>?> ReadMailAsync(CancellationToken cancellationToken)
    {
        var mail = new MemoryStream();
        var line = new MemoryStream();
        while (true)
        {
            line.SetLength(0);
            if (!await ReadLineAsync(line, SmtpLimits.SizeMax, cancellationToken))
            {
                return null;
            }

            ReadOnlyMemory<byte> bytes = line.GetBuffer().AsMemory(0, (int)line.Length);
            if (bytes.Span.TrimEnd("\r\n"u8).SequenceEqual("."u8))
            {
                return mail.GetBuffer().AsMemory(0, (int)mail.Length);
            }

            if (mail.Length <= SmtpLimits.SizeMax)
            {
                mail.Write(bytes.Span[(bytes.Span.StartsWith("."u8) ? 1 : 0)..]);
            }
        }
    }

    // What of a line is longer is read and left out. False at the end of the stream.
    private async Task<bool> ReadLineAsync(MemoryStream line, int lengthMax, CancellationToken cancellationToken)
    {
        while (true)
        {
            if (_start == _end)
            {
                using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
                patience.CancelAfter(SmtpLimits.Patience);
                (_start, _end) = (0, await stream.ReadAsync(_buffer, patience.Token));
                if (_end == 0)
                {
                    return false;
                }
            }

            int newLine = _buffer.AsSpan(_start.._end).IndexOf((byte)'\n');
            int length = newLine < 0 ? _end - _start : newLine + 1;
            line.Write(_buffer, _start, (int)Math.Min(length, Math.Max(0, lengthMax - line.Length)));
            _start += length;
            if (newLine >= 0)
            {
                return true;
            }
        }
    }
}
