using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Azure;
using Azure.Core;
using Azure.Core.Pipeline;
using Support.Local.Storage;
using Support.TestKit.Azurite;
using Xunit;

namespace Support.Local.Tests;

/// <summary>The tests of queues and blobs share one Azurite.</summary>
[CollectionDefinition(Name)]
public sealed class BesideAzurite : ICollectionFixture<AzuriteFixture>
{
    public const string Name = "Beside Azurite";
}

/// <summary>
/// Sends each request to Azurite and to an account in memory, and holds the answers against each other: status, error code, every
/// header and the body, but for what is another with every run.
/// </summary>
internal sealed partial class Twins
{
    // Among them the version and the request's number, which Azurite leaves out of some errors, and by which no client acts.
    private static readonly string[] OnTheWire =
        ["Server", "Connection", "Keep-Alive", "Transfer-Encoding", "Content-Length", "x-ms-version", "x-ms-request-id", "x-ms-client-request-id", "x-ms-return-client-request-id"];

    private static readonly string[] EachHisOwn =
        ["Date", "ETag", "Last-Modified", "x-ms-popreceipt", "x-ms-time-next-visible", "x-ms-lease-id", "x-ms-creation-time", "x-ms-access-tier-change-time"];

    private static readonly string[] EachItsOwn =
        ["MessageId", "PopReceipt", "InsertionTime", "ExpirationTime", "TimeNextVisible", "Creation-Time", "Last-Modified", "Etag", "AccessTierChangeTime"];

    private readonly Side _azurite;
    private readonly Side _memory;

    public Twins(AzuriteFixture azurite, string service)
    {
        Uri endpoint = service == "queue" ? azurite.QueueEndpoint : azurite.BlobEndpoint;
        _azurite = new Side(endpoint.AbsoluteUri, new HttpClientTransport());
        _memory = new Side($"http://{service}.memory/{AzuriteFixture.AccountName}", new MemoryStorage(TimeProvider.System).CreateTransport());
    }

    /// <summary>A name that no other test has.</summary>
    public static string NewName() => "n" + Guid.NewGuid().ToString("N")[..16];

    /// <summary>Sends the request to both. Names in braces stand for what <see cref="Remember"/> took from earlier answers.</summary>
    /// <returns>The answer from memory, which is the other's too.</returns>
    public async Task<Response> SendAsync(string method, string path, string? body = null, params (string Name, string Value)[] headers)
    {
        Response expected = await _azurite.SendAsync(method, path, body, headers);
        Response actual = await _memory.SendAsync(method, path, body, headers);
        Assert.Equal($"{method} {path}\n{Describe(expected, method)}", $"{method} {path}\n{Describe(actual, method)}");
        return actual;
    }

    /// <summary>Sends the request to both and says status and error code of their answers.</summary>
    public async Task<string> CodeAsync(string method, string path, string? body = null, params (string Name, string Value)[] headers)
    {
        Response answer = await SendAsync(method, path, body, headers);
        return answer.Headers.TryGetValue("x-ms-error-code", out string? code)
            ? string.Create(CultureInfo.InvariantCulture, $"{answer.Status} {code}")
            : answer.Status.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>Keeps a header, or the first element with that name, of each side's last answer.</summary>
    public void Remember(string name, string from)
    {
        _azurite.Remember(name, from);
        _memory.Remember(name, from);
    }

    private static string Describe(Response response, string method)
    {
        var text = new StringBuilder().Append(response.Status).Append('\n');
        bool isBlob = response.Headers.Contains("x-ms-blob-type");
        foreach (HttpHeader header in response.Headers.OrderBy(header => header.Name, StringComparer.OrdinalIgnoreCase))
        {
            if (OnTheWire.Contains(header.Name, StringComparer.OrdinalIgnoreCase)
                && !(isBlob && header.Name.Equals("Content-Length", StringComparison.OrdinalIgnoreCase)))
            {
                continue;
            }

            string value = EachHisOwn.Contains(header.Name, StringComparer.OrdinalIgnoreCase) ? "*" : header.Value;
            text.Append(CultureInfo.InvariantCulture, $"{header.Name.ToUpperInvariant()}: {value}\n");
        }

        string body = method == "HEAD" ? "" : response.Content.ToString();
        return text.Append(body.StartsWith("<?xml", StringComparison.Ordinal) ? Normal(body) : body).ToString();
    }

    private static string Normal(string xml)
    {
        XElement root = XElement.Parse(xml);
        root.SetAttributeValue("ServiceEndpoint", null);
        foreach (XElement element in root.DescendantsAndSelf().Where(element => !element.HasElements))
        {
            element.Value = EachItsOwn.Contains(element.Name.LocalName) ? "*"
                : element.Name.LocalName == "Message" ? OwnWords().Replace(element.Value, "")
                : element.Value;
        }

        return root.ToString();
    }

    [GeneratedRegex(@"\s*RequestId:[\s\S]*$")]
    private static partial Regex OwnWords();

    [GeneratedRegex(@"\{(\w+)\}")]
    private static partial Regex Placeholder();

    private sealed class Side(string endpoint, HttpPipelineTransport transport)
    {
        private readonly Dictionary<string, string> _remembered = new(StringComparer.Ordinal);
        private readonly HttpPipeline _pipeline = HttpPipelineBuilder.Build(new Options(transport), [], [new Signature()], responseClassifier: null);
        private Response? _last;

        public async Task<Response> SendAsync(string method, string path, string? body, (string Name, string Value)[] headers)
        {
            HttpMessage message = _pipeline.CreateMessage();
            message.Request.Method = RequestMethod.Parse(method);
            message.Request.Uri.Reset(new Uri(endpoint + Fill(path, Uri.EscapeDataString)));
            if (body is not null)
            {
                message.Request.Content = RequestContent.Create(Encoding.UTF8.GetBytes(body));
            }

            foreach ((string name, string value) in headers)
            {
                message.Request.Headers.SetValue(name, Fill(value, text => text));
            }

            await _pipeline.SendAsync(message, CancellationToken.None);
            return _last = message.Response;
        }

        public void Remember(string name, string from) => _remembered[name] = _last!.Headers.TryGetValue(from, out string? header)
            ? header!
            : XElement.Parse(_last.Content.ToString()).Descendants(from).First().Value;

        private string Fill(string template, Func<string, string> escape) =>
            Placeholder().Replace(template, match => escape(_remembered[match.Groups[1].Value]));
    }

    private sealed class Options : ClientOptions
    {
        public Options(HttpPipelineTransport transport)
        {
            Transport = transport;
            Retry.MaxRetries = 0;
        }
    }

    private sealed class Signature : HttpPipelineSynchronousPolicy
    {
        private static readonly byte[] Key = Convert.FromBase64String(AzuriteFixture.AccountKey);

        public override void OnSendingRequest(HttpMessage message)
        {
            Request request = message.Request;
            request.Headers.SetValue("x-ms-date", DateTimeOffset.UtcNow.ToString("R", CultureInfo.InvariantCulture));
            request.Headers.SetValue("x-ms-version", "2024-08-04");
            string length = request.Content is { } content && content.TryComputeLength(out long bytes) && bytes > 0 ? $"{bytes}" : "";
            string plain = string.Join('\n', [
                request.Method.Method, "", "", length, Header("Content-MD5"), Header("Content-Type"), "", Header("If-Modified-Since"),
                Header("If-Match"), Header("If-None-Match"), Header("If-Unmodified-Since"), Header("Range"),
                .. request.Headers.Where(header => header.Name.StartsWith("x-ms-", StringComparison.OrdinalIgnoreCase))
                    .OrderBy(header => header.Name, StringComparer.OrdinalIgnoreCase).Select(header => $"{header.Name.ToLowerInvariant()}:{header.Value}"),
                $"/{AzuriteFixture.AccountName}{request.Uri.ToUri().AbsolutePath}",
                .. request.Uri.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries)
                    .Select(pair => pair.Split('=', 2)).OrderBy(pair => pair[0], StringComparer.OrdinalIgnoreCase).Select(pair => $"{pair[0].ToLowerInvariant()}:{Uri.UnescapeDataString(pair[1])}")]);
            string signature = Convert.ToBase64String(HMACSHA256.HashData(Key, Encoding.UTF8.GetBytes(plain)));
            request.Headers.SetValue("Authorization", $"SharedKey {AzuriteFixture.AccountName}:{signature}");

            string Header(string name) => request.Headers.TryGetValue(name, out string? value) ? value! : "";
        }
    }
}
