using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Support.Local.Hosting.Smtp;

/// <summary>
/// The door for mail: mail clients of this machine deliver to it, and the backend takes the mails as it takes those of a
/// mail server. It listens on loopback alone.
/// </summary>
internal sealed class SmtpDoor(int port, SmtpDelivery deliver) : IAsyncDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly ConcurrentDictionary<Task, bool> _sessions = new();
    private TcpListener? _listener;
    private Task _accepting = Task.CompletedTask;

    /// <summary>Whether it listens.</summary>
    public bool IsOpen => _listener is not null;

    /// <summary>Opens it. False when the port is taken.</summary>
    public bool TryOpen()
    {
        var listener = new TcpListener(IPAddress.Loopback, port);
        try
        {
            listener.Start();
        }
        catch (SocketException)
        {
            listener.Dispose();
            return false;
        }

        _listener = listener;
        _accepting = AcceptAsync(listener);
        return true;
    }

    /// <summary>Takes nothing more, and hangs up on who is still there: what was not confirmed is sent again.</summary>
    public async Task CloseAsync()
    {
        if (_listener is { } listener)
        {
            _listener = null;
            await _stopping.CancelAsync();
            listener.Dispose();
            await _accepting;
            await Task.WhenAll(_sessions.Keys);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        _stopping.Dispose();
    }

    private async Task AcceptAsync(TcpListener listener)
    {
        while (!_stopping.IsCancellationRequested)
        {
            try
            {
                TcpClient client = await listener.AcceptTcpClientAsync(_stopping.Token);
                Task session = ServeAsync(client);
                _sessions[session] = true;
                _ = session.ContinueWith(ended => _sessions.TryRemove(ended, out _), TaskScheduler.Default);
            }
            catch (Exception error) when (error is SocketException or ObjectDisposedException or OperationCanceledException)
            {
                // Closed, or a client that was gone before it was heard.
            }
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using TcpClient connection = client;
        try
        {
            await using NetworkStream stream = client.GetStream();
            if (_sessions.Count >= SmtpLimits.ConnectionsMax)
            {
                await stream.WriteAsync(Encoding.ASCII.GetBytes("421 4.7.0 Too many connections\r\n"), _stopping.Token);
                return;
            }

            await new SmtpSession(stream, deliver).RunAsync(_stopping.Token);
        }
        catch (Exception error) when (error is IOException or SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // The client hung up, said nothing for too long, or the door was closed.
        }
    }
}
