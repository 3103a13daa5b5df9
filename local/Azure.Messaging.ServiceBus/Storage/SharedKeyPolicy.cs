using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Azure.Core;
using Azure.Core.Pipeline;

namespace Support.Local.ServiceBus;

/// <summary>Signs each try of a request with the account's key, by the scheme SharedKey of the storage services.</summary>
internal sealed class SharedKeyPolicy(StorageAccount account, bool tables) : HttpPipelineSynchronousPolicy
{
    private const string ApiVersion = "2024-08-04";

    public override void OnSendingRequest(HttpMessage message)
    {
        Request request = message.Request;
        string date = LocalClock.Transport.GetUtcNow().ToString("R", CultureInfo.InvariantCulture);
        request.Headers.SetValue("x-ms-date", date);
        request.Headers.SetValue("x-ms-version", ApiVersion);
        string signature = Convert.ToBase64String(HMACSHA256.HashData(account.Key, Encoding.UTF8.GetBytes(
            tables ? TableStringToSign(request, date) : StringToSign(request))));
        request.Headers.SetValue("Authorization", $"SharedKey {account.Name}:{signature}");
    }

    private static string Header(Request request, string name) =>
        request.Headers.TryGetValue(name, out string? value) ? value ?? "" : "";

    private string TableStringToSign(Request request, string date) =>
        $"{request.Method.Method}\n\n{Header(request, "Content-Type")}\n{date}\n/{account.Name}{request.Uri.ToUri().AbsolutePath}";

    private string StringToSign(Request request)
    {
        string length = request.Content is { } content && content.TryComputeLength(out long bytes) && bytes > 0
            ? bytes.ToString(CultureInfo.InvariantCulture)
            : "";
        var text = new StringBuilder(512)
            .Append(request.Method.Method).Append("\n\n\n").Append(length).Append("\n\n")
            .Append(Header(request, "Content-Type")).Append("\n\n\n")
            .Append(Header(request, "If-Match")).Append('\n')
            .Append(Header(request, "If-None-Match")).Append("\n\n\n");
        foreach (HttpHeader header in request.Headers
            .Where(header => header.Name.StartsWith("x-ms-", StringComparison.OrdinalIgnoreCase))
            .OrderBy(header => header.Name, StringComparer.OrdinalIgnoreCase))
        {
            text.Append(header.Name.ToLowerInvariant()).Append(':').Append(header.Value).Append('\n');
        }

        Uri uri = request.Uri.ToUri();
        text.Append('/').Append(account.Name).Append(uri.AbsolutePath);
        foreach ((string name, string value) in Query(uri).OrderBy(parameter => parameter.Name, StringComparer.Ordinal))
        {
            text.Append('\n').Append(name).Append(':').Append(value);
        }

        return text.ToString();
    }

    private static IEnumerable<(string Name, string Value)> Query(Uri uri) =>
        from pair in uri.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries)
        let sign = pair.IndexOf('=', StringComparison.Ordinal)
        select (pair[..sign].ToLowerInvariant(), Uri.UnescapeDataString(pair[(sign + 1)..]));
}
