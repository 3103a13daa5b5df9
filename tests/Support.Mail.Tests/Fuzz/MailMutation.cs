using System.Text;

namespace Support.Mail.Tests.Fuzz;

/// <summary>Changes a mail as transports, programs and attackers do: bit by bit, in whole pieces, and by words that mean something.</summary>
internal sealed class MailMutation(Random chance)
{
    private const int LengthMax = 96 * 1024;

    private static readonly byte[][] Tokens =
    [
        .. new[]
        {
            "\r\n", "\n", "\r", "\r\n\r\n", "--", "--b", "--b--", "\r\n--b\r\n", ";", ":", "=", "==", "=?", "?=", "=?utf-8?B?", "=?x?Q?", "\"", "\\", "(", ")",
            "<", ">", "<<<<", "((((", ",", "@", "\0", "\u001b$B", "\u001b(B", "+AAA-", "=\r\n", "=3D", "=E2=80=AE", "%00", "*0*=", "''", "\u00FF\u00FE", "\u00EF\u00BB\u00BF",
            "Content-Type: multipart/mixed; boundary=b\r\n", "Content-Type: multipart/alternative; boundary=\"b\"\r\n\r\n--b\r\n", "Content-Type: text/html\r\n",
            "Content-Type: message/rfc822\r\n\r\n", "Content-Transfer-Encoding: base64\r\n", "Content-Transfer-Encoding: quoted-printable\r\n",
            "Content-Disposition: attachment; filename=", "Content-Type: message/delivery-status\r\n\r\n", "Content-Type: multipart/report; boundary=b\r\n", "charset=utf-7",
            "charset=iso-2022-jp", "format=flowed", "begin 644 x\r\n", "From ", "boundary=", "filename*0*=utf-8''", "Subject: ", "To: ", "> ", ">>>>", "-- \r\n",
            "<html>", "<div><div>", "<blockquote>", "<style>", "<!--", "<script>", "&#x0;", "<table><tr><td>", "On Monday, Ann wrote:\r\n",
        }.Select(Encoding.Latin1.GetBytes),
    ];

    public byte[] Of(byte[] mail, byte[] other)
    {
        List<byte> bytes = [.. mail];
        for (int i = 1 << chance.Next(5); i > 0; i--)
        {
            Once(bytes, other);
        }

        return bytes.Count <= LengthMax ? [.. bytes] : [.. bytes.Take(LengthMax)];
    }

    private void Once(List<byte> bytes, byte[] other)
    {
        int at = chance.Next(bytes.Count + 1);
        int length = Math.Min(bytes.Count - at, 1 << chance.Next(12));
        switch (chance.Next(9))
        {
            case 0 when at < bytes.Count:
                bytes[at] = (byte)(bytes[at] ^ (1 << chance.Next(8)));
                break;
            case 1 when at < bytes.Count:
                bytes[at] = (byte)chance.Next(256);
                break;
            case 2:
                bytes.RemoveRange(at, length);
                break;
            case 3 when bytes.Count < LengthMax:
                bytes.InsertRange(at, [.. bytes.GetRange(at, length)]);
                break;
            case 4 when other.Length > 0:
                int from = chance.Next(other.Length);
                bytes.InsertRange(at, other.AsSpan(from, Math.Min(other.Length - from, 1 << chance.Next(12))).ToArray());
                break;
            case 5:
                byte[] token = Tokens[chance.Next(Tokens.Length)];
                for (int i = chance.Next(20) == 0 ? chance.Next(200) : 1; i > 0; i--)
                {
                    bytes.InsertRange(at, token);
                }

                break;
            case 6:
                bytes.RemoveRange(at, bytes.Count - at);
                break;
            case 7 when other.Length > 0:
                bytes.RemoveRange(at, bytes.Count - at);
                bytes.AddRange(other.AsSpan(chance.Next(other.Length)).ToArray());
                break;
            default:
                bytes.InsertRange(at, Tokens[chance.Next(Tokens.Length)]);
                break;
        }
    }
}
