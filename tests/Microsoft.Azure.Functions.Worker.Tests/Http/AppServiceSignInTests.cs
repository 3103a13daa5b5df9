using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Support.Local.Hosting.Web;
using Xunit;

namespace Support.Local.Worker.Tests.Http;

public sealed class AppServiceSignInTests
{
    [Theory]
    [InlineData("X-MS-CLIENT-PRINCIPAL")]
    [InlineData("x-ms-client-principal-name")]
    [InlineData("X-MS-CLIENT-PRINCIPAL-ID")]
    [InlineData("X-MS-CLIENT-PRINCIPAL-IDP")]
    [InlineData("X_MS_CLIENT_PRINCIPAL")]
    public async Task A_principal_that_a_request_brings_along_is_taken_off(string header)
    {
        IHeaderDictionary headers = await PassAsync(IPAddress.Loopback, (header, "admin"));
        Assert.Empty(headers);
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("::1")]
    [InlineData("::ffff:127.0.0.1")]
    public async Task On_this_machine_a_header_signs_an_agent_in(string address)
    {
        IHeaderDictionary headers = await PassAsync(IPAddress.Parse(address), ("X-Support-User", "ada"), ("X-MS-CLIENT-PRINCIPAL", "forged"));
        Assert.Equal("ada", headers["X-MS-CLIENT-PRINCIPAL-NAME"]);
        string json = Encoding.UTF8.GetString(Convert.FromBase64String(headers["X-MS-CLIENT-PRINCIPAL"].ToString()));
        using var principal = JsonDocument.Parse(json);
        Assert.Equal("local", principal.RootElement.GetProperty("auth_typ").GetString());
        JsonElement claim = principal.RootElement.GetProperty("claims")[0];
        Assert.Equal("preferred_username", claim.GetProperty("typ").GetString());
        Assert.Equal("ada", claim.GetProperty("val").GetString());
        Assert.False(headers.ContainsKey("X-Support-User"));
    }

    [Fact]
    public async Task From_elsewhere_the_header_signs_nobody_in()
    {
        IHeaderDictionary headers = await PassAsync(IPAddress.Parse("192.0.2.7"), ("X-Support-User", "ada"));
        Assert.Empty(headers);
    }

    [Fact]
    public async Task Two_users_at_once_are_nobody()
    {
        IHeaderDictionary headers = await PassAsync(IPAddress.Loopback, ("X-Support-User", "ada"), ("X-Support-User", "bob"));
        Assert.Empty(headers);
    }

    private static async Task<IHeaderDictionary> PassAsync(IPAddress from, params (string Name, string Value)[] headers)
    {
        var context = new DefaultHttpContext();
        context.Connection.RemoteIpAddress = from;
        foreach ((string name, string value) in headers)
        {
            context.Request.Headers.Append(name, value);
        }

        bool passed = false;
        await AppServiceSignIn.InvokeAsync(context, _ =>
        {
            passed = true;
            return Task.CompletedTask;
        });
        Assert.True(passed);
        return context.Request.Headers;
    }
}
