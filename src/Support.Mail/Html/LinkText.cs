namespace Support.Mail.Html;

/// <summary>How the address of a link stands in a text.</summary>
internal static class LinkText
{
    /// <summary>The address as people write it.</summary>
    public static string Of(string url) => WithoutScheme(url, "mailto:", "tel:");

    /// <summary>Whether the text of the link says its address already.</summary>
    public static bool IsSame(string text, string url) =>
        WithoutScheme(text, "https://", "http://", "mailto:", "tel:").TrimEnd('/')
            .Equals(WithoutScheme(url, "https://", "http://", "mailto:", "tel:").TrimEnd('/'), StringComparison.OrdinalIgnoreCase);

    private static string WithoutScheme(string url, params string[] schemes) =>
        Array.Find(schemes, scheme => url.StartsWith(scheme, StringComparison.OrdinalIgnoreCase)) is { } scheme ? url[scheme.Length..] : url;
}
