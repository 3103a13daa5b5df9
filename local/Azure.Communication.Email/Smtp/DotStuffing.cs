namespace Support.Local.Email;

/// <summary>
/// Makes a mail fit to be sent after DATA: a line that begins with a dot gets a second one, for a lone dot ends the mail.
/// </summary>
internal static class DotStuffing
{
    private static readonly byte[] End = ".\r\n"u8.ToArray();

    /// <summary>The mail, whose last line must be ended, with its dots doubled and the end mark behind it.</summary>
    public static byte[] Apply(ReadOnlySpan<byte> mail)
    {
        var stuffed = new MemoryStream(mail.Length + 64);
        bool atLineStart = true;
        foreach (byte value in mail)
        {
            if (atLineStart && value == '.')
            {
                stuffed.WriteByte(value);
            }

            stuffed.WriteByte(value);
            atLineStart = value == '\n';
        }

        stuffed.Write(End);
        return stuffed.ToArray();
    }
}
