using System.Globalization;
using System.Text;

namespace Support.Mail.Tests.Fuzz;

/// <summary>Draws mails from a grammar of what is sent: nested, in many charsets and encodings, and here and there broken on purpose.</summary>
internal sealed class MailGrammar(Random chance)
{
    private static readonly string[] Charsets =
    [
        "utf-8", "us-ascii", "iso-8859-1", "ISO-8859-15", "windows-1252", "windows-1251", "koi8-r", "iso-2022-jp", "shift_jis", "euc-jp", "gb2312",
        "gb18030", "big5", "euc-kr", "ks_c_5601-1987", "iso-2022-kr", "hz-gb-2312", "utf-7", "utf-16", "utf-16be", "utf-32", "iso-8859-8-i",
        "x-user-defined", "cp850", "nonsense", "", "\"utf-8", "utf-8; x", "windows-99999", "iso-8859-77", "65000", "macintosh",
    ];

    private static readonly string[] Encodings =
        ["7bit", "8bit", "binary", "base64", "BASE64", "quoted-printable", "Quoted-Printable ", "x-uuencode", "x-unknown", "\"base64\"", ""];

    private static readonly string[] Types =
    [
        "text/plain", "text/html", "text/calendar", "text/enriched", "text/x-amp-html", "text/csv", "image/png", "application/pdf",
        "application/ms-tnef", "application/octet-stream", "message/rfc822", "message/delivery-status", "message/partial", "message/external-body",
        "text/rfc822-headers", "application/pgp-encrypted", "application/pkcs7-signature", "text", "/", "a/b/c", "TEXT/PLAIN", "text/html charset=utf-8",
    ];

    private static readonly string[] Multiparts =
        ["mixed", "alternative", "related", "report", "digest", "signed", "encrypted", "form-data", "appledouble", "x", ""];

    private static readonly string[] Words =
    [
        "hello", "Grüße", "日本語のメール", "Привет", "안녕하세요", "مرحبا", "שלום", "😀", "a b", "=20", "> quoted", "-- ", "From here", "=?utf-8?Q?=C3?=",
        "=?iso-2022-jp?B?GyRCRnxLXBsoQg==?=", "=?utf-8?B?R3LD?=", "\0", "\u202Egpj.exe", "<b>", "&amp;", "--b1", "\"", "\\", ";", ",", "@", "<a@b.example>",
    ];

    private static readonly string[] Breaks = ["\r\n", "\r\n", "\r\n", "\n", "\n", "\r", "\r\r\n", "\n\r"];

    private readonly List<byte> _mail = [];
    private string _break = "\r\n";
    private int _boundaries;

    public byte[] Mail()
    {
        _mail.Clear();
        _boundaries = 0;
        _break = Breaks[chance.Next(Breaks.Length)];
        if (Rarely(20))
        {
            Line("From ann@example.com Mon Jan  5 10:15:30 2026");
        }

        for (int i = chance.Next(8); i > 0; i--)
        {
            Line(Field());
        }

        Part(0);
        return [.. _mail];
    }

    private bool Rarely(int oneIn) => chance.Next(oneIn) == 0;

    private string One(string[] of) => of[chance.Next(of.Length)];

    private string Text(int words) => string.Join(Rarely(5) ? "" : " ", Enumerable.Range(0, chance.Next(words) + 1).Select(_ => One(Words)));

    private string Field() => chance.Next(12) switch
    {
        0 => $"From: {Text(3)} <{Text(1)}@{Text(1)}>",
        1 => $"To: {string.Join(Rarely(2) ? ", " : "; ", Enumerable.Range(0, chance.Next(5)).Select(_ => $"\"{Text(2)}\" <x{chance.Next(99)}@b.example>"))}",
        2 => $"Subject: {Text(6)}{(Rarely(3) ? _break + "\t" + Text(3) : "")}",
        3 => $"Date: {chance.Next(40)} {One(["Jan", "feb", "Foo", "13"])} {One(["2026", "0", "99", "2147483648"])} {chance.Next(30)}:{chance.Next(70)} {One(["+0100", "EST", "-9999", "(x"])}",
        4 => $"Message-ID: <{Text(1)}@x>",
        5 => $"References: {Text(3)} <a@x> <{Text(1)}",
        6 => Text(4),
        7 => $"X-Long: {new string('x', chance.Next(3000))}",
        8 => ":" + Text(1),
        9 => $"Authentication-Results: mx.example; spf=pass ({Text(2)})",
        10 => $"Auto-Submitted: {One(["no", "auto-replied", "auto-generated; x=y"])}",
        _ => $"{Text(1)}: {Text(2)}",
    };

    private void Part(int depth)
    {
        bool isMultipart = depth < 6 ? chance.Next(3) > depth / 2 : Rarely(20);
        if (isMultipart)
        {
            Multipart(depth);
            return;
        }

        string type = One(Types);
        string charset = One(Charsets);
        string encoding = One(Encodings);
        Line($"Content-Type: {type}; charset={(Rarely(2) ? $"\"{charset}\"" : charset)}{(Rarely(4) ? "; format=flowed; delsp=yes" : "")}{(Rarely(5) ? $"; name={Text(2)}" : "")}");
        Line($"Content-Transfer-Encoding: {encoding}");
        if (Rarely(3))
        {
            Line($"Content-Disposition: {One(["attachment", "inline", "x", ""])}; {One(["filename", "filename*", "filename*0*", "filename*1"])}={One(["", "utf-8''"])}{Text(2)}");
        }

        if (Rarely(5))
        {
            Line($"Content-ID: <{Text(1)}@x>");
        }

        if (!Rarely(15))
        {
            Line("");
        }

        if (type == "message/rfc822" && depth < 8)
        {
            Line(Field());
            Part(depth + 1);
            return;
        }

        Body(charset, encoding);
    }

    private void Multipart(int depth)
    {
        string boundary = Rarely(6) ? "b" : string.Create(CultureInfo.InvariantCulture, $"b{_boundaries++}");
        string named = Rarely(12) ? boundary + One(["x", " ", "-", "--"]) : boundary;
        Line($"Content-Type: multipart/{One(Multiparts)};{(Rarely(3) ? _break : "")} boundary={(Rarely(2) ? $"\"{named}\"" : named)}; start=\"<a@x>\"");
        if (Rarely(10))
        {
            Line($"Content-Transfer-Encoding: {One(Encodings)}");
        }

        Line("");
        Line(Rarely(2) ? "" : Text(3));
        for (int i = chance.Next(4); i > 0; i--)
        {
            Line($"--{boundary}{(Rarely(10) ? " " : "")}");
            Part(depth + 1);
            Line("");
        }

        if (!Rarely(6))
        {
            Line($"--{boundary}--");
        }

        Line(Rarely(2) ? "" : Text(2));
    }

    private void Body(string charset, string encoding)
    {
        var text = new StringBuilder();
        for (int i = chance.Next(12); i > 0; i--)
        {
            text.Append(Rarely(4) ? new string('>', chance.Next(4)) : "").Append(Text(8)).Append(Rarely(3) ? " " : "").Append(_break);
        }

        byte[] bytes = BytesOf(text.ToString(), charset);
        switch (encoding.Trim('"', ' ').ToLowerInvariant())
        {
            case "base64" when !Rarely(8):
                string base64 = Convert.ToBase64String(bytes, Base64FormattingOptions.InsertLineBreaks);
                Line(Rarely(6) ? base64.TrimEnd('=') + "!?" : base64.ReplaceLineEndings(_break));
                break;
            case "quoted-printable" when !Rarely(8):
                foreach (byte value in bytes)
                {
                    Raw(value is (> 32 and < 127 and not (byte)'=') or 13 or 10 ? [value] : Encoding.ASCII.GetBytes($"={value:X2}{(Rarely(30) ? "=\r\n" : "")}"));
                }

                break;
            default:
                Raw(bytes);
                break;
        }
    }

    private static byte[] BytesOf(string text, string charset)
    {
        int codePage = charset.ToLowerInvariant() switch
        {
            "iso-2022-jp" => 50220, "shift_jis" => 932, "euc-jp" => 51932, "gb2312" or "gb18030" => 54936, "big5" => 950, "euc-kr" => 949,
            "windows-1251" => 1251, "koi8-r" => 20866, "iso-2022-kr" => 50225, "hz-gb-2312" => 52936, "windows-1252" => 1252, _ => 0,
        };
        return codePage != 0 ? CodePagesEncodingProvider.Instance.GetEncoding(codePage)!.GetBytes(text)
            : charset.StartsWith("utf-16", StringComparison.Ordinal) ? Encoding.Unicode.GetBytes(text)
            : Encoding.UTF8.GetBytes(text);
    }

    private void Line(string line) => Raw(Encoding.UTF8.GetBytes(line + _break));

    private void Raw(byte[] bytes) => _mail.AddRange(bytes);
}
