using System.Text;

namespace Support.Mail.Providers;

/// <summary>
/// What a provider found out of a sender, in the words of an Authentication-Results header (RFC 8601). Nothing but plain words
/// gets into it, so that nobody's domain can bring a result of its own along.
/// </summary>
internal sealed class ProviderVerdict
{
    private const int ResultsMax = 50;
    private const int WordLengthMax = 255;

    private static readonly string[] Values = ["pass", "fail", "softfail", "neutral", "none", "temperror", "permerror", "policy"];

    private readonly StringBuilder _text = new();
    private int _results;

    /// <summary>Adds a result, if it is one.</summary>
    /// <param name="method"><c>spf</c>, <c>dkim</c> or <c>dmarc</c>.</param>
    /// <param name="value">The provider's word for it, in any case.</param>
    /// <param name="property">What was looked at: <c>header.d</c>.</param>
    /// <param name="about">Its value, a domain or an address; null when the provider does not say.</param>
    public void Add(string method, string? value, string? property = null, string? about = null)
    {
        string result = value?.Trim().ToLowerInvariant() ?? string.Empty;
        if (!Values.Contains(result) || _results == ResultsMax)
        {
            return;
        }

        _results++;
        _text.Append(_text.Length > 0 ? "; " : string.Empty).Append(method).Append('=').Append(result);
        if (property is not null && about is not null && IsWord(about))
        {
            _text.Append(' ').Append(property).Append('=').Append(about.ToLowerInvariant());
        }
    }

    /// <summary>The results; null when there are none.</summary>
    public override string? ToString() => _text.Length > 0 ? _text.ToString() : null;

    private static bool IsWord(string text) =>
        text.Length is > 0 and <= WordLengthMax && text.All(static letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '-' or '_' or '@' or '+');
}
