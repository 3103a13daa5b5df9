namespace Support.Local.Hosting;

/// <summary>The storage account that Azurite offers on three ports in a row.</summary>
internal sealed record StorageAccount(int FirstPort)
{
    private const string Name = "devstoreaccount1";

    // Every Azurite has this key, which is published with it and opens nothing else.
    private const string Key = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    public int BlobPort => FirstPort;

    public int QueuePort => FirstPort + 1;

    public int TablePort => FirstPort + 2;

    public IReadOnlyList<int> Ports => [BlobPort, QueuePort, TablePort];

    public string ConnectionString =>
        $"DefaultEndpointsProtocol=http;AccountName={Name};AccountKey={Key};" +
        $"BlobEndpoint={Endpoint(BlobPort)};QueueEndpoint={Endpoint(QueuePort)};TableEndpoint={Endpoint(TablePort)};";

    private static string Endpoint(int port) => $"http://127.0.0.1:{port}/{Name}";
}
