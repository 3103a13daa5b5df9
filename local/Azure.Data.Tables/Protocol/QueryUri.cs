using System.Globalization;
using System.Text;

namespace Azure.Data.Tables.Protocol;

/// <summary>An address with the query options that are given.</summary>
internal readonly struct QueryUri(string address)
{
    private readonly StringBuilder _text = new(address);

    public void Add(string name, string? value, bool isEscaped = false)
    {
        if (!string.IsNullOrEmpty(value))
        {
            Append(name, isEscaped ? value : Uri.EscapeDataString(value));
        }
    }

    /// <summary>Adds a key, which may be empty and yet given.</summary>
    public void AddKey(string name, string? key)
    {
        if (key is not null)
        {
            Append(name, Uri.EscapeDataString(key));
        }
    }

    public void Add(string name, int? value) => Add(name, value?.ToString(CultureInfo.InvariantCulture), isEscaped: true);

    public Uri ToUri() => new(_text.ToString());

    private void Append(string name, string value) =>
        _text.Append(_text.Length == address.Length ? '?' : '&').Append(name).Append('=').Append(value);
}
