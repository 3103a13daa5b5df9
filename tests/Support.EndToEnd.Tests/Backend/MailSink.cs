using Support.TestKit;
using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Support.EndToEnd.Tests.Backend;

/// <summary>A mail server in the test's own process: takes everything, and outlives every backend that is killed.</summary>
internal sealed class MailSink : IDisposable
{
    private readonly ConcurrentQueue<ReceivedMail> _mails = new();
    private readonly ConcurrentDictionary<TcpClient, bool> _connections = new();
    private TcpListener? _listener;

    public MailSink() => Start();

    public int Port { get; } = Ports.Take();

    /// <summary>What came, in the order in which it came; a mail that came twice is there twice.</summary>
    public IReadOnlyList<ReceivedMail> Mails => [.. _mails];

    public IReadOnlyList<ReceivedMail> MailsOf(string ticketId) => [.. _mails.Where(mail => mail.TicketId == ticketId)];

    /// <summary>Starts it, for the first time or again.</summary>
    public void Start()
    {
        _listener = new TcpListener(IPAddress.Loopback, Port);
        _listener.Start();
        _ = AcceptAsync(_listener);
    }

    /// <summary>Goes away, and hangs up on everybody.</summary>
    public void Stop()
    {
        _listener?.Dispose();
        foreach (TcpClient connection in _connections.Keys)
        {
            connection.Dispose();
        }
    }

    public void Dispose() => Stop();

    private async Task AcceptAsync(TcpListener listener)
    {
        try
        {
            while (true)
            {
                TcpClient client = await listener.AcceptTcpClientAsync();
                _connections[client] = true;
                _ = ServeAsync(client);
            }
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            // Stopped.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        try
        {
            await using NetworkStream stream = client.GetStream();
            using var reader = new StreamReader(stream, Encoding.UTF8);
            await using var writer = new StreamWriter(stream, new UTF8Encoding(false)) { NewLine = "\r\n", AutoFlush = true };
            await writer.WriteLineAsync("220 sink");
            await ConverseAsync(reader, writer);
        }
        catch (Exception gone) when (gone is IOException or ObjectDisposedException)
        {
            // The backend was killed, or this was stopped.
        }
        finally
        {
            _connections.TryRemove(client, out _);
            client.Dispose();
        }
    }

    private async Task ConverseAsync(StreamReader reader, StreamWriter writer)
    {
        string recipient = string.Empty;
        while (await reader.ReadLineAsync() is { } line)
        {
            switch (line.Split(' ', ':')[0].ToUpperInvariant())
            {
                case "DATA":
                    await writer.WriteLineAsync("354 go on");
                    if (await ReadMailAsync(reader) is not { } text)
                    {
                        return;
                    }

                    _mails.Enqueue(ReceivedMail.Read(recipient, text));
                    break;
                case "RCPT":
                    recipient = line[(line.IndexOf('<', StringComparison.Ordinal) + 1)..line.IndexOf('>', StringComparison.Ordinal)];
                    break;
                case "QUIT":
                    await writer.WriteLineAsync("221 bye");
                    return;
            }

            await writer.WriteLineAsync("250 ok");
        }
    }

    // Null when the sender died in the middle of it: a mail is there once its last line is.
    private static async Task<string?> ReadMailAsync(StreamReader reader)
    {
        var text = new StringBuilder();
        while (await reader.ReadLineAsync() is { } line)
        {
            if (line == ".")
            {
                return text.ToString();
            }

            text.Append(line.StartsWith('.') ? line[1..] : line).Append('\n');
        }

        return null;
    }
}
