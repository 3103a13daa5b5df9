using System.Globalization;
using Azure.Core;
using Azure.Storage.Blobs.Models;

namespace Azure.Storage.Blobs.Protocol;

/// <summary>What the service writes, as what the clients give.</summary>
internal static class Values
{
    public static LeaseState? LeaseState(string? text) => text switch
    {
        "available" => Models.LeaseState.Available,
        "leased" => Models.LeaseState.Leased,
        "expired" => Models.LeaseState.Expired,
        "breaking" => Models.LeaseState.Breaking,
        "broken" => Models.LeaseState.Broken,
        _ => null,
    };

    public static LeaseStatus? LeaseStatus(string? text) => text switch
    {
        "locked" => Models.LeaseStatus.Locked,
        "unlocked" => Models.LeaseStatus.Unlocked,
        _ => null,
    };

    public static LeaseDurationType? LeaseDuration(string? text) => text switch
    {
        "infinite" => LeaseDurationType.Infinite,
        "fixed" => LeaseDurationType.Fixed,
        _ => null,
    };

    public static string? Header(Response response, string name) => response.Headers.TryGetValue(name, out string? value) ? value : null;

    public static DateTimeOffset Time(Response response, string name) => Header(response, name) is { } text
        ? DateTimeOffset.ParseExact(text, "R", CultureInfo.InvariantCulture)
        : default;

    public static ETag ETag(Response response) => response.Headers.ETag ?? default;

    public static byte[]? Hash(Response response, string name) =>
        Header(response, name) is { } text ? Convert.FromBase64String(text) : null;

    public static long Length(Response response) =>
        long.TryParse(Header(response, "Content-Length"), CultureInfo.InvariantCulture, out long length) ? length : 0;

    public static Dictionary<string, string> Metadata(Response response)
    {
        const string Prefix = "x-ms-meta-";
        var metadata = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (HttpHeader header in response.Headers)
        {
            if (header.Name.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase))
            {
                metadata[header.Name[Prefix.Length..]] = header.Value;
            }
        }

        return metadata;
    }
}
