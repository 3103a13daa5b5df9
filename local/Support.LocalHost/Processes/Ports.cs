using System.Net;
using System.Net.Sockets;

namespace Support.Local.Hosting.Processes;

/// <summary>What listens on this machine.</summary>
internal static class Ports
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(25);

    public static async Task<bool> AnswersAsync(int port, CancellationToken cancellationToken)
    {
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync(IPAddress.Loopback, port, cancellationToken);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    /// <summary>Waits until something listens on all of these ports; false when <paramref name="gone"/> says that it never will.</summary>
    public static async Task<bool> WaitForAsync(IEnumerable<int> ports, Func<bool> gone, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(PollInterval);
        foreach (int port in ports)
        {
            while (!await AnswersAsync(port, cancellationToken))
            {
                if (gone())
                {
                    return false;
                }

                await timer.WaitForNextTickAsync(cancellationToken);
            }
        }

        return true;
    }
}
