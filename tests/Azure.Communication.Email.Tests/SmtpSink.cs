using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Azure.Communication.Email.Tests;

/// <summary>One mail as it came over the wire, its dots still doubled.</summary>
internal sealed record SunkMail(string From, IReadOnlyList<string> To, string Content)
{
    /// <summary>The lines of the header, folded ones unfolded.</summary>
    public IReadOnlyList<string> Headers =>
        Content[..Content.IndexOf("\r\n\r\n", StringComparison.Ordinal)]
            .Replace("\r\n ", " ", StringComparison.Ordinal)
            .Split("\r\n");

    public string Body => Content[(Content.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..];

    public string? Header(string name) => Headers
        .FirstOrDefault(line => line.StartsWith(name + ": ", StringComparison.OrdinalIgnoreCase))?[(name.Length + 2)..];
}

/// <summary>A mail server that takes everything, unless it is told otherwise, and shows the bytes.</summary>
internal sealed class SmtpSink : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentBag<TcpClient> _clients = [];
    private readonly Task _accepting;
    private int _connections;

    public SmtpSink()
    {
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public string ConnectionString => $"endpoint=smtp://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";

    public ConcurrentQueue<SunkMail> Mails { get; } = new();

    public ConcurrentQueue<string> Commands { get; } = new();

    public int Connections => _connections;

    /// <summary>The reply to a command, or null for the usual one; "" closes the connection.</summary>
    public Func<string, string?> Reply { get; set; } = _ => null;

    /// <summary>What it says it can do.</summary>
    public string[] Offers { get; init; } = ["8BITMIME", "SIZE 1000000"];

    /// <summary>What it proves its name with once encryption begins.</summary>
    public X509Certificate2? Certificate { get; init; }

    public bool IsSecureFromTheStart { get; init; }

    /// <summary>The commands that anybody on the way could read.</summary>
    public ConcurrentQueue<string> PlainCommands { get; } = new();

    /// <summary>Ends the conversation after each mail, as some servers do.</summary>
    public bool ClosesAfterEachMail { get; init; }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        foreach (TcpClient client in _clients)
        {
            client.Dispose();
        }

        await _accepting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            TcpClient client = await _listener.AcceptTcpClientAsync(_stop.Token);
            _clients.Add(client);
            Interlocked.Increment(ref _connections);
            _ = ConverseAsync(client);
        }
    }

    private async Task ConverseAsync(TcpClient client)
    {
        using (client)
        {
            Stream stream = IsSecureFromTheStart ? await SecureAsync(client.GetStream()) : client.GetStream();
            (StreamReader reader, StreamWriter writer) = Open(stream);
            await writer.WriteLineAsync(Reply("CONNECT") ?? "220 sink ready");
            string from = "";
            var to = new List<string>();
            while (await reader.ReadLineAsync() is { } command)
            {
                Commands.Enqueue(command);
                if (stream is not SslStream)
                {
                    PlainCommands.Enqueue(command);
                }

                string reply = Reply(command) ?? UsualReply(command);
                if (reply.Length == 0)
                {
                    return;
                }

                await writer.WriteLineAsync(reply);
                switch (command.Split(':', ' ')[0])
                {
                    case "STARTTLS":
                        stream = await SecureAsync(stream);
                        (reader, writer) = Open(stream);
                        break;
                    case "MAIL":
                        from = command["MAIL FROM:".Length..];
                        to.Clear();
                        break;
                    case "RCPT":
                        to.Add(command["RCPT TO:".Length..]);
                        break;
                    case "DATA" when reply.StartsWith("354", StringComparison.Ordinal):
                        Mails.Enqueue(new SunkMail(from, [.. to], await ReadContentAsync(reader)));
                        await writer.WriteLineAsync(Reply("CONTENT") ?? "250 2.0.0 taken");
                        if (ClosesAfterEachMail)
                        {
                            return;
                        }

                        break;
                }
            }
        }
    }

    private static async Task<string> ReadContentAsync(StreamReader reader)
    {
        var content = new StringBuilder();
        while (await reader.ReadLineAsync() is { } line && line != ".")
        {
            content.Append(line).Append("\r\n");
        }

        return content.ToString();
    }

    private static (StreamReader Reader, StreamWriter Writer) Open(Stream stream) =>
        (new StreamReader(stream, Encoding.Latin1), new StreamWriter(stream, Encoding.ASCII) { NewLine = "\r\n", AutoFlush = true });

    private async Task<Stream> SecureAsync(Stream stream)
    {
        var secured = new SslStream(stream);
        await secured.AuthenticateAsServerAsync(Certificate!);
        return secured;
    }

    private string UsualReply(string command) => command switch
    {
        "DATA" => "354 go on",
        _ when command.StartsWith("EHLO", StringComparison.Ordinal) =>
            "250-sink\r\n" + string.Join("\r\n", Offers.Select((offer, index) => $"250{(index == Offers.Length - 1 ? ' ' : '-')}{offer}")),
        _ => "250 ok",
    };
}
