using Azure.Core;
using Microsoft.Extensions.Configuration;
using Support.Platform.Storage;

namespace Support.Platform.Graph;

/// <summary>
/// Tokens of the app's own identity for Microsoft Graph. Without an identity (on a laptop) there are none, and a server that
/// stands in for Graph asks for none. A token goes nowhere unencrypted.
/// </summary>
public sealed class GraphTokens(IConfiguration configuration)
{
    private readonly TokenCredential? _credential =
        configuration["AZURE_CLIENT_ID"] is { Length: > 0 } ? AppIdentity.Credential(configuration) : null;

    /// <summary>A token for a server; null for none.</summary>
    public async ValueTask<string?> ForAsync(Uri server, CancellationToken cancellationToken)
    {
        if (_credential is null || server.Scheme != Uri.UriSchemeHttps)
        {
            return null;
        }

        // National clouds have a Graph of their own; each gives tokens for its own address.
        var scope = new TokenRequestContext([$"{server.GetLeftPart(UriPartial.Authority)}/.default"]);
        return (await _credential.GetTokenAsync(scope, cancellationToken)).Token;
    }
}
