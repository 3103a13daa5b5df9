using Support.Mail.Html;
using Support.Mail.Parts;
using Xunit;

namespace Support.Mail.Tests.Html;

public sealed class When_HTML_becomes_text
{
    [Theory]
    [InlineData("<p>One</p><p>Two <b>bold</b>\n words</p>", "One\n\nTwo bold words")]
    [InlineData("<div>One</div><div>Two</div><div><br></div><div>Three</div>", "One\nTwo\n\nThree")]
    [InlineData("One<br>Two<br><br>Three<br>", "One\nTwo\n\nThree")]
    [InlineData("<ul><li>a</li><li>b<ul><li>c</li></ul></li></ul>", "- a\n- b\n  - c")]
    [InlineData("<ol start=3><li>a</li><li><p>b</p><p>c</p></li></ol>", "3. a\n\n4. b\n\n   c")]
    [InlineData("<table><tr><th>Name</th><th>Size</th></tr><tr><td>a</td><td>1</td></tr></table>", "Name | Size\na | 1")]
    [InlineData("<table><tr><td><p>Left</p></td><td><p>Right</p></td></tr></table>", "Left\n\nRight")]
    [InlineData("<a href='https://a.example/x'>the page</a>", "the page (https://a.example/x)")]
    [InlineData("<a href='https://a.example/'>a.example</a> <a href='mailto:ann@a.example'>ann@a.example</a>", "a.example ann@a.example")]
    [InlineData("<a href='mailto:ann@a.example'>Ann</a>", "Ann (ann@a.example)")]
    [InlineData("<a href='javascript:alert(1)'>x</a>", "x")]
    [InlineData("<p>New</p><blockquote><p>Old</p><blockquote>Older</blockquote></blockquote>", "New\n\n> Old\n>\n> > Older")]
    [InlineData("<pre>a\n  b\n\nc</pre>", "a\n  b\n\nc")]
    [InlineData("<p>a&nbsp;&amp;&lt;b&gt;&eacute;&#8364;&#x1F600;</p>", "a &<b>é€😀")]
    [InlineData("<span style='display:none'>secret</span><div hidden>x</div><p style='visibility:hidden'>y</p><p>seen</p>", "seen")]
    [InlineData("<div style='max-height:0;overflow:hidden'>Preview &zwnj;&nbsp;&zwnj;&nbsp;&#847;</div><p>Hello</p>", "Hello")]
    [InlineData("Hello&#8203;&zwnj; &zwnj;&nbsp;you\u00adr", "Hello  your")]
    [InlineData("<style>p{color:red}</style><title>T</title><script>x()</script><p>a</p>", "a")]
    [InlineData("<p class=MsoNormal>One</p><p class=MsoNormal>Two</p><p class=MsoNormal>&nbsp;</p><p class=MsoNormal>Three</p>", "One\nTwo\n\nThree")]
    [InlineData("<h1>Title</h1>Text<hr>More", "Title\n\nText\n\n---\n\nMore")]
    [InlineData("<p><img src='cid:a' alt='A chart'> and <img src='https://t.example/p.gif' width=1 alt=x></p>", "[A chart] and")]
    [InlineData("<p>\n   spaced   \n out </p>\n\n\n<p>x</p>", "spaced out\n\nx")]
    [InlineData("", "")]
    public void It_reads_well(string html, string expected) => Assert.Equal(expected, HtmlText.Of(html));

    [Theory]
    [InlineData("<div dir=ltr>New</div><br><div class=\"gmail_quote\"><div class=gmail_attr>Ann ⟨3.11.⟩ ⟨⟩<br></div><blockquote>Old</blockquote></div>")]
    [InlineData("<p>New</p><div class=moz-cite-prefix>⟨Ann⟩<br></div><blockquote type=\"cite\" cite=\"mid:1\">Old</blockquote>")]
    [InlineData("<div>New</div><div><br><blockquote type=cite><div>⟨Ann⟩</div><div>Old</div></blockquote></div>")]
    [InlineData("<div>New</div><div id=appendonsend></div><hr><div id=divRplyFwdMsg><b>⟨Od⟩</b> Ann</div><div>Old</div>")]
    [InlineData("<p class=MsoNormal>New</p><div><div style='border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm'><p><b>⟨⟩</b> Ann</p></div></div><p>Old</p>")]
    [InlineData("<div>New</div><div class=\"yahoo_quoted\"><div>⟨⟩ Ann</div><div>Old</div></div>")]
    [InlineData("<div>New</div><div class=protonmail_quote>⟨⟩ Ann<blockquote>Old</blockquote></div>")]
    public void The_quote_is_known_by_the_marks_of_programs_in_any_language(string html)
    {
        InboundMail mail = Read(html);
        Assert.Equal("New", mail.ReplyText);
        Assert.Contains("Old", mail.Text, StringComparison.Ordinal);
        Assert.NotNull(mail.ReplyReason);
    }

    [Fact]
    public void Answers_within_a_marked_quote_stay() => Assert.Contains(
        "My answer",
        Read("<div>See below</div><div class=gmail_quote><div class=gmail_attr>Ann:</div><blockquote>One</blockquote><div>My answer</div><blockquote>Two</blockquote></div>").ReplyText,
        StringComparison.Ordinal);

    [Fact]
    public void A_plain_text_is_preferred()
    {
        var mail = InboundMail.Of(new MailParts { Headers = MailHeaders.None, Text = "plain", Html = "<p>html</p>" });
        Assert.Equal(("plain", "<p>html</p>"), (mail.Text, mail.Html));
    }

    private static InboundMail Read(string html) => InboundMail.Of(new MailParts { Headers = MailHeaders.None, Html = html });
}
