using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Support.Mail.Html;
using Xunit;

namespace Support.Mail.Tests.Html;

/// <summary>What must hold of HTML that agents see, whoever wrote the mail. The lists are the test's own, not the writer's.</summary>
internal static class Harmless
{
    private static readonly string[] Forbidden =
    [
        "script", "style", "iframe", "frame", "frameset", "object", "embed", "applet", "form", "input", "button", "textarea", "select", "option", "link",
        "meta", "base", "svg", "math", "template", "noscript", "video", "audio", "source", "track", "canvas", "title", "xmp", "plaintext", "noembed",
        "portal", "dialog", "marquee", "isindex", "keygen", "foreignobject", "annotation-xml", "slot", "image", "body", "html", "head",
    ];

    private static readonly string[] Attributes =
    [
        "align", "alt", "bgcolor", "border", "cellpadding", "cellspacing", "color", "colspan", "data-remote-src", "dir", "face", "height", "href", "lang",
        "rel", "rowspan", "size", "src", "start", "style", "title", "type", "valign", "value", "width",
    ];

    private static readonly string[] InStyles = ["url", "expression", "import", "javascript", "behavior", "binding", "position", "\\", "/*", "<", "&"];

    /// <summary>Makes HTML safe and holds what comes out against all that.</summary>
    public static string Of(string html)
    {
        string safe = SafeHtml.Of(html);
        Holds(safe);
        Assert.Equal(safe, SafeHtml.Of(safe));
        return safe;
    }

    private static void Holds(string safe)
    {
        // Wherever a page puts it, and whether scripts run there or not.
        Tree(new HtmlParser().ParseDocument("<!doctype html><body>" + safe));
        Tree(new HtmlParser(new HtmlParserOptions { IsScripting = true }).ParseDocument("<body><table><tr><td>" + safe + "</td></tr></table>"));
        Tree(new HtmlParser().ParseDocument("<!doctype html><div><p><b>" + safe + "</b></p></div>"));
    }

    private static void Tree(IDocument document)
    {
        Assert.DoesNotContain(document.Body!.Descendants(), node => node is IComment or IProcessingInstruction);
        foreach (IElement element in document.Body!.Descendants<IElement>())
        {
            Assert.Equal(NamespaceNames.HtmlUri, element.NamespaceUri);
            Assert.DoesNotContain(element.LocalName, Forbidden);
            foreach (IAttr attribute in element.Attributes)
            {
                Assert.Contains(attribute.Name, Attributes);
                Value(element.LocalName, attribute.Name, attribute.Value);
            }
        }
    }

    private static void Value(string element, string attribute, string value)
    {
        switch (attribute)
        {
            case "href":
                Assert.Equal("a", element);
                Assert.Matches("^(?i:https?|mailto|tel):[^\\s\\u0000-\\u001f]*$", value);
                break;
            case "src":
                Assert.Equal("img", element);
                Assert.Matches("^(?i:cid:|data:image/(png|gif|jpeg|jpg|webp);base64,[A-Za-z0-9+/=]*$)", value);
                break;
            case "data-remote-src":
                Assert.Equal("img", element);
                Assert.Matches("^(?i:https?):", value);
                break;
            case "rel":
                Assert.Equal("noopener noreferrer nofollow", value);
                break;
            case "style":
                Assert.DoesNotContain(InStyles, word => value.Contains(word, StringComparison.OrdinalIgnoreCase));
                break;
        }
    }
}
