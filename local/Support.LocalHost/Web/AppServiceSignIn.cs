using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Support.Local.Hosting.Web;

/// <summary>
/// Stands where App Service authentication stands in Azure: nobody brings a principal along, and on this machine the
/// header <c>X-Support-User</c> names the agent who is signed in, and <c>X-Support-Roles</c> the roles that a token would
/// bring, parted by commas.
/// </summary>
internal static class AppServiceSignIn
{
    public const string UserHeader = "X-Support-User";
    public const string RolesHeader = "X-Support-Roles";
    public const string PrincipalHeader = "X-MS-CLIENT-PRINCIPAL";
    public const string PrincipalNameHeader = "X-MS-CLIENT-PRINCIPAL-NAME";

    public static Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        IHeaderDictionary headers = context.Request.Headers;
        foreach (string brought in headers.Keys.Where(IsPrincipal).ToArray())
        {
            headers.Remove(brought);
        }

        if (context.Connection.RemoteIpAddress is { } address && IPAddress.IsLoopback(address)
            && headers.TryGetValue(UserHeader, out var user) && user.Count == 1 && user[0] is { Length: > 0 } name)
        {
            headers[PrincipalHeader] = Principal(name, headers[RolesHeader].ToString());
            headers[PrincipalNameHeader] = name;
        }

        headers.Remove(UserHeader);
        headers.Remove(RolesHeader);
        return next(context);
    }

    // Some servers take an underscore for a dash, and so might what is behind them.
    private static bool IsPrincipal(string header) =>
        header.Replace('_', '-').StartsWith(PrincipalHeader, StringComparison.OrdinalIgnoreCase);

    private static string Principal(string name, string roles) => Convert.ToBase64String(JsonSerializer.SerializeToUtf8Bytes(new
    {
        auth_typ = "local",
        name_typ = "name",
        role_typ = "roles",
        claims = roles.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(role => new { typ = "roles", val = role })
            .Prepend(new { typ = "name", val = name })
            .Prepend(new { typ = "preferred_username", val = name }),
    }));
}
