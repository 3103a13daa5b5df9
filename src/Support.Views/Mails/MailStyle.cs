using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Components;
using Support.Views.Wording;

namespace Support.Views.Mails;

/// <summary>
/// Colours and styles. They stand in each element, because many mail programs drop style sheets; the one sheet there is only
/// recolours for dark mode, where a program understands it. Every text colour has a contrast of 4.5 : 1 or more on its ground.
/// </summary>
internal static class MailStyle
{
    public const string Font = "font-family:Segoe UI,-apple-system,BlinkMacSystemFont,Roboto,Helvetica,Arial,sans-serif;";
    public const string Ink = "color:#1f2328;";
    public const string Muted = "color:#57606a;";
    public const string Paragraph = $"{Font}{Ink}margin:0 0 16px 0;font-size:16px;line-height:24px;";
    public const string Label = $"{Font}{Muted}padding:6px 16px 6px 0;font-size:14px;line-height:20px;font-weight:normal;text-align:left;vertical-align:top;white-space:nowrap;border-top:1px solid #d8dee4;";
    public const string Value = $"{Font}{Ink}padding:6px 0;font-size:14px;line-height:20px;text-align:left;vertical-align:top;word-break:break-word;border-top:1px solid #d8dee4;";
    public const string Message = $"{Font}{Ink}font-size:16px;line-height:24px;word-break:break-word;white-space:pre-wrap;";

    private const string Dark =
        ".page{background-color:#16181c!important}"
        + ".sheet,.sheet td,.sheet th{background-color:#22262c!important}"
        + ".ink{color:#e8eaed!important}"
        + ".muted{color:#b0b8c1!important}"
        + ".line{border-color:#3d444d!important}"
        + ".sheet td.quote{background-color:#2c3138!important}"
        + ".sheet td.rest{background-color:#3d444d!important}";

    /// <summary>The one style sheet: dark mode and narrow screens.</summary>
    public static readonly MarkupString Sheet = new(
        "<style>"
        + "@media (prefers-color-scheme:dark){" + Dark + ".sheet td.action{background-color:#1f5fbf!important}}"
        + "@media (max-width:620px){.pad{padding-left:20px!important;padding-right:20px!important}}"
        + "</style>");

    /// <summary>Outlook knows no max-width: it gets a table of 600 pixels around the sheet.</summary>
    public static readonly MarkupString BeforeSheet = new(
        "<!--[if mso]><table role=\"presentation\" width=\"600\" align=\"center\" cellpadding=\"0\" cellspacing=\"0\" border=\"0\"><tr><td><![endif]-->");

    /// <summary>Closes <see cref="BeforeSheet"/>.</summary>
    public static readonly MarkupString AfterSheet = new("<!--[if mso]></td></tr></table><![endif]-->");

    // Letters of every script stay as they are; the rest of Unicode and all of HTML's own characters are encoded.
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    public static string Colour(Tone tone) => tone switch
    {
        Tone.Attention => "#b3261e",
        Tone.Warning => "#9a5b00",
        Tone.Good => "#1a7037",
        _ => "#1f5fbf",
    };

    /// <summary>Encoded text with its line breaks. Outlook knows no pre-wrap, so every break is an element.</summary>
    public static MarkupString Lines(string text) =>
        new(string.Join("<br>", text.Split('\n').Select(Encoder.Encode)));
}
