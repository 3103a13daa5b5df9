using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using Support.Mail.Mime;
using Support.Mail.Parts;
using Xunit;

namespace Support.Mail.Tests.Mime;

/// <summary>
/// Mails as many programs write them, and as others break them: what is read of each is what a person has approved, beside it.
/// <c>UPDATE_APPROVED=1</c> approves what is read now.
/// </summary>
public sealed class Mails_of_many_programs
{
    private const int FileTextMax = 60;

    public static TheoryData<string> Names => [.. Directory.EnumerateFiles(Folder(), "*.eml").Select(path => Path.GetFileNameWithoutExtension(path)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Are_read_as_a_good_mail_program_shows_them(string name)
    {
        string approved = Path.Combine(Folder(), name + ".approved.txt");
        string actual = Shown(MimeReader.Read(File.ReadAllBytes(Path.Combine(Folder(), name + ".eml"))));
        if (Environment.GetEnvironmentVariable("UPDATE_APPROVED") == "1")
        {
            File.WriteAllText(approved, actual);
        }

        Assert.True(File.Exists(approved), $"{name} is not approved yet.");
        Assert.Equal(File.ReadAllText(approved), actual, ignoreLineEndingDifferences: true);
    }

    private static string Shown(MailParts parts)
    {
        var shown = new StringBuilder();
        Line("from", string.Join(", ", Addresses.Read(parts.Headers.First("From")).Select(Shown)));
        Line("to", string.Join(", ", Addresses.Read(parts.Headers.First("To")).Select(Shown)));
        Line("subject", parts.Headers.First("Subject") is { } subject ? EncodedWords.Decode(subject) : null);
        Line("date", MailDate.Read(parts.Headers.First("Date"))?.ToString("yyyy-MM-dd HH:mm:ss zzz", CultureInfo.InvariantCulture));
        Line("id", string.Join(' ', MessageIds.Read(parts.Headers.First("Message-ID"))));
        Line("references", string.Join(' ', MessageIds.Read(parts.Headers.First("References"))));
        foreach (MailAttachment file in parts.Attachments)
        {
            string text = Encoding.Latin1.GetString(file.Content.Span[..Math.Min(file.Content.Length, FileTextMax)]);
            Line("file", $"{file.Name} ({file.ContentType}, {file.Content.Length} bytes{(file.Inline ? ", inline" : "")}{(file.ContentId is { } id ? ", " + id : "")}) {Escaped(text)}");
        }

        Line("returned", parts.Returned?.First("Message-ID"));
        foreach (string remark in parts.Remarks)
        {
            Line("remark", remark);
        }

        Block("status", parts.DeliveryStatus);
        Block("text", parts.Text);
        Block("html", parts.Html);
        return shown.ToString();

        void Line(string name, string? value)
        {
            if (!string.IsNullOrEmpty(value))
            {
                shown.Append(name).Append(": ").Append(value).Append('\n');
            }
        }

        // A space at the end of a line could not be seen, and would not survive every editor.
        void Block(string name, string? value)
        {
            if (value is not null)
            {
                shown.Append("--- ").Append(name).Append('\n').Append(Escaped(value, keepsLines: true).Replace(" \n", "␠\n", StringComparison.Ordinal)).Append('\n');
            }
        }
    }

    private static string Shown(Mailbox mailbox) => mailbox.Name is null ? mailbox.Address : $"{mailbox.Name} <{mailbox.Address}>";

    private static string Escaped(string text, bool keepsLines = false) => string.Concat(text.Select(letter =>
        char.IsControl(letter) && !(keepsLines && letter == '\n') ? string.Create(CultureInfo.InvariantCulture, $"\\x{(int)letter:X2}") : letter.ToString()));

    private static string Folder([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "..", "Fixtures");
}
