using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Azure.Core;
using Azure.Core.Pipeline;
using Support.Local;

namespace Azure.Storage.Blobs.Protocol;

/// <summary>Signs each try of a request with the account's key, by the scheme SharedKey.</summary>
internal sealed class SharedKeyPolicy(string accountName, byte[] key) : HttpPipelineSynchronousPolicy
{
    public override void OnSendingRequest(HttpMessage message)
    {
        Request request = message.Request;
        request.Headers.SetValue("x-ms-date", LocalClock.Transport.GetUtcNow().ToString("R", CultureInfo.InvariantCulture));
        string signature = Convert.ToBase64String(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(StringToSign(request))));
        request.Headers.SetValue("Authorization", $"SharedKey {accountName}:{signature}");
    }

    private string StringToSign(Request request)
    {
        string length = request.Content is { } content && content.TryComputeLength(out long bytes) && bytes > 0
            ? bytes.ToString(CultureInfo.InvariantCulture)
            : "";
        var text = new StringBuilder(512).Append(request.Method.Method).Append('\n');
        foreach (string value in (ReadOnlySpan<string>)
        [
            Header("Content-Encoding"), Header("Content-Language"), length, Header("Content-MD5"), Header("Content-Type"), "",
            Header("If-Modified-Since"), Header("If-Match"), Header("If-None-Match"), Header("If-Unmodified-Since"), Header("Range"),
        ])
        {
            text.Append(value).Append('\n');
        }

        foreach (HttpHeader header in request.Headers
            .Where(header => header.Name.StartsWith("x-ms-", StringComparison.OrdinalIgnoreCase))
            .OrderBy(header => header.Name.ToLowerInvariant(), StringComparer.Ordinal))
        {
            text.Append(header.Name.ToLowerInvariant()).Append(':').Append(header.Value).Append('\n');
        }

        Uri uri = request.Uri.ToUri();
        text.Append('/').Append(accountName).Append(uri.AbsolutePath);
        foreach ((string name, string value) in Query(uri).OrderBy(parameter => parameter.Name, StringComparer.Ordinal))
        {
            text.Append('\n').Append(name).Append(':').Append(value);
        }

        return text.ToString();

        string Header(string name) => request.Headers.TryGetValue(name, out string? value) ? value ?? "" : "";
    }

    private static IEnumerable<(string Name, string Value)> Query(Uri uri) =>
        from pair in uri.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries)
        let sign = pair.IndexOf('=', StringComparison.Ordinal)
        select (pair[..sign].ToLowerInvariant(), Uri.UnescapeDataString(pair[(sign + 1)..]));
}
