namespace Support.Local.ServiceBus;

/// <summary>Where the storage account behind a bus is, and its key.</summary>
internal sealed class StorageAccount
{
    private const string DevelopmentName = "devstoreaccount1";

    // Published with the emulator, the same on every machine, and of no use anywhere else.
    private const string DevelopmentKey =
        "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    private StorageAccount(string name, string key, string queues, string blobs, string tables)
    {
        Name = name;
        Key = Convert.FromBase64String(key);
        Queues = new Uri(queues.TrimEnd('/') + "/");
        Blobs = new Uri(blobs.TrimEnd('/') + "/");
        Tables = new Uri(tables.TrimEnd('/') + "/");
    }

    public string Name { get; }

    public byte[] Key { get; }

    public Uri Queues { get; }

    public Uri Blobs { get; }

    public Uri Tables { get; }

    public static StorageAccount From(ConnectionSettings settings)
    {
        if (string.Equals(settings.Find("UseDevelopmentStorage"), "true", StringComparison.OrdinalIgnoreCase))
        {
            return new StorageAccount(
                DevelopmentName,
                DevelopmentKey,
                $"http://127.0.0.1:10001/{DevelopmentName}",
                $"http://127.0.0.1:10000/{DevelopmentName}",
                $"http://127.0.0.1:10002/{DevelopmentName}");
        }

        return new StorageAccount(
            settings.Require("AccountName"),
            settings.Require("AccountKey"),
            settings.Require("QueueEndpoint"),
            settings.Require("BlobEndpoint"),
            settings.Require("TableEndpoint"));
    }
}
