using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Support.Domain.Access;
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
    private const int NameLengthMax = 254;

    private static readonly string[] NameClaims =
    [
        "preferred_username", "upn", "email", "name",
        "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress",
        "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/upn",
    ];

    private static readonly string[] RoleClaims = ["roles", "http://schemas.microsoft.com/ws/2008/06/identity/claims/role"];

    /// <summary>The agent who is signed in, or the problem to answer with.</summary>
    public (SignedInAgent? Agent, Problem? Problem) Find(HttpRequest request)
    {
        IReadOnlyList<(string Type, string Value)> claims = Claims(request.Headers[PrincipalHeader].ToString());
        string[] names = [.. claims.Where(claim => NameClaims.Contains(claim.Type)).Select(claim => claim.Value)];
        if (names.Length == 0)
        {
            return (null, Problems.Unauthorized());
        }

        Role[] roles = [.. claims.Where(claim => RoleClaims.Contains(claim.Type)).Select(claim => RoleOf(claim.Value)).OfType<Role>()];
        DeskUser? user = names.Select(AgentOf).OfType<string>().FirstOrDefault() is { } id
            ? DeskUser.OfAgent(model.Current, id, roles)
            : DeskUser.OfToken(names[0].Length > NameLengthMax ? names[0][..NameLengthMax] : names[0], roles);
        return user is null
            ? (null, Problems.Forbidden("You are signed in, but the support model knows no such agent."))
            : (new SignedInAgent(user), null);
    }

    /// <summary>The agent who is signed in and may ask this, or the problem to answer with.</summary>
    public (SignedInAgent? Agent, Problem? Problem) Find(HttpRequest request, DeskQuery query)
    {
        (SignedInAgent? agent, Problem? problem) = Find(request);
        return agent is not null && AccessRules.Refusal(agent.User, query) is { } reason
            ? (null, Problems.Forbidden(reason))
            : (agent, problem);
    }

    private string? AgentOf(string name)
    {
        foreach ((string id, Agent agent) in model.Current.Agents)
        {
            if (string.Equals(id, name, StringComparison.OrdinalIgnoreCase)
                || string.Equals(agent.Email, name, StringComparison.OrdinalIgnoreCase))
            {
                return id;
            }
        }

        return null;
    }

    // A token may bring roles of other systems too.
    private static Role? RoleOf(string claim)
    {
        foreach (Role role in Enum.GetValues<Role>())
        {
            if (string.Equals(role.ToString(), claim, StringComparison.OrdinalIgnoreCase))
            {
                return role;
            }
        }

        return null;
    }

    private static IReadOnlyList<(string Type, string Value)> Claims(string header)
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
                    .Select(claim => (claim.GetProperty("typ").GetString() ?? string.Empty, claim.GetProperty("val").GetString() ?? string.Empty))
                    .Where(claim => claim.Item2.Length > 0),
            ];
        }
        catch (Exception error) when (error is FormatException or JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return [];
        }
    }
}

/// <summary>Somebody who is signed in.</summary>
/// <param name="User">Who they are and what they may do.</param>
public sealed record SignedInAgent(DeskUser User)
{
    /// <summary>Agent id.</summary>
    public string Id => User.Id;

    /// <summary>Display name.</summary>
    public string Name => User.Name;
}
