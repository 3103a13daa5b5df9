using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;

namespace Support.Bench;

/// <summary>An SMTP server that takes everything and notes when the acknowledgement of a ticket arrived.</summary>
internal sealed partial class MailSink : IDisposable
{
    private readonly TcpListener _listener;
    private int _doubled;

    public MailSink(int port)
    {
        _listener = new TcpListener(IPAddress.Loopback, port);
        _listener.Start();
        _ = AcceptAsync();
    }

    /// <summary>Ticket reference → timestamp of its acknowledgement.</summary>
    public ConcurrentDictionary<string, long> Arrived { get; } = new(StringComparer.Ordinal);

    /// <summary>Acknowledgements that came a second time.</summary>
    public int Doubled => _doubled;

    public void Dispose() => _listener.Dispose();

    private async Task AcceptAsync()
    {
        while (true)
        {
            TcpClient client;
            try
            {
                client = await _listener.AcceptTcpClientAsync();
            }
            catch (Exception error) when (error is SocketException or ObjectDisposedException)
            {
                return;
            }

            _ = ServeAsync(client);
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            await using NetworkStream stream = client.GetStream();
            using var reader = new StreamReader(stream, Encoding.UTF8);
            await using var writer = new StreamWriter(stream, new UTF8Encoding(false)) { NewLine = "\r\n", AutoFlush = true };
            await writer.WriteLineAsync("220 bench");
            while (await reader.ReadLineAsync() is { } line)
            {
                if (line.StartsWith("QUIT", StringComparison.OrdinalIgnoreCase))
                {
                    await writer.WriteLineAsync("221 bye");
                    return;
                }

                if (!line.StartsWith("DATA", StringComparison.OrdinalIgnoreCase))
                {
                    await writer.WriteLineAsync("250 ok");
                    continue;
                }

                await writer.WriteLineAsync("354 go");
                while (await reader.ReadLineAsync() is { } data && data != ".")
                {
                    Note(data);
                }

                await writer.WriteLineAsync("250 taken");
            }
        }
    }

    // The id of an acknowledgement is the root of its thread.
    private void Note(string line)
    {
        if (RootId().Match(line) is { Success: true } match
            && !Arrived.TryAdd(match.Groups[1].Value.ToUpperInvariant(), Stopwatch.GetTimestamp()))
        {
            Interlocked.Increment(ref _doubled);
        }
    }

    [GeneratedRegex("^Message-ID: <(sup-[0-9a-z]{8})\\.root\\.", RegexOptions.IgnoreCase)]
    private static partial Regex RootId();
}
