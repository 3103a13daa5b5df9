using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Configuration;

namespace Support.Platform.Graph;

/// <summary>The mailbox that is read through Microsoft Graph, as the app's settings name it.</summary>
public sealed record GraphSettings
{
    /// <summary>The source whose secret is the subscription's <c>clientState</c>: <c>Intake:graph:secret</c>.</summary>
    public const string Source = "graph";

    /// <summary>The longest secret that Graph takes for a <c>clientState</c>, in characters.</summary>
    public const int SecretLengthMax = 128;

    private const string UsualBaseUrl = "https://graph.microsoft.com/v1.0/";

    /// <summary>The mailbox: its address or the object id of its user.</summary>
    public required string Mailbox { get; init; }

    /// <summary>The folder: a well-known name or an id.</summary>
    public string Folder { get; init; } = "inbox";

    /// <summary>Where Graph is; it ends with a slash.</summary>
    public required Uri BaseUrl { get; init; }

    /// <summary>Where Graph sends its notifications; null when this system does not know its own address.</summary>
    public Uri? NotificationUrl { get; init; }

    /// <summary>The secret that new subscriptions are made with: the next one, where one follows the other. Null for none.</summary>
    public string? Secret { get; init; }

    /// <summary>Whether the results that Exchange writes into a mail's header are believed.</summary>
    public bool TrustsExchange { get; init; } = true;

    /// <summary>What names the mailbox in rows and receipts, whatever characters it has.</summary>
    public string Key => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Mailbox.ToLowerInvariant())).AsSpan(0, 16));

    /// <summary>The resource of subscriptions: new messages of the folder.</summary>
    public string Resource => $"users/{Uri.EscapeDataString(Mailbox)}/mailFolders('{Uri.EscapeDataString(Folder)}')/messages";

    /// <summary>Reads the settings; null where no mailbox is named, and Graph is not used.</summary>
    /// <exception cref="InvalidOperationException">A setting cannot be what it is; the message names it.</exception>
    public static GraphSettings? Of(IConfiguration configuration)
    {
        if (configuration["Graph:mailbox"] is not { Length: > 0 } mailbox)
        {
            return null;
        }

        string text = configuration["Graph:baseUrl"] is { Length: > 0 } given ? given : UsualBaseUrl;
        if (!Uri.TryCreate(text.EndsWith('/') ? text : text + "/", UriKind.Absolute, out Uri? baseUrl) || baseUrl.Scheme is not ("https" or "http"))
        {
            throw new InvalidOperationException("The setting Graph:baseUrl is no address.");
        }

        string? secret = configuration[$"Intake:{Source}:secretNext"] is { Length: > 0 } next ? next : configuration[$"Intake:{Source}:secret"];
        return new GraphSettings
        {
            Mailbox = mailbox,
            Folder = configuration["Graph:folder"] is { Length: > 0 } folder ? folder : "inbox",
            BaseUrl = baseUrl,
            NotificationUrl = Uri.TryCreate(configuration["Support:PublicBaseUrl"], UriKind.Absolute, out Uri? own) ? new Uri(own, "/api/intake/email/graph") : null,
            Secret = secret is { Length: > 0 and <= SecretLengthMax } ? secret : null,
            TrustsExchange = configuration["Graph:trustAuthenticationResults"] is not "false",
        };
    }
}
