using System.Text;
using Support.Mail.Mime;
using Support.Mail.Parts;

namespace Support.Mail.Tests.Mime;

/// <summary>Mails of a test, written as text: each character is one byte (Latin 1), lines end in CR LF.</summary>
internal static class Mails
{
    public static byte[] Bytes(string text) => Encoding.Latin1.GetBytes(text.ReplaceLineEndings("\r\n"));

    public static MailParts Read(string text) => MimeReader.Read(Bytes(text));
}
