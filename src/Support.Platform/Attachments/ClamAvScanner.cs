using System.Buffers.Binary;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace Support.Platform.Attachments;

/// <summary>
/// ClamAV's daemon, asked over TCP by its command INSTREAM: setting <c>Scanner:clamd</c> is <c>host:port</c>. The daemon
/// has no authentication, so it belongs into the virtual network and nowhere else.
/// </summary>
public sealed partial class ClamAvScanner(string host, int port, TimeProvider time, ILogger<ClamAvScanner> logger) : IMalwareScanner
{
    private const int UsualPort = 3310;
    private const int ChunkLength = 64 * 1024;
    private const int AnswerLengthMax = 1024;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private readonly ILogger _logger = logger;

    /// <inheritdoc />
    public bool IsThere => true;

    /// <summary>The scanner that the settings name, or none.</summary>
    public static IMalwareScanner Of(IConfiguration configuration, TimeProvider time, ILogger<ClamAvScanner> logger)
    {
        if (configuration["Scanner:clamd"] is not { Length: > 0 } address)
        {
            return new NoMalwareScanner();
        }

        return Uri.TryCreate($"tcp://{address}", UriKind.Absolute, out Uri? place)
            ? new ClamAvScanner(place.Host, place.Port < 0 ? UsualPort : place.Port, time, logger)
            : throw new InvalidOperationException("Scanner:clamd is no host:port.");
    }

    /// <inheritdoc />
    public async Task<ScanVerdict> ScanAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(host, port, either.Token);
            await using NetworkStream stream = client.GetStream();
            await SendAsync(stream, bytes, either.Token);
            return Read(await AnswerAsync(stream, either.Token));
        }
        catch (Exception away) when (away is SocketException or IOException || (away is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            LogAway(away.Message);
            return new ScanVerdict(ScanState.Pending);
        }
    }

    private static async Task SendAsync(NetworkStream stream, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        await stream.WriteAsync("zINSTREAM\0"u8.ToArray(), cancellationToken);
        byte[] length = new byte[4];
        for (int start = 0; start < bytes.Length; start += ChunkLength)
        {
            ReadOnlyMemory<byte> chunk = bytes.Slice(start, Math.Min(ChunkLength, bytes.Length - start));
            BinaryPrimitives.WriteInt32BigEndian(length, chunk.Length);
            await stream.WriteAsync(length, cancellationToken);
            await stream.WriteAsync(chunk, cancellationToken);
        }

        BinaryPrimitives.WriteInt32BigEndian(length, 0);
        await stream.WriteAsync(length, cancellationToken);
    }

    private static async Task<string> AnswerAsync(NetworkStream stream, CancellationToken cancellationToken)
    {
        byte[] answer = new byte[AnswerLengthMax];
        int length = await stream.ReadAtLeastAsync(answer, answer.Length, throwOnEndOfStream: false, cancellationToken);
        return Encoding.ASCII.GetString(answer, 0, length).TrimEnd('\0', '\n');
    }

    // "stream: OK", "stream: Eicar-Signature FOUND"; anything else is an error of the daemon's.
    private ScanVerdict Read(string answer)
    {
        const string Before = "stream: ";
        const string Found = " FOUND";
        if (answer == $"{Before}OK")
        {
            return new ScanVerdict(ScanState.Clean);
        }

        if (answer.StartsWith(Before, StringComparison.Ordinal) && answer.EndsWith(Found, StringComparison.Ordinal))
        {
            return new ScanVerdict(ScanState.Infected, answer[Before.Length..^Found.Length]);
        }

        LogAway(answer);
        return new ScanVerdict(ScanState.Pending);
    }

    [LoggerMessage(4301, LogLevel.Warning, "The malware scanner gave no verdict; the file waits for one: {Reason}")]
    private partial void LogAway(string reason);
}
