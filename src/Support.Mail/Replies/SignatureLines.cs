using System.Buffers;

namespace Support.Mail.Replies;

/// <summary>Lines that begin a signature, and lines that a program or a device adds.</summary>
internal static class SignatureLines
{
    private const int SignatureLinesMax = 20;
    private const int LinesBelowRuleMax = 5;
    private const int DeviceCharactersMax = 110;
    private const int DeviceWordsMax = 12;

    // What rules are drawn of, and the letter (U+1427) that a program for tracking mails leaves in the text.
    private static readonly SearchValues<char> Rules = SearchValues.Create("-_=~#*+\u2014\u2013\u2500\u1427");

    private static readonly string[] SentFrom =
    [
        "sent from", "sent via", "sent with", "sent by", "sent using", "from my ", "get outlook for", "get [outlook", "download outlook",
        "envoyé depuis", "envoyé de mon", "envoyé à partir", "télécharger outlook", "provenance : ",
        "von meinem", "gesendet von", "gesendet mit", "gesendet aus", "von samsung", "diese nachricht wurde von", "outlook für",
        "enviado desde", "enviado do", "enviado de", "enviado a partir", "enviado mediante", "obtener outlook", "obter o outlook",
        "inviato da", "inviato dal", "inviata da", "scarica outlook",
        "verzonden met", "verzonden vanaf", "verstuurd vanaf", "verstuurd met", "outlook voor",
        "skickat från", "skickat med", "hämta outlook", "sendt fra", "sendt med", "hent outlook", "få outlook",
        "lähetetty", "hanki outlook",
        "отправлено с", "отправлено из", "отправлено от", "надіслано з", "відправлено з",
        "wysłano z", "wysłane z", "pobierz outlook", "odesláno z", "odesláno ze", "odoslané z",
        "发自我的", "从我的", "從我的", "傳送自", "發自", "来自我的", "iphoneから送信", "ipadから送信", "私の", "나의 ", "내 ",
    ];

    private static readonly string[] SentFromEndings = ["gesendet", "gönderildi", "gönderilmiştir", "から送信", "에서 보냄", "傳送", "发送", "from mobile"];

    private static readonly SearchValues<string> Devices = SearchValues.Create(
    [
        "phon", "ipad", "ipod", "android", "galaxy", "samsung", "mobil", "cell", "blackberry", "outlook", "mail", "windows", "device",
        "huawei", "xiaomi", "pixel", "nokia", "htc", "alcatel", "tablet", "my ", "mon ", "meinem", "mijn", "min ", "mitt", "mio",
        "meu", "mi ", "моего", "мого", "mého", "mojego", "puhelimesta", "smartphone", "motorola", "oneplus", "oppo", "sony", "lg ",
        "thunderbird", "yahoo", "gmx", "web.de", "proton", "spark", "我的", "iphone", "watch",
    ], StringComparison.OrdinalIgnoreCase);

    /// <summary>Where the signature begins at the end of the text; the end when there is none.</summary>
    public static int Start(ReplyLines lines, int end)
    {
        int start = end;
        int written = 0;
        for (int i = end - 1; i >= 0 && written <= SignatureLinesMax && !lines.IsQuoted(i); i--)
        {
            string line = lines[i];
            if (line.Length <= 200 && line.Trim() is { } bare && (bare is "--" or "\u2014" or "\u2013\u2013"
                || (written <= LinesBelowRuleMax && bare.Length >= 5 && bare.AsSpan().IndexOfAnyExcept('_') < 0)))
            {
                start = i;
            }

            written += lines.IsBlank(i) ? 0 : 1;
        }

        return start;
    }

    /// <summary>Whether a line is a rule, or what a device adds to every mail.</summary>
    public static bool IsRuleOrDevice(string line)
    {
        if (line.Length > DeviceCharactersMax * 2)
        {
            return false;
        }

        ReadOnlySpan<char> bare = line.AsSpan().Trim();
        return bare.IsEmpty || bare.IndexOfAnyExcept(Rules) < 0 || IsDevice(bare.Trim("<>()[]*_ ").ToString());
    }

    private static bool IsDevice(string line)
    {
        if (line.Length is 0 or > DeviceCharactersMax)
        {
            return false;
        }

        return line.AsSpan().IndexOfAny(Devices) >= 0
            && line.AsSpan().Count(' ') < DeviceWordsMax
            && (Array.Exists(SentFrom, words => line.StartsWith(words, StringComparison.OrdinalIgnoreCase))
                || Array.Exists(SentFromEndings, words => line.TrimEnd('.').EndsWith(words, StringComparison.OrdinalIgnoreCase)));
    }
}
