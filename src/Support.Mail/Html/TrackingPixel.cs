using System.Globalization;
using AngleSharp.Dom;

namespace Support.Mail.Html;

/// <summary>Images that nobody is meant to see: fetched, they tell the sender that the mail was opened.</summary>
internal static class TrackingPixel
{
    private const int SideMax = 3;

    /// <summary>Whether an image is one: a few pixels wide or high, or hidden.</summary>
    public static bool Is(IElement image) =>
        IsSmall(image.GetAttribute("width"))
        || IsSmall(image.GetAttribute("height"))
        || HiddenElements.Is(image)
        || Declarations(image.GetAttribute("style")).Any(declaration => declaration.Property is "width" or "height" && IsSmall(declaration.Value));

    /// <summary>The declarations of a style attribute, roughly.</summary>
    public static IEnumerable<(string Property, string Value)> Declarations(string? style)
    {
        foreach (string declaration in (style ?? string.Empty).Split(';'))
        {
            int colon = declaration.IndexOf(':', StringComparison.Ordinal);
            if (colon > 0)
            {
                yield return (declaration[..colon].Trim().ToLowerInvariant(), declaration[(colon + 1)..].Trim().ToLowerInvariant());
            }
        }
    }

    private static bool IsSmall(string? length)
    {
        string number = (length ?? string.Empty).Trim().Replace("!important", string.Empty, StringComparison.OrdinalIgnoreCase).Trim();
        number = number.EndsWith("px", StringComparison.OrdinalIgnoreCase) ? number[..^2] : number;
        return double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out double pixels) && pixels is >= 0 and <= SideMax;
    }
}
