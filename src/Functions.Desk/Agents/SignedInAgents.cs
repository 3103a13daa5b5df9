using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Support.Domain.Model;
using Support.Platform.Http;
using Support.Platform.Model;

namespace Support.Functions.Desk.Agents;

/// <summary>
/// Who is signed in. App Service authentication stands in front of this app and puts the claims of the token into
/// <c>X-MS-CLIENT-PRINCIPAL</c>, which it strips from what comes in; the local host does the same.
/// </summary>
public sealed class SignedInAgents(SupportModelSource model)
{
    private const string PrincipalHeader = "X-MS-CLIENT-PRINCIPAL";

    private static readonly string[] NameClaims =
    [
        "preferred_username", "upn", "email", "name",
        "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress",
        "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/upn",
    ];

    /// <summary>The agent who is signed in, or the problem to answer with.</summary>
    public (SignedInAgent? Agent, Problem? Problem) Find(HttpRequest request)
    {
        IReadOnlyList<string> names = Names(request.Headers[PrincipalHeader].ToString());
        if (names.Count == 0)
        {
            return (null, Problems.Unauthorized());
        }

        foreach (string name in names)
        {
            foreach ((string id, Agent agent) in model.Current.Agents)
            {
                if (string.Equals(id, name, StringComparison.OrdinalIgnoreCase)
                    || string.Equals(agent.Email, name, StringComparison.OrdinalIgnoreCase))
                {
                    return (new SignedInAgent(id, agent.Name), null);
                }
            }
        }

        return (null, Problems.Forbidden("You are signed in, but the support model knows no such agent."));
    }

    private static IReadOnlyList<string> Names(string header)
    {
        if (header.Length is 0 or > 64 * 1024)
        {
            return [];
        }

        try
        {
            using JsonDocument principal = JsonDocument.Parse(Convert.FromBase64String(header));
            return
            [
                .. principal.RootElement.GetProperty("claims").EnumerateArray()
                    .Where(claim => NameClaims.Contains(claim.GetProperty("typ").GetString()))
                    .Select(claim => claim.GetProperty("val").GetString())
                    .OfType<string>(),
            ];
        }
        catch (Exception error) when (error is FormatException or JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return [];
        }
    }
}

/// <summary>An agent who is signed in.</summary>
/// <param name="Id">Agent id.</param>
/// <param name="Name">Display name.</param>
public sealed record SignedInAgent(string Id, string Name);
