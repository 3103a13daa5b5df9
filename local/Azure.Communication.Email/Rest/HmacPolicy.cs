using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Azure;
using Azure.Core;
using Azure.Core.Pipeline;

namespace Support.Local.Email;

/// <summary>Signs each try of a request with the resource's access key, by the scheme HMAC-SHA256 of Communication Services.</summary>
internal sealed class HmacPolicy(AzureKeyCredential credential) : HttpPipelineSynchronousPolicy
{
    public override void OnSendingRequest(HttpMessage message)
    {
        Request request = message.Request;
        Uri uri = request.Uri.ToUri();
        string date = LocalClock.Transport.GetUtcNow().ToString("R", CultureInfo.InvariantCulture);
        string contentHash = Convert.ToBase64String(SHA256.HashData(Content(message)));
        string stringToSign = $"{request.Method.Method}\n{uri.PathAndQuery}\n{date};{uri.Authority};{contentHash}";
        string signature = Convert.ToBase64String(HMACSHA256.HashData(
            Convert.FromBase64String(credential.Key),
            Encoding.ASCII.GetBytes(stringToSign)));
        request.Headers.SetValue("x-ms-date", date);
        request.Headers.SetValue("x-ms-content-sha256", contentHash);
        request.Headers.SetValue(
            "Authorization",
            $"HMAC-SHA256 SignedHeaders=x-ms-date;host;x-ms-content-sha256&Signature={signature}");
    }

    private static byte[] Content(HttpMessage message)
    {
        if (message.Request.Content is not { } content)
        {
            return [];
        }

        using var bytes = new MemoryStream();
        content.WriteTo(bytes, message.CancellationToken);
        return bytes.ToArray();
    }
}
