using System.Globalization;
using System.Net;
using System.Net.Security;

namespace Support.Local.Email;

/// <summary>A mail server, as <c>smtp://user:password@host:port</c> says: the user and the port may be left out.</summary>
internal sealed record SmtpEndpoint(string Host, int Port)
{
    public static readonly IReadOnlyCollection<string> Schemes = [Plain, Secure];

    private const string Plain = "smtp";
    private const string Secure = "smtps";

    // As registered: for relaying, for submission by a user, and for submission that is encrypted from the first byte.
    private const int RelayPort = 25;
    private const int SubmissionPort = 587;
    private const int SecurePort = 465;

    public string? User { get; init; }

    public string? Password { get; init; }

    public bool IsSecureFromTheStart { get; init; }

    /// <summary>Decides about the server's certificate in the place of the system.</summary>
    public RemoteCertificateValidationCallback? CertificateCheck { get; init; }

    public bool IsThisMachine =>
        Host == "localhost" || (IPAddress.TryParse(Host.Trim('[', ']'), out IPAddress? address) && IPAddress.IsLoopback(address));

    /// <exception cref="FormatException">It has more than that, or a user without a password.</exception>
    public static SmtpEndpoint From(Uri endpoint)
    {
        string[] login = endpoint.UserInfo.Length == 0 ? [] : endpoint.UserInfo.Split(':', 2);
        if (endpoint.Host.Length == 0 || endpoint.AbsolutePath is not ("/" or "") || endpoint.Query.Length > 0 || login.Length == 1)
        {
            // Without the text itself: it may hold a password.
            throw new FormatException("An SMTP endpoint is smtp://host:port, smtp://user:password@host:port or the same with smtps.");
        }

        bool isSecure = endpoint.Scheme == Secure;
        int usualPort = isSecure ? SecurePort : login.Length > 0 ? SubmissionPort : RelayPort;
        return new SmtpEndpoint(endpoint.Host, endpoint.Port > 0 ? endpoint.Port : usualPort)
        {
            User = login.Length > 0 ? Uri.UnescapeDataString(login[0]) : null,
            Password = login.Length > 0 ? Uri.UnescapeDataString(login[1]) : null,
            IsSecureFromTheStart = isSecure,
        };
    }

    /// <summary>The same conversation, encrypted, with a server that has proved its name.</summary>
    public async Task<Stream> SecureAsync(Stream stream, CancellationToken cancellationToken)
    {
        var secured = new SslStream(stream, leaveInnerStreamOpen: false);
        try
        {
            await secured.AuthenticateAsClientAsync(
                new SslClientAuthenticationOptions { TargetHost = Host, RemoteCertificateValidationCallback = CertificateCheck }, cancellationToken);
            return secured;
        }
        catch
        {
            await secured.DisposeAsync();
            throw;
        }
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Host}:{Port}");
}
