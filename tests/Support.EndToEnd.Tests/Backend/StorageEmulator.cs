using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Support.TestKit;
using Support.TestKit.Azurite;

namespace Support.EndToEnd.Tests.Backend;

/// <summary>The Azurite that a backend started, or that a test started in its place.</summary>
internal sealed class StorageEmulator(string dataDirectory, int port)
{
    private static readonly TimeSpan StartPatience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(15);

    private Process? _own;

    /// <summary>The port of its blobs; queues and tables follow.</summary>
    public int Port { get; } = port;

    public string ConnectionString =>
        $"DefaultEndpointsProtocol=http;AccountName={AzuriteFixture.AccountName};AccountKey={AzuriteFixture.AccountKey};" +
        $"BlobEndpoint={Endpoint(Port)};QueueEndpoint={Endpoint(Port + 1)};TableEndpoint={Endpoint(Port + 2)};";

    /// <summary>The bus that it carries, as the functions connect to it.</summary>
    public string BusConnectionString =>
        $"{ConnectionString}ServiceBusTopology={Path.Combine(AppContext.BaseDirectory, "servicebus.json")}";

    /// <summary>Starts it on the same ports and the same folder.</summary>
    public async Task StartAsync()
    {
        string script = Path.Combine(RepositoryRoot.Path, "node_modules", "azurite", "dist", "src", "azurite.js");
        var start = new ProcessStartInfo("node") { UseShellExecute = false };
        foreach (string argument in new[]
        {
            script, "--silent", "--disableTelemetry", "--skipApiVersionCheck", "--location", Path.Combine(dataDirectory, "azurite"),
            "--blobHost", "127.0.0.1", "--queueHost", "127.0.0.1", "--tableHost", "127.0.0.1",
            "--blobPort", Text(Port), "--queuePort", Text(Port + 1), "--tablePort", Text(Port + 2),
        })
        {
            start.ArgumentList.Add(argument);
        }

        _own = Process.Start(start);
        await Eventually.GetAsync(
            async () => (await Task.WhenAll(Enumerable.Range(Port, 3).Select(AnswersAsync))).All(static answers => answers),
            static up => up,
            StartPatience,
            "an Azurite");
    }

    /// <summary>Ends what the backend started, as it wants to be ended: it writes to disk what it holds.</summary>
    public Task StopAsync() => NodeProgram.In(dataDirectory, "azurite").TerminateAsync(StopPatience);

    /// <summary>Ends it at once.</summary>
    public void Kill()
    {
        NodeProgram.In(dataDirectory, "azurite").Kill();
        _own?.Kill();
        _own?.Dispose();
        _own = null;
    }

    private static async Task<bool> AnswersAsync(int port)
    {
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync(IPAddress.Loopback, port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static string Endpoint(int port) => $"http://127.0.0.1:{Text(port)}/{AzuriteFixture.AccountName}";

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
