using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Support.Domain.Alerts;
using Support.Domain.Webhooks;

namespace Support.Functions.Intake.Alerts;

/// <summary>
/// What an alert says, put together line by line. What a monitored system writes into its labels is no reason to refuse the
/// alert; it is only made harmless and cut to size.
/// </summary>
internal sealed class AlertText
{
    private readonly StringBuilder _text = new();

    /// <summary>A line <c>name: value</c>; nothing where there is no value.</summary>
    public AlertText Line(string name, string? value)
    {
        if (!string.IsNullOrWhiteSpace(value) && _text.Length < Alert.TextLengthMax)
        {
            _text.Append(name).Append(": ").Append(value).Append('\n');
        }

        return this;
    }

    /// <summary>A paragraph; nothing where there is no text.</summary>
    public AlertText Paragraph(string? text)
    {
        if (!string.IsNullOrWhiteSpace(text) && _text.Length < Alert.TextLengthMax)
        {
            _text.Append(_text.Length == 0 ? string.Empty : "\n").Append(text).Append('\n');
        }

        return this;
    }

    /// <summary>A heading and a line for each value; nothing where there are none.</summary>
    public AlertText List(string heading, IReadOnlyList<KeyValuePair<string, string>> values)
    {
        if (values.Count > 0 && _text.Length < Alert.TextLengthMax)
        {
            _text.Append('\n').Append(heading).Append(":\n");
            foreach ((string name, string value) in values)
            {
                _text.Append("  ").Append(name).Append(" = ").Append(value).Append('\n');
            }
        }

        return this;
    }

    /// <summary>The text, never empty.</summary>
    public override string ToString() =>
        Cut(PayloadText.Harmless(_text.ToString()).Trim(), Alert.TextLengthMax) is { Length: > 0 } text ? text : "The alert says nothing more.";

    /// <summary>A text on one line, cut to size; null where nothing is left.</summary>
    public static string? OneLine(string? text) =>
        text is null ? null
        : Cut(PayloadText.Harmless(text).ReplaceLineEndings(" ").Replace('\t', ' ').Trim(), Alert.SubjectLengthMax) is { Length: > 0 } line ? line : null;

    /// <summary>What makes deliveries the same alert, of parts that are compared one by one.</summary>
    public static string Fingerprint(params ReadOnlySpan<string?> parts)
    {
        string fingerprint = PayloadText.Harmless(string.Join(" / ", parts.ToArray().OfType<string>().Where(static part => part.Length > 0)));
        return fingerprint.Length <= Alert.FingerprintLengthMax ? fingerprint : $"sha256 {HashOf(fingerprint)}";
    }

    /// <summary>A short name for an id of any length.</summary>
    public static string HashOf(params ReadOnlySpan<string> parts) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', parts))).AsSpan(0, 16));

    /// <summary>The time; null where there is none that makes sense.</summary>
    public static DateTimeOffset? Time(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out DateTimeOffset time)
        && time.Year > 1
            ? time
            : null;

    /// <summary>The address, if it is one of the web.</summary>
    public static Uri? Address(string? text) =>
        Uri.TryCreate(text, UriKind.Absolute, out Uri? address) && address.Scheme is "http" or "https" ? address : null;

    private static string Cut(string text, int lengthMax) =>
        text.Length <= lengthMax ? text : PayloadText.Cut(text, lengthMax - 1) + "…";
}
