using System.Text.RegularExpressions;
using System.Xml.Linq;
using Support.Domain.Notices;
using Support.Domain.Tickets;
using Xunit;

namespace Support.Views.Tests;

public sealed partial class Html_mail
{
    private const string Hostile = "</td><script>alert('x')</script><img src=\"//evil.test/x\" onerror=y>&amp;";

    public static TheoryData<NoticeReason> Reasons => [.. Enum.GetValues<NoticeReason>()];

    [Theory]
    [MemberData(nameof(Reasons))]
    public async Task Text_from_outside_never_becomes_markup(NoticeReason reason)
    {
        NoticeContent harmless = WithEverywhere(Samples.Content(reason), "harmless");
        NoticeContent hostile = WithEverywhere(Samples.Content(reason), Hostile);

        XElement expected = await PageOf(harmless);
        XElement actual = await PageOf(hostile);

        Assert.Equal(Shape(expected), Shape(actual));
        Assert.Contains(Hostile, actual.Value, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Reasons))]
    public async Task Has_one_link_and_nothing_remote(NoticeReason reason)
    {
        RenderedMail mail = await Render(Samples.Content(reason));
        XElement page = Parse(mail.Html);

        Assert.Equal([Samples.Link.AbsoluteUri], page.Descendants("a").Select(link => link.Attribute("href")!.Value));
        Assert.DoesNotContain(page.Descendants(), element => element.Name.LocalName is "img" or "script" or "link" or "iframe" or "form");
        Assert.DoesNotContain("url(", mail.Html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("@import", mail.Html, StringComparison.OrdinalIgnoreCase);
        Assert.Single(RemoteAddress().Matches(mail.Html));
    }

    [Theory]
    [MemberData(nameof(Reasons))]
    public async Task Names_its_language_and_title_and_stays_narrow(NoticeReason reason)
    {
        RenderedMail mail = await Render(Samples.Content(reason));
        XElement page = Parse(mail.Html);

        Assert.Equal("en", page.Attribute("lang")!.Value);
        Assert.Equal(mail.Subject, page.Descendants("title").Single().Value);
        Assert.Single(page.Descendants("h1"));
        Assert.Contains("max-width:600px", mail.Html, StringComparison.Ordinal);
        Assert.All(page.Descendants("table"), table => Assert.True(
            table.Attribute("role") is not null || table.Descendants("th").All(head => head.Attribute("scope") is not null)));
    }

    [Theory]
    [MemberData(nameof(Reasons))]
    public async Task Tells_the_facts_that_the_plain_text_tells(NoticeReason reason)
    {
        RenderedMail mail = await Render(Samples.Content(reason));
        XElement page = Parse(mail.Html);
        string text = Words().Replace(mail.Text.Replace("> ", string.Empty, StringComparison.Ordinal), " ");

        foreach (XElement told in page.Descendants().Where(element => element.Name.LocalName is "p" or "h1" or "th" or "td" && !element.Descendants("p").Any()))
        {
            string value = Words().Replace(string.Join(' ', told.DescendantNodes().OfType<XText>().Select(part => part.Value)), " ").Trim();
            Assert.All(value.Split(" · "), part => Assert.Contains(part, text, StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task Message_keeps_its_line_breaks_and_letters()
    {
        NoticeContent content = Samples.Content(NoticeReason.RequesterReply);
        content = content with { Message = content.Message! with { Text = "Grüße\r\n  <b>2</b>\n漢字" } };

        RenderedMail mail = await Render(content);

        Assert.Contains("Grüße<br>  &lt;b&gt;2&lt;/b&gt;<br>漢字", mail.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Long_message_is_cut_so_that_no_mail_program_cuts_the_mail()
    {
        NoticeContent content = Samples.Content(NoticeReason.PublicReply);
        content = content with { Message = content.Message! with { Text = new string('漢', 500_000) } };

        RenderedMail mail = await Render(content);

        Assert.InRange(System.Text.Encoding.UTF8.GetByteCount(mail.Html), 1, 100_000);
        Assert.Contains("漢…", mail.Html, StringComparison.Ordinal);
        Assert.Contains("漢…", mail.Text, StringComparison.Ordinal);
    }

    private static NoticeContent WithEverywhere(NoticeContent content, string text) => content with
    {
        Notice = content.Notice with { Cause = text, RecipientName = text },
        Ticket = content.Ticket with { Subject = text, Requester = new Requester(text, text) },
        OrganisationName = text,
        ApplicationName = text,
        TeamName = text,
        AssigneeName = text,
        Message = content.Message is { } message ? message with { Text = text, Author = message.Author with { Name = text } } : null,
    };

    private static Task<RenderedMail> Render(NoticeContent content) =>
        Samples.Renderer().RenderMailAsync(content, CancellationToken.None);

    private static async Task<XElement> PageOf(NoticeContent content) => Parse((await Render(content)).Html);

    // Every element but HTML's void ones is closed, so the page is XML once those are.
    private static XElement Parse(string html) =>
        XDocument.Parse(VoidElement().Replace(html, "<$1/>"), LoadOptions.PreserveWhitespace).Root!;

    private static IEnumerable<string> Shape(XElement page) => page
        .DescendantsAndSelf()
        .Select(element => $"{element.Name} {string.Join(' ', element.Attributes().Select(attribute => attribute.Name))}");

    [GeneratedRegex("<((?:meta|br)[^<>]*)>")]
    private static partial Regex VoidElement();

    [GeneratedRegex("https?://")]
    private static partial Regex RemoteAddress();

    [GeneratedRegex(@"[\s>]+")]
    private static partial Regex Words();
}
