using Support.Local.Storage.Protocol;

namespace Support.Local.Storage.Blobs;

/// <summary>The Blob service of an account: containers, and block blobs in them.</summary>
internal sealed class BlobEndpoint : IStorageEndpoint
{
    private static readonly string[] SystemContainers = ["$root", "$logs", "$web"];

    private readonly TimeProvider _time;
    private readonly SortedDictionary<string, Container> _containers = new(StringComparer.Ordinal);
    private readonly Stamp _stamp = new();
    private readonly ContainerRequests _containerRequests;
    private readonly BlobWrites _writes;

    public BlobEndpoint(TimeProvider time)
    {
        _time = time;
        _containerRequests = new ContainerRequests(_stamp, _containers);
        _writes = new BlobWrites(_stamp);
    }

    public StorageAnswer Answer(StorageRequest request)
    {
        var call = new ServiceCall(request, _time.GetUtcNow());
        try
        {
            return Answer(call);
        }
        catch (ServiceRefusal refusal)
        {
            return call.Refuse(refusal);
        }
    }

    private StorageAnswer Answer(ServiceCall call)
    {
        int slash = call.Path.IndexOf('/', StringComparison.Ordinal);
        string name = slash < 0 ? call.Path : call.Path[..slash];
        string blob = slash < 0 ? "" : call.Path[(slash + 1)..];
        if (name.Length == 0)
        {
            return call is { Method: "GET", Comp: "list" } ? List(call) : throw ServiceRefusal.Malformed();
        }

        if (!SystemContainers.Contains(name))
        {
            ServiceRefusal.ThrowIfNotAName(name);
        }

        if (blob.Length == 0)
        {
            return call.Query("restype") == "container" ? _containerRequests.Answer(call, name) : throw ServiceRefusal.Malformed();
        }

        return (call.Method, call.Comp) switch
        {
            ("GET" or "HEAD", "blocklist") => BlobReads.AnswerBlockList(call, Find(name), blob),
            ("GET", _) => BlobReads.AnswerContent(call, Find(name), blob),
            ("HEAD", _) => BlobReads.AnswerProperties(call, Find(name), blob),
            ("PUT", "lease") => AnswerLease(call, Find(name), blob),
            ("PUT" or "DELETE", _) => _writes.Answer(call, () => Find(name), blob),
            _ => throw ServiceRefusal.Malformed(),
        };
    }

    private static StorageAnswer AnswerLease(ServiceCall call, Container container, string name)
    {
        // The action is looked at first: without one this is no request about a lease.
        LeaseRequests.ThrowIfMalformed(call);
        StoredBlob blob = container.Find(name) ?? throw Container.BlobNotFound();
        new Conditions(call).CheckWrite(blob.ETag, blob.LastModified);
        return LeaseRequests.Answer(call, blob.Lease, blob.ETag, blob.LastModified);
    }

    private Container Find(string name) => _containerRequests.Find(name);

    private StorageAnswer List(ServiceCall call) => call.AnswerPage(
        "Containers",
        _containers.Values,
        static container => container.Name,
        (writer, container) =>
        {
            writer.WriteStartElement("Container");
            writer.WriteElementString("Name", container.Name);
            writer.WriteStartElement("Properties");
            writer.WriteElementString("Last-Modified", StorageXml.Time(container.LastModified));
            writer.WriteElementString("Etag", container.ETag);
            writer.WriteElementString("LeaseStatus", LeaseRequests.Status(container.Lease, call.Now));
            writer.WriteElementString("LeaseState", LeaseRequests.State(container.Lease, call.Now));
            writer.WriteElementString("HasImmutabilityPolicy", "false");
            writer.WriteElementString("HasLegalHold", "false");
            writer.WriteEndElement();
            if (call.Includes("metadata"))
            {
                StorageXml.WriteMetadata(writer, container.Metadata);
            }

            writer.WriteEndElement();
        });
}
