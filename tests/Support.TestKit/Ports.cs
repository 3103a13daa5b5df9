using System.Net;
using System.Net.Sockets;

namespace Support.TestKit;

/// <summary>
/// Free ports, each handed out once in a run. They lie below those that the system gives to outgoing connections, so
/// that one stays free between a kill and the start after it.
/// </summary>
public static class Ports
{
    // Test processes that run at once begin far from one another.
    private const int First = 20_000;
    private const int Count = 12_000;

    private static readonly Lock Gate = new();
    private static int _next = Environment.ProcessId * 997 % Count;

    /// <summary>The first of so many free ports in a row.</summary>
    public static int Take(int inARow = 1)
    {
        lock (Gate)
        {
            for (int tries = 0; tries < Count; tries++)
            {
                int port = First + _next;
                _next = (_next + inARow) % (Count - inARow);
                if (Enumerable.Range(port, inARow).All(IsFree))
                {
                    return port;
                }
            }
        }

        throw new InvalidOperationException("No port is free.");
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
