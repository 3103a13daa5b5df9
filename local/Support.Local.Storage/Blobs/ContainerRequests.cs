using Support.Local.Storage.Protocol;

namespace Support.Local.Storage.Blobs;

/// <summary>The requests about one container.</summary>
internal sealed class ContainerRequests(Stamp stamp, SortedDictionary<string, Container> containers)
{
    public Container Find(string name) => containers.TryGetValue(name, out Container? container)
        ? container
        : throw new ServiceRefusal(404, "ContainerNotFound", "The specified container does not exist.");

    public StorageAnswer Answer(ServiceCall call, string name) => (call.Method, call.Comp) switch
    {
        ("PUT", null) => Create(call, name),
        ("PUT", "metadata") => SetMetadata(call, Find(name)),
        ("PUT", "lease") => AnswerLease(call, Find(name)),
        ("GET" or "HEAD", null or "metadata") => GetProperties(call, Find(name)),
        ("GET", "list") => BlobListing.Answer(call, Find(name)),
        ("DELETE", null) => Delete(call, Find(name)),
        _ => throw ServiceRefusal.Malformed(),
    };

    private static StorageAnswer AnswerLease(ServiceCall call, Container container) =>
        LeaseRequests.Answer(call, container.Lease, container.ETag, container.LastModified);

    private static StorageAnswer GetProperties(ServiceCall call, Container container)
    {
        container.Lease.ThrowIfNotReadable(call.Now, call.Header("x-ms-lease-id"));
        return call
            .WithMetadata(container.Metadata)
            .With("ETag", container.ETag)
            .With("Last-Modified", StorageXml.Time(container.LastModified))
            .With("x-ms-lease-duration", LeaseRequests.Duration(container.Lease, call.Now))
            .With("x-ms-lease-state", LeaseRequests.State(container.Lease, call.Now))
            .With("x-ms-lease-status", LeaseRequests.Status(container.Lease, call.Now))
            .With("x-ms-has-immutability-policy", "false")
            .With("x-ms-has-legal-hold", "false")
            .Answer(200, "OK");
    }

    private StorageAnswer Create(ServiceCall call, string name)
    {
        IReadOnlyList<KeyValuePair<string, string>> metadata = BlobMetadata.Read(call);
        if (containers.ContainsKey(name))
        {
            throw new ServiceRefusal(409, "ContainerAlreadyExists", "The specified container already exists.");
        }

        var container = new Container(name) { Metadata = metadata };
        containers.Add(name, container);
        return Changed(call, container).Answer(201, "Created");
    }

    private StorageAnswer SetMetadata(ServiceCall call, Container container)
    {
        IReadOnlyList<KeyValuePair<string, string>> metadata = BlobMetadata.Read(call);
        container.Lease.ThrowIfNotReadable(call.Now, call.Header("x-ms-lease-id"));
        new Conditions(call).CheckWrite(container.ETag, container.LastModified);
        container.Metadata = metadata;
        return Changed(call, container).Answer(200, "OK");
    }

    private StorageAnswer Delete(ServiceCall call, Container container)
    {
        new Conditions(call).CheckWrite(container.ETag, container.LastModified);
        container.Lease.ThrowIfNotWritable(call.Now, call.Header("x-ms-lease-id"));
        containers.Remove(container.Name);
        return call.Answer(202, "Accepted");
    }

    private ServiceCall Changed(ServiceCall call, Container container)
    {
        container.ETag = stamp.Next(call.Now);
        container.LastModified = call.Now;
        return call.With("ETag", container.ETag).With("Last-Modified", StorageXml.Time(container.LastModified));
    }
}
