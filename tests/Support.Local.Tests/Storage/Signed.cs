using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Support.Local.Storage;
using Support.Local.Storage.Protocol;

namespace Support.Local.Tests.Storage;

/// <summary>Requests to an account in memory, signed by the scheme of who calls, and put to it without a pipeline.</summary>
internal static class Signed
{
    public const string Account = "devstoreaccount1";

    private const string Date = "Mon, 02 Mar 2026 09:00:00 GMT";

    private static readonly byte[] Key = Convert.FromBase64String(
        "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==");

    /// <param name="service">The service's host.</param>
    /// <param name="method">The method.</param>
    /// <param name="path">Path and query below the account.</param>
    /// <param name="body">What to send, if anything.</param>
    /// <param name="headers">Headers beside the usual.</param>
    public static StorageRequest Unsigned(string service, string method, string path, string? body, params (string Name, string Value)[] headers)
    {
        var list = new HeaderList();
        list.Set("X-MS-Date", Date);
        list.Set("x-ms-version", "2020-12-06");
        list.Set("Accept", "application/json;odata=nometadata");
        byte[] content = Encoding.UTF8.GetBytes(body ?? string.Empty);
        if (body is not null)
        {
            list.Set("Content-Length", $"{content.Length}");
        }

        foreach ((string name, string value) in headers)
        {
            list.Set(name, value);
        }

        return new StorageRequest(method, new Uri($"http://{service}.memory/{Account}{path}"), list, content);
    }

    /// <summary>Signs, or signs anew, a text in a request's name.</summary>
    public static StorageRequest With(this StorageRequest request, string scheme, string text)
    {
        byte[] signature = HMACSHA256.HashData(Key, Encoding.UTF8.GetBytes(text));
        ((HeaderList)request.Headers).Set("Authorization", $"{scheme} {Account}:{Convert.ToBase64String(signature)}");
        return request;
    }

    /// <summary>A request to the Table service with the lightest signature.</summary>
    public static StorageRequest Table(string method, string path, string? body = null, params (string Name, string Value)[] headers)
    {
        StorageRequest request = Unsigned("table", method, path, body, headers);
        return request.With("SharedKeyLite", $"{Date}\n/{Account}{request.Uri.AbsolutePath}");
    }

    /// <summary>The status, and the code of an error.</summary>
    public static (int Status, string? Code) Ask(this MemoryStorage storage, StorageRequest request)
    {
        StorageAnswer answer = storage.Answer(request);
        return (answer.Status, answer.Header("x-ms-error-code"));
    }

    public static string? Header(this StorageAnswer answer, string name) =>
        answer.Headers.FirstOrDefault(header => string.Equals(header.Key, name, StringComparison.OrdinalIgnoreCase)).Value;

    public static JsonElement Json(this StorageAnswer answer)
    {
        using var document = JsonDocument.Parse(answer.Body);
        return document.RootElement.Clone();
    }
}
