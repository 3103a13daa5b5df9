using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Azure.Core;
using Azure.Core.Pipeline;
using Support.TestKit.Azurite;

namespace Azure.Data.Tables.Tests.Twins;

/// <summary>A request as no client would necessarily make it.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Path">Path and query below the account; <c>{table}</c> stands for the table of the test.</param>
/// <param name="Body">What to send, if anything; <c>{endpoint}</c> and <c>{table}</c> are replaced.</param>
/// <param name="Headers">What to send beside, or instead of, what clients send; null takes a header away.</param>
public sealed record RawRequest(string Method, string Path, string? Body = null, params (string Name, string? Value)[] Headers)
{
    private static readonly byte[] Key = Convert.FromBase64String(AzuriteFixture.AccountKey);

    public RawAnswer Send(HttpPipelineTransport transport, Uri endpoint, string table)
    {
        using var message = new HttpMessage(transport.CreateRequest(), new ResponseClassifier());
        Request request = message.Request;
        request.Method = RequestMethod.Parse(Method);
        request.Uri.Reset(new Uri(endpoint.AbsoluteUri.TrimEnd('/') + Fill(Path, endpoint, table)));
        foreach ((string name, string value) in Usual(request.Uri.ToUri()))
        {
            request.Headers.SetValue(name, value);
        }

        if (Body is not null)
        {
            request.Headers.SetValue("Content-Type", "application/json");
            request.Content = RequestContent.Create(Encoding.UTF8.GetBytes(Fill(Body, endpoint, table)));
        }

        foreach ((string name, string? value) in Headers)
        {
            if (value is null)
            {
                request.Headers.Remove(name);
            }
            else
            {
                request.Headers.SetValue(name, Fill(value, endpoint, table));
            }
        }

        transport.Process(message);
        return RawAnswer.Of(message.Response);
    }

    private static string Fill(string text, Uri endpoint, string table) => text
        .Replace("{table}", table, StringComparison.Ordinal)
        .Replace("{endpoint}", endpoint.AbsoluteUri.TrimEnd('/'), StringComparison.Ordinal);

    private static IEnumerable<(string Name, string Value)> Usual(Uri uri)
    {
        string date = TimeProvider.System.GetUtcNow().ToString("R", CultureInfo.InvariantCulture);
        byte[] signature = HMACSHA256.HashData(Key, Encoding.UTF8.GetBytes($"{date}\n/{AzuriteFixture.AccountName}{uri.AbsolutePath}"));
        yield return ("x-ms-date", date);
        yield return ("x-ms-version", "2020-12-06");
        yield return ("DataServiceVersion", "3.0");
        yield return ("Accept", "application/json;odata=minimalmetadata");
        yield return ("Authorization", $"SharedKeyLite {AzuriteFixture.AccountName}:{Convert.ToBase64String(signature)}");
    }
}
