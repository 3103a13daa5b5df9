using System.Globalization;
using System.Text;

namespace Support.Bench.Mail;

/// <summary>Mails to read: an answer as a mail program writes it, and one with large files.</summary>
internal static class SampleMails
{
    private static readonly string[] Words =
        ["the", "checkout", "answers", "with", "an", "error", "since", "noon", "Grüße", "and", "we", "tried", "again", "–", "twice", "please", "look", "into", "it", "soon"];

    /// <summary>An answer of some 20 KB: plain text and HTML with the quoted mail below, and a logo.</summary>
    public static byte[] Answer(int number)
    {
        var chance = new Random(number);
        var mail = new StringBuilder();
        for (int hop = 0; hop < 5; hop++)
        {
            mail.Append(CultureInfo.InvariantCulture, $"Received: from mx{hop}.example.com (mx{hop}.example.com [192.0.2.{hop}])\r\n\tby mx{hop + 1}.example.net with ESMTPS id {number}x{hop}\r\n\tfor <support@example.net>; Mon, 5 Jan 2026 10:15:{30 + hop} +0000\r\n");
        }

        mail.Append(string.Create(CultureInfo.InvariantCulture, $"""
            Authentication-Results: mx.example.net; spf=pass smtp.mailfrom=example.com; dkim=pass header.d=example.com; dmarc=pass header.from=example.com
            From: =?utf-8?Q?J=C3=B6rg_M=C3=BCller?= <joerg{number}@example.com>
            To: Support <support@example.net>, "Team, Web" <web@example.com>
            Subject: =?utf-8?B?UmU6IFtTVVAtMTIzXSBHcsO8w59lIGF1cyBkZW0gTGFnZXI=?=
            Date: Mon, 5 Jan 2026 11:15:30 +0100
            Message-ID: <{number}@example.com>
            In-Reply-To: <ticket-{number}@example.net>
            References: <a{number}@example.com> <b{number}@example.net> <ticket-{number}@example.net>
            MIME-Version: 1.0
            Content-Type: multipart/related; boundary="rel"

            --rel
            Content-Type: multipart/alternative; boundary="alt"

            --alt
            Content-Type: text/plain; charset="utf-8"
            Content-Transfer-Encoding: quoted-printable


            """).ReplaceLineEndings("\r\n"));
        string[] fresh = Lines(chance, 12);
        string[] quoted = Lines(chance, 40);
        mail.Append(QuotedPrintable(string.Join("\r\n", fresh) + "\r\n\r\nOn 5 Jan 2026, Support wrote:\r\n> " + string.Join("\r\n> ", quoted)));
        mail.Append("\r\n--alt\r\nContent-Type: text/html; charset=\"utf-8\"\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n");
        mail.Append(QuotedPrintable(
            "<html><head><style>p.MsoNormal { margin: 0; font-family: Calibri, sans-serif }</style></head><body>\r\n"
            + string.Join("\r\n", fresh.Select(Paragraph)) + "<img src=\"cid:logo@example.com\"><blockquote type=\"cite\">\r\n"
            + string.Join("\r\n", quoted.Select(Paragraph)) + "</blockquote></body></html>\r\n"));
        mail.Append("\r\n--alt--\r\n--rel\r\nContent-Type: image/png; name=logo.png\r\nContent-ID: <logo@example.com>\r\nContent-Transfer-Encoding: base64\r\n\r\n");
        mail.Append(Base64(chance, 2_500)).Append("\r\n--rel--\r\n");
        return Encoding.UTF8.GetBytes(mail.ToString());
    }

    /// <summary>A mail of so many bytes, nearly all of them in four files.</summary>
    public static byte[] Large(int bytes)
    {
        var chance = new Random(1);
        var mail = new StringBuilder(bytes + 10_000);
        mail.Append("From: ann@example.com\r\nSubject: Logs\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nThe logs.\r\n");
        for (int i = 0; i < 4; i++)
        {
            mail.Append(CultureInfo.InvariantCulture, $"--b\r\nContent-Type: application/zip; name=logs{i}.zip\r\nContent-Transfer-Encoding: base64\r\nContent-Disposition: attachment\r\n\r\n");
            // 76 letters and a line end for 57 bytes.
            mail.Append(Base64(chance, (int)(bytes / 4 * 57L / 78))).Append("\r\n");
        }

        return Encoding.ASCII.GetBytes(mail.Append("--b--\r\n").ToString());
    }

    private static string[] Lines(Random chance, int count) =>
        [.. Enumerable.Range(0, count).Select(_ => string.Join(' ', Enumerable.Range(0, 12).Select(_ => Words[chance.Next(Words.Length)])))];

    private static string Paragraph(string line) =>
        $"<p class=\"MsoNormal\" style=\"margin-bottom:12.0pt\"><span lang=\"EN-GB\" style=\"font-size:11.0pt;color:#1F497D\">{line}<o:p></o:p></span></p>";

    private static string Base64(Random chance, int bytes)
    {
        var content = new byte[bytes];
        chance.NextBytes(content);
        return Convert.ToBase64String(content, Base64FormattingOptions.InsertLineBreaks);
    }

    private static string QuotedPrintable(string text)
    {
        var coded = new StringBuilder();
        int column = 0;
        foreach (byte letter in Encoding.UTF8.GetBytes(text))
        {
            if (column > 72 && letter is not (13 or 10))
            {
                coded.Append("=\r\n");
                column = 0;
            }

            string next = letter is (>= 32 and < 127 and not (byte)'=') or 13 or 10 ? ((char)letter).ToString() : $"={letter:X2}";
            coded.Append(next);
            column = letter == 10 ? 0 : column + next.Length;
        }

        return coded.ToString();
    }
}
