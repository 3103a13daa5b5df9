using System.Globalization;
using System.Text;

namespace Support.Mail.Mime;

/// <summary>What a file of a mail is called here: a name that no system takes for a path, a device, or something else than it is.</summary>
public static class AttachmentName
{
    /// <summary>How long a name may be, in UTF-16 units.</summary>
    public const int LengthMax = 200;

    private const int ExtensionMax = 20;

    private static readonly Dictionary<string, string> Usual = new()
    {
        ["application/ms-tnef"] = "winmail.dat",
        ["application/vnd.ms-tnef"] = "winmail.dat",
        ["application/pgp-encrypted"] = "version.asc",
        ["application/pgp-signature"] = "signature.asc",
        ["application/pkcs7-mime"] = "smime.p7m",
        ["application/pkcs7-signature"] = "smime.p7s",
        ["application/x-pkcs7-mime"] = "smime.p7m",
        ["application/x-pkcs7-signature"] = "smime.p7s",
        ["message/disposition-notification"] = "receipt.txt",
        ["message/feedback-report"] = "complaint.txt",
        ["text/calendar"] = "invite.ics",
        ["text/rfc822-headers"] = "headers.txt",
    };

    private static readonly Dictionary<string, string> Extensions = new()
    {
        ["application/gzip"] = "gz", ["application/json"] = "json", ["application/msword"] = "doc", ["application/pdf"] = "pdf",
        ["application/rtf"] = "rtf", ["application/vnd.ms-excel"] = "xls", ["application/vnd.ms-outlook"] = "msg",
        ["application/vnd.ms-powerpoint"] = "ppt", ["application/xml"] = "xml", ["application/zip"] = "zip", ["application/ics"] = "ics",
        ["application/vnd.openxmlformats-officedocument.presentationml.presentation"] = "pptx",
        ["application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"] = "xlsx",
        ["application/vnd.openxmlformats-officedocument.wordprocessingml.document"] = "docx",
        ["audio/mpeg"] = "mp3", ["audio/wav"] = "wav", ["audio/x-wav"] = "wav",
        ["image/bmp"] = "bmp", ["image/gif"] = "gif", ["image/heic"] = "heic", ["image/jpeg"] = "jpg", ["image/jpg"] = "jpg", ["image/png"] = "png",
        ["image/svg+xml"] = "svg", ["image/tiff"] = "tif", ["image/webp"] = "webp", ["message/rfc822"] = "eml", ["message/global"] = "eml",
        ["text/csv"] = "csv", ["text/directory"] = "vcf", ["text/html"] = "html", ["text/plain"] = "txt",
        ["text/rtf"] = "rtf", ["text/vcard"] = "vcf", ["text/x-vcard"] = "vcf", ["text/xml"] = "xml", ["video/mp4"] = "mp4", ["video/quicktime"] = "mov",
    };

    /// <summary>The name of a file: the last segment of what it was called, without what a name may not have.</summary>
    /// <param name="given">What the sender calls it; null for nothing.</param>
    /// <param name="contentType">What the sender says it is, for a file without a name.</param>
    /// <param name="number">The how manieth file of the mail it is, from 1.</param>
    public static string Of(string? given, string contentType, int number) =>
        given is not null && Cleaned(given[(given.LastIndexOfAny(['/', '\\']) + 1)..]) is { Length: > 0 } name
            ? Shortened(name)
            : Usual.GetValueOrDefault(contentType)
                ?? string.Create(CultureInfo.InvariantCulture, $"attachment-{number}.{Extensions.GetValueOrDefault(contentType, "bin")}");

    /// <summary>The name of a mail that is attached to a mail: its subject.</summary>
    internal static string? OfMail(string? subject) =>
        subject is not null && Cleaned(EncodedWords.Decode(subject).Replace('/', '_').Replace('\\', '_')) is { Length: > 0 } name ? name + ".eml" : null;

    private static string Cleaned(string text)
    {
        var name = new StringBuilder(text.Length);
        string line = SafeText.OneLine(text);
        for (int i = 0; i < line.Length; i++)
        {
            bool isPair = char.IsHighSurrogate(line[i]) && i + 1 < line.Length && char.IsLowSurrogate(line[i + 1]);
            if (isPair)
            {
                name.Append(line[i++]).Append(line[i]);
            }
            else
            {
                name.Append(char.IsSurrogate(line[i]) ? '\uFFFD' : "<>:\"|?*/\\".Contains(line[i], StringComparison.Ordinal) ? '_' : line[i]);
            }
        }

        // Windows drops dots and spaces at the end; a name of dots alone is a folder everywhere.
        return name.ToString().Trim(' ').TrimEnd('.', ' ');
    }

    private static string Shortened(string name)
    {
        if (name.Length <= LengthMax)
        {
            return name;
        }

        int dot = name.LastIndexOf('.');
        string extension = dot > 0 && name.Length - dot <= ExtensionMax ? name[dot..] : string.Empty;
        int length = LengthMax - extension.Length;
        length -= char.IsHighSurrogate(name[length - 1]) ? 1 : 0;
        return name[..length].TrimEnd('.', ' ') + extension;
    }
}
