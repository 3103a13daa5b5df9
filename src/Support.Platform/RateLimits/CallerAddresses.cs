using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;

namespace Support.Platform.RateLimits;

/// <summary>
/// Where a request comes from. Behind Azure's front end that is the last entry of <c>X-Forwarded-For</c>, the one that the
/// front end itself adds (setting <c>Intake:trustForwardedFor</c>); whatever stands before it a caller may have made up.
/// Elsewhere it is the socket, and the header is nothing. Loopback is not counted, unless <c>Intake:limitLoopback</c>.
/// </summary>
public sealed class CallerAddresses(IConfiguration configuration)
{
    // Requests of which nobody knows where they come from share one bucket.
    private const string Unknown = "unknown";
    private const int NetworkBytes = 8;

    private readonly bool _behindFrontEnd = Is(configuration, "Intake:trustForwardedFor");
    private readonly bool _limitLoopback = Is(configuration, "Intake:limitLoopback");

    /// <summary>The address to count by: IPv4 whole, IPv6 by its network of 64 bits; null for one that is not counted.</summary>
    public string? Of(HttpContext context)
    {
        if (_behindFrontEnd)
        {
            string forwarded = context.Request.Headers["X-Forwarded-For"].ToString();
            return Network(Parse(forwarded[(forwarded.LastIndexOf(',') + 1)..].Trim()));
        }

        IPAddress? address = context.Connection.RemoteIpAddress;
        return address is not null && IPAddress.IsLoopback(address) && !_limitLoopback ? null : Network(address);
    }

    private static string Network(IPAddress? address)
    {
        if (address is null)
        {
            return Unknown;
        }

        if (address.IsIPv4MappedToIPv6 || address.AddressFamily == AddressFamily.InterNetwork)
        {
            return address.MapToIPv4().ToString();
        }

        // Whoever has one address of a network has all 2^64 of them.
        byte[] bytes = address.GetAddressBytes();
        bytes.AsSpan(NetworkBytes).Clear();
        return $"{new IPAddress(bytes)}/64";
    }

    // With a port or without: "192.0.2.1:5678", "[2001:db8::1]:5678", "2001:db8::1".
    private static IPAddress? Parse(string entry) =>
        IPEndPoint.TryParse(entry, out IPEndPoint? place) ? place.Address : null;

    private static bool Is(IConfiguration configuration, string name) =>
        string.Equals(configuration[name], "true", StringComparison.OrdinalIgnoreCase);
}
