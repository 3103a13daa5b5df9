using System.Globalization;
using Support.Local.Storage.Protocol;

namespace Support.Local.Storage.Blobs;

/// <summary>The requests about a lease, which are the same for blobs and containers.</summary>
internal static class LeaseRequests
{
    public static string State(Lease lease, DateTimeOffset now) => lease.At(now) switch
    {
        LeaseState.Available => "available",
        LeaseState.Leased => "leased",
        LeaseState.Expired => "expired",
        LeaseState.Breaking => "breaking",
        _ => "broken",
    };

    public static string Status(Lease lease, DateTimeOffset now) => lease.IsLocked(now) ? "locked" : "unlocked";

    public static string? Duration(Lease lease, DateTimeOffset now) =>
        lease.At(now) == LeaseState.Leased ? lease.IsInfinite ? "infinite" : "fixed" : null;

    public static void ThrowIfMalformed(ServiceCall call)
    {
        bool isComplete = call.Header("x-ms-lease-action")?.ToLowerInvariant() switch
        {
            "acquire" => call.Header("x-ms-lease-duration") is not null,
            "renew" or "release" => call.Header("x-ms-lease-id") is not null,
            "change" => call.Header("x-ms-lease-id") is not null && call.Header("x-ms-proposed-lease-id") is not null,
            "break" => true,
            _ => false,
        };
        if (!isComplete)
        {
            throw ServiceRefusal.Malformed();
        }
    }

    public static StorageAnswer Answer(ServiceCall call, Lease lease, string etag, DateTimeOffset lastModified)
    {
        ThrowIfMalformed(call);
        string id = call.Header("x-ms-lease-id") ?? "";
        string? proposed = call.Header("x-ms-proposed-lease-id");
        call.With("ETag", etag).With("Last-Modified", StorageXml.Time(lastModified));
        switch (call.Header("x-ms-lease-action")!.ToLowerInvariant())
        {
            case "acquire":
                string acquired = lease.Acquire(call.Now, call.IntegerHeader("x-ms-lease-duration") ?? 0, proposed);
                return call.With("x-ms-lease-id", acquired).Answer(201, "Created");
            case "renew":
                lease.Renew(call.Now, id);
                return call.With("x-ms-lease-id", lease.Id).Answer(200, "OK");
            case "change":
                lease.Change(call.Now, id, proposed!);
                return call.With("x-ms-lease-id", lease.Id).Answer(200, "OK");
            case "release":
                lease.Release(id);
                return call.Answer(200, "OK");
            default:
                int seconds = lease.Break(call.Now, call.IntegerHeader("x-ms-lease-break-period"));
                return call.With("x-ms-lease-time", seconds.ToString(CultureInfo.InvariantCulture)).Answer(202, "Accepted");
        }
    }
}
