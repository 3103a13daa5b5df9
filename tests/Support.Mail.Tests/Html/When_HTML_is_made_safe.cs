using System.Diagnostics;
using System.Text;
using Support.Mail.Html;
using Xunit;

namespace Support.Mail.Tests.Html;

public sealed class When_HTML_is_made_safe
{
    private const double SecondsMax = 60;
    private const int TrapCharacters = 150_000;

    // Each is cheap for a parser once, and dear the ten thousandth time, if the parser is naive.
    private static readonly string[] Traps =
    [
        "<div>", "<b>", "<b a=1><i><a href=x><p>", "<table><tr><td>", "<table>", "</p>", "<svg>", "<style>", "<!--", "<!-- --", "<p ", "a=1 b ", "&", "&notit;", "<",
        "<p style=\"color:red;color:red;color:red;color:red;color:red;color:red\">", "<font color=red><p>", "<select><option>", "<blockquote type=cite>x",
        "<ul><li>x", "<a></table>", "<div>x</div><p>", "<a href=https://a.example>x<table><tr>", "<div class=gmail_quote>x",
    ];

    public static TheoryData<int> Numbers { get; } = [.. Enumerable.Range(0, Attacks.All.Count)];

    [Theory]
    [MemberData(nameof(Numbers))]
    public void Every_known_attack_is_harmless(int number) => Harmless.Of(Attacks.All[number]);

    [Theory]
    [InlineData("<p>Hello <b>you</b></p>", "<p>Hello <b>you</b></p>")]
    [InlineData("<P CLASS=x STYLE=\"color: red; position:absolute\">a</P>", "<p style=\"color:red\">a</p>")]
    [InlineData("<a href=\"https://a.example/?b=1&amp;c=2\">x</a>", "<a href=\"https://a.example/?b=1&amp;c=2\" rel=\"noopener noreferrer nofollow\">x</a>")]
    [InlineData("<a href='mailto:ann@corp.example'>x</a>", "<a href=\"mailto:ann@corp.example\" rel=\"noopener noreferrer nofollow\">x</a>")]
    [InlineData("<a name=top>x</a>", "x")]
    [InlineData("<img src=\"cid:logo@corp\" alt=Logo width=40>", "<img src=\"cid:logo@corp\" alt=\"Logo\" width=\"40\">")]
    [InlineData("<img src=\"https://t.example/p.png\" alt=\"Our shop\" width=600>", "<img data-remote-src=\"https://t.example/p.png\" alt=\"Our shop\" width=\"600\">")]
    [InlineData("x<img src=\"https://t.example/p.gif\" width=1 height=1>", "x")]
    [InlineData("x<img src=\"https://t.example/p.gif\" style=\"width:1px;height:1px\">", "x")]
    [InlineData("x<img src=\"https://t.example/p.gif\" style=\"display:none\">", "x")]
    [InlineData("<div style=\"display:none\">preview</div><p>x</p>", "<p>x</p>")]
    [InlineData("<form><fieldset>Name</fieldset></form>", "<div><div>Name</div></div>")]
    [InlineData("<ul><li>a<li>b</ul>", "<ul><li>a</li><li>b</li></ul>")]
    [InlineData("<table><tr><td>a<td>b<tr><td>c</table>", "<table><tbody><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></tbody></table>")]
    [InlineData("1 < 2 && 3 > 2", "1 &lt; 2 &amp;&amp; 3 &gt; 2")]
    [InlineData("<title>T</title><style>p{}</style><p>x</p>", "<p>x</p>")]
    [InlineData("<textarea>a <b>b</b></textarea>", "a &lt;b&gt;b&lt;/b&gt;")]
    [InlineData("", "")]
    public void What_people_write_is_kept(string html, string expected) => Assert.Equal(expected, Harmless.Of(html));

    [Fact]
    public void Any_soup_of_tags_is_harmless_and_stays_the_same() => Property.Holds(TagSoup.Drawn, html => Harmless.Of(html), count: 300);

    [Fact]
    public void Traps_for_parsers_take_a_bounded_time()
    {
        foreach (string trap in Traps)
        {
            // The least of two, as the machine may be busy with something else.
            double took = Seconds(trap);
            took = took > SecondsMax ? Math.Min(took, Seconds(trap)) : took;
            Assert.True(took < SecondsMax, $"{trap} took {took:0.00} s.");
        }
    }

    [Fact]
    public void An_image_within_the_mail_is_kept_if_it_is_small()
    {
        const string Small = "<img src=\"data:image/png;base64,iVBORw0KGgo=\" alt=\"\">";
        Assert.Equal(Small, Harmless.Of(Small));
        Assert.Equal("<img alt=\"big\">", Harmless.Of($"<img alt=\"big\" src=\"data:image/png;base64,{new string('A', 200_000)}\">"));
    }

    private static double Seconds(string trap)
    {
        long start = Stopwatch.GetTimestamp();
        HtmlReading.Of("<p>x</p>" + new StringBuilder().Insert(0, trap, TrapCharacters / trap.Length), []);
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }
}
