using System.Security.Cryptography;
using System.Text;

namespace Support.Local.Storage.Protocol;

/// <summary>Checks the signature of requests as the services do.</summary>
/// <remarks>
/// The age of a request is not checked, as it is by Azure: a simulation's clock is not that of who signs. Azurite calls
/// a wrong signature <c>AuthorizationFailure</c> in two of its three services; Azure, and this, <c>AuthenticationFailed</c>.
/// </remarks>
internal sealed class SharedKeyCheck(string account, string key)
{
    private const int HashLength = 32;

    private readonly byte[] _key = Convert.FromBase64String(key);
    private readonly string _sharedKey = $"SharedKey {account}:";
    private readonly string _sharedKeyLite = $"SharedKeyLite {account}:";

    /// <returns>The refusal of a request that is not signed with the account's key, or null.</returns>
    public StorageAnswer? Refusal(StorageRequest request)
    {
        string authorization = request.Header("Authorization") ?? string.Empty;
        return authorization.StartsWith(_sharedKey, StringComparison.Ordinal)
            ? Refusal(request, authorization.AsSpan(_sharedKey.Length), request.IsTable ? TableText(request) : FullText(request))
            : authorization.StartsWith(_sharedKeyLite, StringComparison.Ordinal)
                ? Refusal(request, authorization.AsSpan(_sharedKeyLite.Length), request.IsTable ? TableLiteText(request) : LiteText(request))
                : StorageErrors.AuthenticationFailed(request);
    }

    private StorageAnswer? Refusal(StorageRequest request, ReadOnlySpan<char> signature, string text)
    {
        Span<byte> bytes = text.Length <= 512 ? stackalloc byte[3 * text.Length] : new byte[3 * text.Length];
        Span<byte> expected = stackalloc byte[HashLength];
        Span<byte> given = stackalloc byte[HashLength];
        HMACSHA256.HashData(_key, bytes[..Encoding.UTF8.GetBytes(text, bytes)], expected);
        return Convert.TryFromBase64Chars(signature, given, out int length) && length == HashLength && expected.SequenceEqual(given)
            ? null
            : StorageErrors.AuthenticationFailed(request);
    }

    private string TableLiteText(StorageRequest request) => $"{Date(request)}\n{ShortResource(request.Uri)}";

    private string TableText(StorageRequest request) =>
        $"{request.Method}\n{request.Header("Content-MD5")}\n{request.Header("Content-Type")}\n{Date(request)}\n{ShortResource(request.Uri)}";

    private string LiteText(StorageRequest request) =>
        $"{request.Method}\n{request.Header("Content-MD5")}\n{request.Header("Content-Type")}\n{request.Header("Date")}\n"
        + CanonicalHeaders(request) + ShortResource(request.Uri);

    private string FullText(StorageRequest request)
    {
        var text = new StringBuilder(256);
        text.Append(request.Method).Append('\n');
        foreach (string name in (ReadOnlySpan<string>)
            ["Content-Encoding", "Content-Language", "Content-Length", "Content-MD5", "Content-Type", "Date", "If-Modified-Since", "If-Match", "If-None-Match", "If-Unmodified-Since", "Range"])
        {
            string? value = request.Header(name);

            // Since version 2015-02-21 no length and a length of zero are signed alike.
            text.Append(name == "Content-Length" && value == "0" ? null : value).Append('\n');
        }

        return text.Append(CanonicalHeaders(request)).Append(FullResource(request.Uri)).ToString();
    }

    /// <summary>Tables sign the time that is sent, under either of its names.</summary>
    private static string? Date(StorageRequest request) => request.Header("x-ms-date") ?? request.Header("Date");

    private static string CanonicalHeaders(StorageRequest request)
    {
        var headers = new List<(string Name, string Value)>();
        foreach ((string name, string value) in request.Headers)
        {
            if (name.StartsWith("x-ms-", StringComparison.OrdinalIgnoreCase))
            {
#pragma warning disable CA1308 // The scheme signs names in lower case.
                headers.Add((name.ToLowerInvariant(), value.Trim()));
#pragma warning restore CA1308
            }
        }

        headers.Sort(static (one, other) => string.CompareOrdinal(one.Name, other.Name));
        var text = new StringBuilder(128);
        foreach ((string name, string value) in headers)
        {
            text.Append(name).Append(':').Append(value).Append('\n');
        }

        return text.ToString();
    }

    /// <summary>The resource of tables, and of the light scheme: of the query only the component that is asked for.</summary>
    private string ShortResource(Uri uri)
    {
        string? component = uri.Query.Contains("comp=", StringComparison.OrdinalIgnoreCase)
            ? Options(uri).Find(static option => option.Name == "comp").Value
            : null;
        return component is null ? $"/{account}{uri.AbsolutePath}" : $"/{account}{uri.AbsolutePath}?comp={component}";
    }

    private string FullResource(Uri uri)
    {
        var text = new StringBuilder("/").Append(account).Append(uri.AbsolutePath);
        List<(string Name, string Value)> options = Options(uri);
        options.Sort(static (one, other) => string.CompareOrdinal(one.Name, other.Name) is var byName and not 0
            ? byName
            : string.CompareOrdinal(one.Value, other.Value));
        string? last = null;
        foreach ((string name, string value) in options)
        {
            text.Append(name == last ? "," : $"\n{name}:").Append(value);
            last = name;
        }

        return text.ToString();
    }

    private static List<(string Name, string Value)> Options(Uri uri)
    {
        var options = new List<(string Name, string Value)>();
        foreach (string option in uri.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            int equals = option.IndexOf('=', StringComparison.Ordinal);
            string name = Uri.UnescapeDataString(equals < 0 ? option : option[..equals]);
#pragma warning disable CA1308 // The scheme signs names in lower case.
            options.Add((name.ToLowerInvariant(), equals < 0 ? string.Empty : Uri.UnescapeDataString(option[(equals + 1)..])));
#pragma warning restore CA1308
        }

        return options;
    }
}
