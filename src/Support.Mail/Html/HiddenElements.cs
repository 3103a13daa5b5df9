using AngleSharp.Dom;

namespace Support.Mail.Html;

/// <summary>Elements that the reader of a mail is not meant to see: text for the list of mails, traps, fallbacks for a program.</summary>
internal static class HiddenElements
{
    /// <summary>Whether an element is hidden by itself.</summary>
    public static bool Is(IElement element)
    {
        if (element.HasAttribute("hidden"))
        {
            return true;
        }

        string? style = element.GetAttribute("style");
        return style is not null && TrackingPixel.Declarations(style).Any(Hides);
    }

    private static bool Hides((string Property, string Value) declaration)
    {
        string value = declaration.Value.Replace("!important", string.Empty, StringComparison.Ordinal).Trim();
        return declaration.Property switch
        {
            "display" => value == "none",
            "visibility" => value is "hidden" or "collapse",
            "mso-hide" => value == "all",
            "font-size" or "max-height" or "max-width" or "opacity" => IsZero(value),
            _ => false,
        };
    }

    private static bool IsZero(string value) => value is "0" or "0px" or "0pt" or "0em" or "0%" or "0.0";
}
