using System.Text;
using Support.Mail.Mime;
using Support.Mail.Parts;
using Support.Mail.Tests.Fuzz;
using Xunit;

namespace Support.Mail.Tests.Mime;

/// <summary>Odd mails from the tests of a mail parser, where they lie beside the checkout.</summary>
public sealed class Mails_of_other_projects
{
    [Fact]
    public void Are_read_without_failure() => Assert.All(
        Names(),
        path => Assert.NotEmpty(InboundMail.Of(MimeReader.Read(File.ReadAllBytes(path))).Headers));

    [Fact]
    public void Show_each_of_their_texts_once() =>
        Check("nested.eml", parts => Assert.Equal("Dear Sir,\n\nGood evening.\n\n\n \n\n\nThe footer".Split('\n').Where(Said), parts.Text!.Split('\n').Where(Said)));

    [Fact]
    public void Show_their_html_and_not_their_boundaries() =>
        Check("spam.eml", parts => Assert.StartsWith("<html>", parts.Html, StringComparison.Ordinal));

    [Fact]
    public void Show_the_letters_that_were_meant() =>
        Check("decoderended.eml", parts => Assert.Equal("<span>html sectionÜ</span>", parts.Html!.Trim()));

    [Fact]
    public void Keep_the_files_that_they_hold() => Check("nodemailer.eml", parts =>
    {
        Assert.Equal(["image.png", "nyan cat ✔.gif", "notes.txt"], parts.Attachments.Select(file => file.Name));
        Assert.Equal([true, true, false], parts.Attachments.Select(file => file.Inline));
        Assert.Equal("\u0089PNG", Encoding.Latin1.GetString(parts.Attachments[0].Content.Span[..4]));
    });

    [Fact]
    public void Are_a_file_where_they_are_nothing_else() =>
        Check("base64encodedroot.eml", parts => Assert.Equal(("screenshot.png", 425), (Assert.Single(parts.Attachments).Name, parts.Attachments[0].Content.Length)));

    [Fact]
    public void Say_what_was_not_delivered() => Check("delivery-status.eml", parts =>
    {
        Assert.Contains("Status: 5.1.1", parts.DeliveryStatus, StringComparison.Ordinal);
        Assert.Equal("<xxxxx@email.amazonses.com>", parts.Returned?.First("Message-ID"));
    });

    private static bool Said(string line) => !string.IsNullOrWhiteSpace(line);

    private static void Check(string name, Action<MailParts> holds)
    {
        foreach (string path in Names().Where(path => Path.GetFileName(path) == name))
        {
            holds(MimeReader.Read(File.ReadAllBytes(path)));
        }
    }

    private static string[] Names()
    {
        string folder = Path.Combine(MailSeeds.Shared(), "mailparser");
        return Directory.Exists(folder) ? [.. Directory.EnumerateFiles(folder, "*.eml").Order(StringComparer.Ordinal)] : [];
    }
}
