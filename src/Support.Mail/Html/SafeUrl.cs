using System.Buffers;
using System.Text;

namespace Support.Mail.Html;

/// <summary>Decides which addresses may stand in what agents see.</summary>
internal static class SafeUrl
{
    private const int ImageCharactersMax = 140_000;

    private static readonly string[] LinkSchemes = ["http", "https", "mailto", "tel"];
    private static readonly string[] ImageTypes = ["png", "gif", "jpeg", "jpg", "webp"];

    private static readonly SearchValues<char> Base64 =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=");

    private static readonly SearchValues<char> SchemeCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+-.");

    /// <summary>The address of a link; null when it is not of the web, of mail or of a telephone.</summary>
    public static string? Link(string? value) => Of(value) is { } url && LinkSchemes.Contains(url.Scheme) ? url.Text : null;

    /// <summary>The address of an image that somebody else's server would have to be asked for; null when it is none.</summary>
    public static string? RemoteImage(string? value) => Of(value) is { Scheme: "http" or "https" } url ? url.Text : null;

    /// <summary>The address of an image that the mail itself holds; null when it holds none.</summary>
    public static string? OwnImage(string? value)
    {
        if (Of(value) is not { } url)
        {
            return null;
        }

        if (url.Scheme == "cid")
        {
            return url.Text.Length <= 1000 ? url.Text : null;
        }

        int comma = url.Text.IndexOf(',', StringComparison.Ordinal);
        bool image = url.Scheme == "data" && comma > 0 && url.Text.Length <= ImageCharactersMax
            && ImageTypes.Any(type => url.Text.AsSpan(0, comma).Equals($"data:image/{type};base64", StringComparison.OrdinalIgnoreCase))
            && url.Text.AsSpan(comma + 1).IndexOfAnyExcept(Base64) < 0;
        return image ? url.Text : null;
    }

    // Browsers skip control characters and white space within and before a scheme: "java\nscript:" is one.
    private static (string Scheme, string Text)? Of(string? value)
    {
        if (string.IsNullOrEmpty(value))
        {
            return null;
        }

        var text = new StringBuilder(value.Length);
        foreach (char character in value)
        {
            bool invisible = character is <= ' ' or (>= '\u007f' and <= '\u00a0') or (>= '\u2000' and <= '\u200f') or (>= '\u2028' and <= '\u202f')
                or (>= '\u2060' and <= '\u206f') or '\ufeff' or '\u3000';
            if (character == ' ' && text.Length > 0)
            {
                text.Append("%20");
            }
            else if (!invisible)
            {
                text.Append(character);
            }
        }

        string bare = text.ToString();
        while (bare.EndsWith("%20", StringComparison.Ordinal))
        {
            bare = bare[..^3];
        }

        int colon = bare.IndexOf(':', StringComparison.Ordinal);
        return colon > 0 && bare.AsSpan(0, colon).IndexOfAnyExcept(SchemeCharacters) < 0 ? (bare[..colon].ToLowerInvariant(), bare) : null;
    }
}
