using System.Globalization;
using System.Text;

namespace Support.Mail.Tests.RoundTrip;

/// <summary>Writes mails by the standards, each draw in another of the ways that they leave open; it shares no code with the reader.</summary>
internal sealed class MailWriter(int style)
{
    private const int WordBytesMax = 40;
    private const int LineMax = 72;

    private static readonly string[] TextCharsets = ["utf-8", "iso-8859-1", "windows-1251", "iso-2022-jp", "gb18030", "utf-16le", "euc-kr"];

    private readonly Random _chance = new(style);
    private readonly List<byte> _bytes = [];
    private string _break = "\r\n";

    public byte[] Write(WrittenMail mail)
    {
        _break = _chance.Next(3) == 0 ? "\n" : "\r\n";
        Line($"From: {Address(mail.From)}");
        Line($"To: {string.Join($",{_break} ", mail.To.Select(Address))}");
        Line($"Subject: {Words(mail.Subject, "Subject: ".Length)}");
        Line($"Date: {mail.Date.ToString("ddd, d MMM yyyy HH:mm:ss ", CultureInfo.InvariantCulture)}{mail.Date.ToString("zzz", CultureInfo.InvariantCulture).Replace(":", "", StringComparison.Ordinal)}");
        Line("MIME-Version: 1.0");
        if (mail.Files.Count == 0)
        {
            Body(mail);
        }
        else
        {
            Multipart("mixed", [() => Body(mail), .. mail.Files.Select<WrittenFile, Action>(file => () => File(file))]);
        }

        return [.. _bytes];
    }

    private void Body(WrittenMail mail)
    {
        if (mail.Html is { } html)
        {
            Multipart("alternative", [() => Text("plain", mail.Text), () => Text("html", html)]);
        }
        else
        {
            Text("plain", mail.Text);
        }
    }

    private void Multipart(string kind, IReadOnlyList<Action> parts)
    {
        string boundary = $"=_{_chance.Next():x}'()+_,-./:=?";
        Line($"Content-Type: multipart/{kind};{(_chance.Next(2) == 0 ? _break : "")} boundary=\"{boundary}\"");
        Line("");
        foreach (Action part in parts)
        {
            Raw(Encoding.ASCII.GetBytes($"{_break}--{boundary}{_break}"));
            part();
        }

        Raw(Encoding.ASCII.GetBytes($"{_break}--{boundary}--{_break}"));
    }

    private void Text(string kind, string text)
    {
        string charset = TextCharsets[_chance.Next(TextCharsets.Length)];
        Encoding encoding = EncodingOf(charset);
        if (encoding.GetString(encoding.GetBytes(text)) != text)
        {
            (charset, encoding) = ("utf-8", new UTF8Encoding(false));
        }

        byte[] bytes = encoding.GetBytes(text.Replace("\n", _break, StringComparison.Ordinal));
        Line($"Content-Type: text/{kind}; charset={(_chance.Next(2) == 0 ? $"\"{charset}\"" : charset.ToUpperInvariant())}");
        // Lines are only told in what is sent plainly where the charset writes them as ASCII does.
        bool canBePlain = charset != "utf-16le" && !bytes.AsSpan().StartsWith("--"u8);
        Encoded(bytes, _chance.Next(canBePlain ? 3 : 1));
    }

    private void File(WrittenFile file)
    {
        Line($"Content-Type: {file.ContentType}");
        Line($"Content-Disposition: attachment;{_break} {FileName(file.Name)}");
        Encoded(file.Content, 0);
    }

    private void Encoded(byte[] bytes, int way)
    {
        Line($"Content-Transfer-Encoding: {way switch { 0 => "base64", 1 => "quoted-printable", _ => "8bit" }}");
        Line("");
        Raw(way switch
        {
            0 => Encoding.ASCII.GetBytes(Convert.ToBase64String(bytes, Base64FormattingOptions.InsertLineBreaks).ReplaceLineEndings(_break)),
            1 => Encoding.ASCII.GetBytes(QuotedPrintable(bytes)),
            _ => bytes,
        });
    }

    private string QuotedPrintable(byte[] bytes)
    {
        var text = new StringBuilder();
        int column = 0;
        for (int i = 0; i < bytes.Length; i++)
        {
            bool breaks = _break == "\n" ? bytes[i] == 10 : bytes[i] == 13 && i + 1 < bytes.Length && bytes[i + 1] == 10;
            if (breaks)
            {
                text.Append(_break);
                i += _break.Length - 1;
                column = 0;
                continue;
            }

            bool isLast = i + 1 == bytes.Length || bytes[i + 1] is 13 or 10;
            bool isPlain = bytes[i] is >= 33 and <= 126 and not (byte)'=' || (bytes[i] is 32 or 9 && !isLast);
            string next = isPlain ? ((char)bytes[i]).ToString() : string.Create(CultureInfo.InvariantCulture, $"={bytes[i]:X2}");
            if (column + next.Length > LineMax)
            {
                text.Append('=').Append(_break);
                column = 0;
            }

            text.Append(next);
            column += next.Length;
        }

        return text.ToString();
    }

    private string Address(Mailbox mailbox) => mailbox.Name switch
    {
        null => _chance.Next(2) == 0 ? mailbox.Address : $"<{mailbox.Address}>",
        { } name when name.All(char.IsAscii) => $"\"{name.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\" <{mailbox.Address}>",
        { } name => $"{Words(name, 30)} <{mailbox.Address}>",
    };

    // Encoded words of at most 75 letters, each of whole characters (RFC 2047, 2 and 5).
    private string Words(string text, int column)
    {
        if (text.All(letter => letter is >= ' ' and <= '~') && !text.Contains("=?", StringComparison.Ordinal))
        {
            return column + text.Length <= 900 ? text : throw new ArgumentException("The text is too long for one line.", nameof(text));
        }

        var words = new List<string>();
        var word = new List<byte>();
        foreach (Rune letter in text.EnumerateRunes())
        {
            byte[] bytes = Encoding.UTF8.GetBytes(letter.ToString());
            if (word.Count + bytes.Length > WordBytesMax)
            {
                words.Add(Word(word));
                word.Clear();
            }

            word.AddRange(bytes);
        }

        words.Add(Word(word));
        return string.Join($"{_break} ", words);
    }

    private string Word(List<byte> bytes) => _chance.Next(2) == 0
        ? $"=?utf-8?B?{Convert.ToBase64String([.. bytes])}?="
        : $"=?UTF-8?q?{string.Concat(bytes.Select(value => value == 32 ? "_" : char.IsAsciiLetterOrDigit((char)value) ? ((char)value).ToString() : $"={value:X2}"))}?=";

    private string FileName(string name)
    {
        if (name.All(letter => letter is >= ' ' and <= '~') && _chance.Next(2) == 0)
        {
            return $"filename=\"{name}\"";
        }

        string escaped = string.Concat(Encoding.UTF8.GetBytes(name).Select(value => char.IsAsciiLetterOrDigit((char)value) || value == '.' ? ((char)value).ToString() : $"%{value:X2}"));
        if (escaped.Length <= 60)
        {
            return $"filename*=utf-8''{escaped}";
        }

        // Pieces may be cut between the bytes of one letter, but not within an escape (RFC 2231, 4.1).
        var pieces = new List<string>();
        for (int at = 0; at < escaped.Length;)
        {
            int end = Math.Min(escaped.Length, at + 48);
            int escape = escaped.LastIndexOf('%', end - 1, Math.Min(2, end - at));
            end = escape > at && escape + 3 > end && end < escaped.Length ? escape : end;
            pieces.Add(string.Create(CultureInfo.InvariantCulture, $"filename*{pieces.Count}*={(pieces.Count == 0 ? "utf-8''" : "")}{escaped[at..end]}"));
            at = end;
        }

        return string.Join($";{_break} ", pieces);
    }

    private static Encoding EncodingOf(string charset) => charset switch
    {
        "utf-8" => new UTF8Encoding(false),
        "utf-16le" => Encoding.Unicode,
        _ => CodePagesEncodingProvider.Instance.GetEncoding(charset switch
        {
            "iso-8859-1" => 1252, "windows-1251" => 1251, "iso-2022-jp" => 50220, "gb18030" => 54936, _ => 949,
        })!,
    };

    private void Line(string line) => Raw(Encoding.ASCII.GetBytes(line + _break));

    private void Raw(byte[] bytes) => _bytes.AddRange(bytes);
}
