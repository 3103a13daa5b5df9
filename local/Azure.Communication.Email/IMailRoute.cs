using Azure;
using Azure.Communication.Email;

namespace Support.Local.Email;

/// <summary>What a route knows once it has taken a mail.</summary>
internal sealed record SendReceipt(string Id, EmailSendStatus Status, Response Response);

/// <summary>A way out for mail.</summary>
internal interface IMailRoute
{
    Task<SendReceipt> SendAsync(EmailMessage message, Guid operationId, CancellationToken cancellationToken);

    Task<(EmailSendStatus Status, Response Response)> GetStatusAsync(string operationId, CancellationToken cancellationToken);
}

internal static class MailRoutes
{
    public static IMailRoute From(string connectionString, EmailClientOptions options)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(connectionString);
        Dictionary<string, string> settings = Parse(connectionString);
        if (!settings.TryGetValue("endpoint", out string? text) || !Uri.TryCreate(text, UriKind.Absolute, out Uri? endpoint))
        {
            throw new FormatException("The connection string has no endpoint=<address>.");
        }

        if (SmtpEndpoint.Schemes.Contains(endpoint.Scheme))
        {
            return new SmtpRoute(SmtpEndpoint.From(endpoint));
        }

        return settings.TryGetValue("accesskey", out string? key)
            ? new RestRoute(endpoint, new HmacPolicy(new AzureKeyCredential(key)), options)
            : throw new FormatException("The connection string has no accesskey=<key>, which every endpoint but smtp:// and smtps:// needs.");
    }

    private static Dictionary<string, string> Parse(string connectionString)
    {
        var settings = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (string part in connectionString.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            int equals = part.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0)
            {
                throw new FormatException("A connection string is a list of name=value, parted by semicolons.");
            }

            settings[part[..equals]] = part[(equals + 1)..];
        }

        return settings;
    }
}
