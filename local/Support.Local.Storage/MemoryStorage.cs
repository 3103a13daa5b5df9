using Azure.Core.Pipeline;
using Support.Local.Storage.Blobs;
using Support.Local.Storage.Protocol;
using Support.Local.Storage.Queues;
using Support.Local.Storage.Tables;

namespace Support.Local.Storage;

/// <summary>
/// A storage account in memory. It answers the REST protocols of the Table, Queue and Blob services as Azurite does,
/// and is held to the same tests; its clients are told apart from those of Azurite by their transport only.
/// </summary>
public sealed class MemoryStorage
{
    // The emulator's: published, the same on every machine, and of no use anywhere else.
    private const string Account = "devstoreaccount1";
    private const string Key = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    private readonly Lock _gate = new();
    private readonly SharedKeyCheck _signature = new(Account, Key);
    private readonly Dictionary<string, IStorageEndpoint> _services;
    private readonly HashSet<string> _foreign = new(StringComparer.OrdinalIgnoreCase);
    private long _requests;

    /// <param name="time">The clock of its timestamps, ETags, visibility times and leases; <see cref="LocalClock.Transport"/> unless given.</param>
    public MemoryStorage(TimeProvider? time = null)
    {
        Time = time ?? LocalClock.Transport;
        _services = new Dictionary<string, IStorageEndpoint>(StringComparer.OrdinalIgnoreCase)
        {
            ["blob.memory"] = new BlobEndpoint(Time),
            ["queue.memory"] = new QueueEndpoint(Time),
            ["table.memory"] = new TableEndpoint(Time),
        };
    }

    /// <summary>The clock of the account.</summary>
    internal TimeProvider Time { get; }

    /// <summary>The connection string of the account; it works with a transport of <see cref="CreateTransport"/> only.</summary>
    public static string ConnectionString { get; } =
        $"DefaultEndpointsProtocol=http;AccountName={Account};AccountKey={Key};" +
        $"BlobEndpoint=http://blob.memory/{Account};QueueEndpoint=http://queue.memory/{Account};TableEndpoint=http://table.memory/{Account};";

    /// <summary>A way to this account, with its own faults.</summary>
    public HttpPipelineTransport CreateTransport(StorageFaults? faults = null) => new MemoryTransport(this, faults);

    internal long NextNumber() => Interlocked.Increment(ref _requests);

    /// <summary>Whether a host is one of the account's services, or attached to them.</summary>
    internal bool Has(string host) => _services.ContainsKey(host);

    /// <summary>Answers one request, whole: no other is answered meanwhile.</summary>
    internal StorageAnswer Answer(StorageRequest request)
    {
        lock (_gate)
        {
            return Refusal(request) ?? _services[request.Uri.Host].Answer(request);
        }
    }

    /// <summary>Puts another service beside those of the account, with the same faults on the way to it. Its requests are not signed by the account's key.</summary>
    internal void Attach(string host, IStorageEndpoint service)
    {
        lock (_gate)
        {
            _services.Add(host, service);
            _foreign.Add(host);
        }
    }

    private StorageAnswer? Refusal(StorageRequest request) => _foreign.Contains(request.Uri.Host) ? null : _signature.Refusal(request);
}
