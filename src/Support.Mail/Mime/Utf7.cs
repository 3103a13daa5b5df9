using System.Text;

namespace Support.Mail.Mime;

/// <summary>UTF-7 (RFC 2152), which the runtime has given up and old mail has not.</summary>
internal static class Utf7
{
    public static string Decode(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder(bytes.Length);
        int at = 0;
        while (at < bytes.Length)
        {
            int plus = bytes[at..].IndexOf((byte)'+');
            int plain = plus < 0 ? bytes.Length : at + plus;
            text.Append(CharsetText.Decode(bytes[at..plain], charset: null));
            at = plain + 1;
            if (plain < bytes.Length)
            {
                at = Shifted(bytes, at, text);
            }
        }

        return text.ToString();
    }

    // Reads UTF-16 in base64 from behind the plus sign; gives the place behind it.
    private static int Shifted(ReadOnlySpan<byte> bytes, int at, StringBuilder text)
    {
        int start = at;
        int bits = 0;
        int value = 0;
        while (at < bytes.Length && Base64Text.Sextet(bytes[at]) is >= 0 and var sextet)
        {
            value = ((value << 6) | sextet) & 0x3FFFFF;
            bits += 6;
            if (bits >= 16)
            {
                bits -= 16;
                text.Append((char)((value >> bits) & 0xFFFF));
            }

            at++;
        }

        bool isClosed = at < bytes.Length && bytes[at] == '-';
        if (at == start)
        {
            text.Append('+');
        }

        return isClosed ? at + 1 : at;
    }
}
