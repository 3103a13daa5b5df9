using Support.Local.Storage.Protocol;

namespace Support.Local.Storage.Blobs;

/// <summary>The requests that make, change or remove a block blob.</summary>
internal sealed class BlobWrites(Stamp stamp)
{
    public StorageAnswer Answer(ServiceCall call, Func<Container> find, string name) => (call.Method, call.Comp) switch
    {
        ("PUT", null) => Put(call, find, name),
        ("PUT", "block") => PutBlock(call, find, name),
        ("PUT", "blocklist") => PutBlockList(call, find, name),
        ("PUT", "metadata") => SetMetadata(call, find(), name),
        ("PUT", "properties") => SetHeaders(call, find(), name),
        ("DELETE", null) => Delete(call, find(), name),
        _ => throw ServiceRefusal.Malformed(),
    };

    private StorageAnswer Put(ServiceCall call, Func<Container> find, string name)
    {
        if (call.Header("x-ms-blob-type") != "BlockBlob")
        {
            throw ServiceRefusal.Malformed();
        }

        IReadOnlyList<KeyValuePair<string, string>> metadata = BlobMetadata.Read(call);
        Container container = find();
        string sum = CheckedSum(call, call.Header("x-ms-blob-content-md5") ?? call.Header("Content-MD5"));
        StoredBlob? present = container.Find(name);
        var conditions = new Conditions(call);
        conditions.CheckWrite(present?.ETag, present?.LastModified ?? default);
        if (conditions.OnlyIfAbsent && present is not null)
        {
            throw Container.BlobAlreadyExists();
        }

        var blob = new StoredBlob(name, call.Now)
        {
            Lease = Unlocked(call, present),
            IsCommitted = true,
            Blocks = [new Block("", call.Body.ToArray())],
            Headers = Headers(call, call.Header("Content-Type")) with { ContentMd5 = sum },
            Metadata = metadata,
            TierChanged = call.Now,
        };
        container.Set(blob);
        return Changed(call, blob)
            .With("Content-MD5", sum)
            .With("x-ms-request-server-encrypted", "true")
            .Answer(201, "Created");
    }

    private StorageAnswer PutBlock(ServiceCall call, Func<Container> find, string name)
    {
        string id = call.Query("blockid") ?? throw ServiceRefusal.Malformed();
        int length = BlockList.LengthOfId(id);
        Container container = find();
        CheckedSum(call, call.Header("Content-MD5"));
        StoredBlob? blob = container.Find(name);
        if (blob is null)
        {
            blob = new StoredBlob(name, call.Now) { ETag = stamp.Next(call.Now), LastModified = call.Now };
            container.Set(blob);
        }
        else
        {
            Unlocked(call, blob);
            if (blob.Uncommitted is [{ } first, ..] && BlockList.LengthOfId(first.Id) != length)
            {
                throw new ServiceRefusal(400, "InvalidBlobOrBlock", "The specified blob or block content is invalid.");
            }
        }

        blob.Uncommitted.RemoveAll(block => block.Id == id);
        blob.Uncommitted.Add(new Block(id, call.Body.ToArray()));
        return call.With("x-ms-request-server-encrypted", "true").Answer(201, "Created");
    }

    private StorageAnswer PutBlockList(ServiceCall call, Func<Container> find, string name)
    {
        List<(string Kind, string Id)> list = BlockList.Read(call.Body);
        IReadOnlyList<KeyValuePair<string, string>> metadata = BlobMetadata.Read(call);
        Container container = find();
        StoredBlob? blob = container.Find(name);
        var conditions = new Conditions(call);
        conditions.CheckWrite(blob?.ETag, blob?.LastModified ?? default);
        if (conditions.OnlyIfAbsent && blob is { IsCommitted: true })
        {
            throw Container.BlobAlreadyExists();
        }

        if (blob is not null)
        {
            blob.Lease.ThrowIfNotWritable(call.Now, call.Header("x-ms-lease-id"));
        }

        blob ??= new StoredBlob(name, call.Now);
        blob.Blocks = [.. list.Select(entry => BlockList.Choose(blob, entry.Kind, entry.Id))];
        blob.Uncommitted.Clear();
        blob.IsCommitted = true;
        blob.Headers = Headers(call, contentType: null);
        blob.Metadata = metadata;
        blob.Lease.ForgetIfOver(call.Now);
        container.Set(blob);
        return Changed(call, blob)
            .With("Content-MD5", ContentSum.Of(call.Body))
            .With("x-ms-request-server-encrypted", "true")
            .Answer(201, "Created");
    }

    private StorageAnswer SetMetadata(ServiceCall call, Container container, string name)
    {
        IReadOnlyList<KeyValuePair<string, string>> metadata = BlobMetadata.Read(call);
        StoredBlob blob = OpenToChange(call, container, name);
        blob.Metadata = metadata;
        return Changed(call, blob).With("x-ms-request-server-encrypted", "true").Answer(200, "OK");
    }

    private StorageAnswer SetHeaders(ServiceCall call, Container container, string name)
    {
        StoredBlob blob = OpenToChange(call, container, name);

        // All of them: a header that is not sent is taken away.
        blob.Headers = Headers(call, contentType: null) with { ContentType = call.Header("x-ms-blob-content-type") };
        return Changed(call, blob).Answer(200, "OK");
    }

    private static StorageAnswer Delete(ServiceCall call, Container container, string name)
    {
        StoredBlob? blob = container.Find(name);
        new Conditions(call).CheckWrite(blob?.ETag, blob?.LastModified ?? default);
        if (blob is null)
        {
            throw Container.BlobNotFound();
        }

        blob.Lease.ThrowIfNotWritable(call.Now, call.Header("x-ms-lease-id"));
        container.Remove(blob);
        return call.With("x-ms-delete-type-permanent", "true").Answer(202, "Accepted");
    }

    private static StoredBlob OpenToChange(ServiceCall call, Container container, string name)
    {
        StoredBlob? blob = container.FindCommitted(name);
        new Conditions(call).CheckWrite(blob?.ETag, blob?.LastModified ?? default);
        if (blob is null)
        {
            throw Container.BlobNotFound();
        }

        Unlocked(call, blob);
        return blob;
    }

    /// <summary>The blob's lease, if the request may pass it; it stays with the blob whatever becomes of its content.</summary>
    private static Lease Unlocked(ServiceCall call, StoredBlob? blob)
    {
        if (blob is null)
        {
            return new Lease("Blob");
        }

        blob.Lease.ThrowIfNotWritable(call.Now, call.Header("x-ms-lease-id"));
        blob.Lease.ForgetIfOver(call.Now);
        return blob.Lease;
    }

    private static BlobHeaders Headers(ServiceCall call, string? contentType) => new(
        call.Header("x-ms-blob-content-type") ?? contentType ?? "application/octet-stream",
        call.Header("x-ms-blob-content-encoding"),
        call.Header("x-ms-blob-content-language"),
        call.Header("x-ms-blob-content-disposition"),
        call.Header("x-ms-blob-cache-control"),
        call.Header("x-ms-blob-content-md5"));

    private static string CheckedSum(ServiceCall call, string? expected)
    {
        string sum = ContentSum.Of(call.Body);
        return expected is null || expected == sum
            ? sum
            : throw new ServiceRefusal(
                400,
                "Md5Mismatch",
                "The MD5 value specified in the request did not match with the MD5 value calculated by the server.",
                ("UserSpecifiedMd5", expected),
                ("ServerCalculatedMd5", sum));
    }

    private ServiceCall Changed(ServiceCall call, StoredBlob blob)
    {
        blob.ETag = stamp.Next(call.Now);
        blob.LastModified = call.Now;
        return call.With("ETag", blob.ETag).With("Last-Modified", StorageXml.Time(blob.LastModified));
    }
}
