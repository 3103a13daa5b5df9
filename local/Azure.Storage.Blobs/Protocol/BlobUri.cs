using System.Net;

namespace Azure.Storage.Blobs.Protocol;

/// <summary>The addresses of an account: <c>https://account.blob.core.windows.net/…</c>, or an emulator's <c>http://host:port/account/…</c>.</summary>
internal static class BlobUri
{
    public static string AccountName(Uri uri) => IsPathStyle(uri) ? uri.Segments.ElementAtOrDefault(1)?.Trim('/') ?? "" : uri.Host.Split('.')[0];

    /// <summary>The container and the blob that an address names, as far as it names them.</summary>
    public static (string Container, string Blob) Parts(Uri uri)
    {
        string[] parts = uri.AbsolutePath.TrimStart('/').Split('/', IsPathStyle(uri) ? 3 : 2);
        string[] named = IsPathStyle(uri) ? parts[1..] : parts;
        return (Uri.UnescapeDataString(named.ElementAtOrDefault(0) ?? ""), Uri.UnescapeDataString(named.ElementAtOrDefault(1) ?? ""));
    }

    /// <summary>A container or a blob below that address. Slashes in a blob's name stay slashes.</summary>
    public static Uri Append(Uri uri, string name) =>
        new($"{uri.GetLeftPart(UriPartial.Path).TrimEnd('/')}/{string.Join('/', name.Split('/').Select(Uri.EscapeDataString))}");

    /// <summary>The address of the account that another address lies in.</summary>
    public static Uri Account(Uri uri) => IsPathStyle(uri)
        ? new Uri($"{uri.GetLeftPart(UriPartial.Authority)}/{AccountName(uri)}")
        : new Uri(uri.GetLeftPart(UriPartial.Authority));

    public static Uri WithQuery(Uri uri, string query) => new UriBuilder(uri) { Query = query }.Uri;

    private static bool IsPathStyle(Uri uri) =>
        IPAddress.TryParse(uri.Host.Trim('[', ']'), out _) || uri.Host is "localhost" or "blob.memory";
}
