using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Support.Platform.Attachments;
using Support.Platform.Tests.Fakes;
using Xunit;

namespace Support.Platform.Tests.Attachments;

public sealed class Clam_av_scanner
{
    [Theory]
    [InlineData("stream: OK\0", ScanState.Clean, null)]
    [InlineData("stream: Win.Test.EICAR_HDB-1 FOUND\0", ScanState.Infected, "Win.Test.EICAR_HDB-1")]
    [InlineData("INSTREAM size limit exceeded. ERROR\0", ScanState.Pending, null)]
    [InlineData("", ScanState.Pending, null)]
    public async Task Sends_the_file_in_pieces_and_reads_the_verdict(string answer, ScanState state, string? finding)
    {
        byte[] file = [.. Enumerable.Range(0, 150_000).Select(static i => (byte)(i % 251))];
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        Task<byte[]> received = AnswerAsync(listener, answer);

        ScanVerdict verdict = await Scanner(((IPEndPoint)listener.LocalEndpoint).Port).ScanAsync(file, default);

        Assert.Equal(new ScanVerdict(state, finding), verdict);
        Assert.Equal(file, await received);
    }

    [Fact]
    public async Task That_is_away_gives_no_verdict()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        int port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        Assert.Equal(ScanState.Pending, (await Scanner(port).ScanAsync(new byte[1], default)).State);
    }

    private static IMalwareScanner Scanner(int port) => ClamAvScanner.Of(
        Some.Configuration(("Scanner:clamd", $"127.0.0.1:{port}")), TimeProvider.System, NullLogger<ClamAvScanner>.Instance);

    private static async Task<byte[]> AnswerAsync(TcpListener listener, string answer)
    {
        using TcpClient client = await listener.AcceptTcpClientAsync();
        await using NetworkStream stream = client.GetStream();
        byte[] command = new byte[10];
        await stream.ReadExactlyAsync(command);
        Assert.Equal("zINSTREAM\0", Encoding.ASCII.GetString(command));
        var file = new List<byte>();
        byte[] length = new byte[4];
        while (true)
        {
            await stream.ReadExactlyAsync(length);
            byte[] piece = new byte[BinaryPrimitives.ReadInt32BigEndian(length)];
            if (piece.Length == 0)
            {
                await stream.WriteAsync(Encoding.ASCII.GetBytes(answer));
                return [.. file];
            }

            await stream.ReadExactlyAsync(piece);
            file.AddRange(piece);
        }
    }
}
