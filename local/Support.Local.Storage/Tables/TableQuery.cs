using System.Globalization;
using System.Text;

namespace Support.Local.Storage.Tables;

/// <summary>The options of a request's query.</summary>
internal readonly struct TableQuery
{
    private readonly string[] _options;

    public TableQuery(Uri uri) => _options = uri.Query.Length < 2 ? [] : uri.Query[1..].Split('&', StringSplitOptions.RemoveEmptyEntries);

    public string? Filter => Find("$filter");

    public string? Format => Find("$format");

    public string? Component => Find("comp");

    public string? NextTableName => Find("NextTableName");

    public string? NextPartitionKey => Decode(Find("NextPartitionKey"));

    public string? NextRowKey => Decode(Find("NextRowKey"));

    /// <summary>The properties that are asked for; null for all.</summary>
    public string[]? Select => Find("$select")?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) is { Length: > 0 } names ? names : null;

    /// <summary>
    /// How many to give out at most. False when it says something else. Azure refuses more than a page holds; Azurite
    /// takes it for a page.
    /// </summary>
    public bool TryGetTop(out int top)
    {
        top = EntityLimits.PageRows;
        if (Find("$top") is not { } text)
        {
            return true;
        }

        bool isNumber = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number);
        top = Math.Min(number, top);
        return isNumber;
    }

    /// <summary>A key in the form in which a continuation has it: a header has no room for what is not ASCII.</summary>
    public static string Encode(string key) => Convert.ToBase64String(Encoding.UTF8.GetBytes(key));

    private static string? Decode(string? text)
    {
        if (text is null)
        {
            return null;
        }

        Span<byte> bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out int length) ? Encoding.UTF8.GetString(bytes[..length]) : text;
    }

    private string? Find(string name)
    {
        foreach (string option in _options)
        {
            if (option.Length > name.Length && option[name.Length] == '=' && option.StartsWith(name, StringComparison.Ordinal))
            {
                return Unescape(option[(name.Length + 1)..]);
            }

            // Some clients escape the dollar of a name.
            if (option.StartsWith("%24", StringComparison.Ordinal) && name[0] == '$' && option.Length > name.Length + 2
                && option[name.Length + 2] == '=' && option.AsSpan(3).StartsWith(name.AsSpan(1)))
            {
                return Unescape(option[(name.Length + 3)..]);
            }
        }

        return null;
    }

    private static string Unescape(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));
}
