using System.Net;
using System.Net.Sockets;
using Support.Local.Hosting;
using Support.Local.Hosting.Processes;
using Xunit;

namespace Support.Local.Worker.Tests.Hosting;

public sealed class DetachedProcessTests : IDisposable
{
    private readonly string _folder = Path.Combine(Path.GetTempPath(), $"support-{Guid.NewGuid():N}");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Storage_that_one_host_started_is_used_and_stopped_by_the_next()
    {
        StorageAccount account = FreeAccount();
        using (DataFolder data = DataFolder.Open(_folder))
        {
            await new Azurite(data, account).EnsureAsync(CancellationToken.None);
        }

        using DataFolder next = DataFolder.Open(_folder);
        var azurite = new Azurite(next, account);
        await azurite.EnsureAsync(CancellationToken.None);
        Assert.True(await Ports.AnswersAsync(account.TablePort, CancellationToken.None));

        await azurite.StopAsync();
        Assert.False(await Ports.AnswersAsync(account.TablePort, CancellationToken.None));
        Assert.False(File.Exists(next["azurite.pid"]));
    }

    [Fact]
    public async Task A_port_that_something_else_has_is_an_error_that_names_it()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        int port = ((IPEndPoint)listener.LocalEndpoint).Port;
        Task reply = ReplyAsync(listener);
        using DataFolder data = DataFolder.Open(_folder);
        LocalHostException exception = await Assert.ThrowsAsync<LocalHostException>(
            () => new Azurite(data, new StorageAccount(port)).EnsureAsync(CancellationToken.None));
        Assert.Contains("not Azurite", exception.Message, StringComparison.Ordinal);
        listener.Stop();
        await reply;
    }

    [Fact]
    public void Two_hosts_cannot_share_a_data_folder()
    {
        using DataFolder first = DataFolder.Open(_folder);
        LocalHostException exception = Assert.Throws<LocalHostException>(() => DataFolder.Open(_folder));
        Assert.Contains("Another host", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_data_folder_that_cannot_be_made_is_an_error_that_names_it()
    {
        Directory.CreateDirectory(_folder);
        string file = Path.Combine(_folder, "file");
        File.WriteAllText(file, string.Empty);
        LocalHostException exception = Assert.Throws<LocalHostException>(() => DataFolder.Open(Path.Combine(file, "data")));
        Assert.Contains(file, exception.Message, StringComparison.Ordinal);
    }

    // Answers everybody with something that is no HTTP.
    private static async Task ReplyAsync(TcpListener listener)
    {
        try
        {
            while (true)
            {
                using TcpClient client = await listener.AcceptTcpClientAsync();
                await client.GetStream().WriteAsync("HELLO\r\n"u8.ToArray());
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException or IOException)
        {
            // The test is over.
        }
    }

    private static StorageAccount FreeAccount()
    {
        for (int port = 21_000 + (Environment.ProcessId % 10_000); ; port += 3)
        {
            var account = new StorageAccount(port);
            if (account.Ports.All(IsFree))
            {
                return account;
            }
        }
    }

    private static bool IsFree(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
