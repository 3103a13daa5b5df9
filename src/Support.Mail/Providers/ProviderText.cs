using Support.Mail.Mime;

namespace Support.Mail.Providers;

/// <summary>
/// A text that a provider took out of a mail, in lines parted by <c>\n</c>. Longer than what is read of a mail's own texts it is
/// cut; the whole is in what the provider delivered, which is kept.
/// </summary>
internal static class ProviderText
{
    private static readonly int LengthMax = MimeLimits.Usual.TextBytesMax;

    /// <summary>The text of a field; null when it is empty.</summary>
    /// <param name="field">The field.</param>
    /// <param name="charset">The charset that something else says it is in; null for what the field itself says.</param>
    public static string? Of(FormField field, string? charset) =>
        Of((field.Content.Length <= LengthMax ? field : field with { Content = field.Content[..LengthMax] }).Text(charset));

    /// <summary>The text; null when it is empty.</summary>
    public static string? Of(string text)
    {
        if (text.Length == 0)
        {
            return null;
        }

        int length = Math.Min(text.Length, LengthMax);
        return SafeText.Lines(length < text.Length && char.IsHighSurrogate(text[length - 1]) ? text[..(length - 1)] : text[..length]);
    }
}
