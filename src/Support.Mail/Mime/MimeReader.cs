using Support.Mail.Parts;

namespace Support.Mail.Mime;

/// <summary>
/// Takes a mail apart from its bytes (RFC 5322, RFC 2045 to 2047). It reads what is sent, not what may be sent: there is no mail
/// that it refuses, and what is broken is said in the remarks.
/// </summary>
public static class MimeReader
{
    /// <summary>Reads a mail.</summary>
    /// <param name="raw">
    /// The bytes. What is attached without an encoding is not copied but points into them, so they must not change afterwards.
    /// </param>
    /// <param name="limits">How much of it is read; null for the usual.</param>
    public static MailParts Read(ReadOnlyMemory<byte> raw, MimeLimits? limits = null)
    {
        var walk = new MimeWalk(limits ?? MimeLimits.Usual);
        return walk.Read(raw[Leading(raw.Span)..]);
    }

    // A mark of UTF-8 and empty lines above the header come from programs that wrote the mail into a file.
    private static int Leading(ReadOnlySpan<byte> raw)
    {
        int mark = raw is [0xEF, 0xBB, 0xBF, ..] ? 3 : 0;
        int lines = raw[mark..].IndexOfAnyExcept("\r\n"u8);
        return lines < 0 ? raw.Length : mark + lines;
    }
}
