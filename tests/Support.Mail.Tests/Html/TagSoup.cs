using FsCheck;
using FsCheck.Fluent;

namespace Support.Mail.Tests.Html;

/// <summary>Draws HTML of pieces that do not fit together: tags that close nothing, half attributes, changes of the parser's state.</summary>
internal static class TagSoup
{
    private static readonly string[] Names =
    [
        "p", "div", "b", "i", "a", "table", "tr", "td", "th", "tbody", "caption", "ul", "ol", "li", "dl", "dt", "dd", "span", "font", "pre", "blockquote", "h1",
        "svg", "math", "mtext", "mglyph", "style", "script", "title", "textarea", "select", "option", "template", "form", "button", "noscript", "iframe",
        "foreignObject", "annotation-xml", "desc", "xmp", "plaintext", "nobr", "ruby", "rt", "rp", "col", "colgroup", "hr", "br", "img", "body", "html", "head",
    ];

    private static readonly string[] Attributes =
    [
        "", " title=\"<img src=x onerror=alert(1)>\"", " title='-->'", " style=\"color:red;background:url(x)\"", " href=\"javascript:alert(1)\"", " href=https://a.example",
        " onclick=alert(1)", " src=cid:a", " src=x onerror=alert(1)", " =x", " \"", " '", " a=\"", " id=a class=gmail_quote", " width=1", "/", " style=\"font-family:'a\"",
    ];

    private static readonly string[] Texts =
    [
        "x", " ", "\n", "&lt;", "&amp;lt;", "&nbsp;", "&#x3c;script&#x3e;", "<", ">", "\"", "'", "`", "<!--", "-->", "--!>", "<![CDATA[", "]]>", "<!", "</", "</ x>", "<?",
        "\0", "\u200b", "\ud83d\ude00", "\ud83d", "&#0;", "&#xd800;", "&notin", "漢字", "\r\n",
    ];

    public static Gen<string> Drawn { get; } = Gen.OneOf(
        from name in Gen.Elements(Names) from attribute in Gen.Elements(Attributes) select $"<{name}{attribute}>",
        from name in Gen.Elements(Names) select $"</{name}>",
        Gen.Elements(Texts)).ArrayOf().Select(string.Concat);
}
