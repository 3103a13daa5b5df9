using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Support.Local.Hosting;
using Xunit;

namespace Support.Local.Worker.Tests.Http;

public sealed class FunctionKeyTests : IAsyncLifetime
{
    private static readonly Dictionary<string, string?> Keys = new()
    {
        ["FunctionKeys:Functions:keyed:default"] = "own",
        ["FunctionKeys:Functions:other:default"] = "another's",
        ["FunctionKeys:Host:default"] = "host",
        ["FunctionKeys:Master"] = "master",
    };

    private FunctionAppHost _host = null!;
    private HttpClient _client = null!;

    public async Task InitializeAsync()
    {
        _host = await TestApp.StartAsync(new TestApp.Setup { Functions = [typeof(Functions)], Settings = Keys });
        _client = _host.CreateClient();
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _host.DisposeAsync();
    }

    [Theory]
    [InlineData("open", null, HttpStatusCode.OK)]
    [InlineData("keyed", null, HttpStatusCode.Unauthorized)]
    [InlineData("keyed", "", HttpStatusCode.Unauthorized)]
    [InlineData("keyed", "wrong", HttpStatusCode.Unauthorized)]
    [InlineData("keyed", "another's", HttpStatusCode.Unauthorized)]
    [InlineData("keyed", "own", HttpStatusCode.OK)]
    [InlineData("keyed", "host", HttpStatusCode.OK)]
    [InlineData("keyed", "master", HttpStatusCode.OK)]
    [InlineData("admin", "own", HttpStatusCode.Unauthorized)]
    [InlineData("admin", "host", HttpStatusCode.Unauthorized)]
    [InlineData("admin", "master", HttpStatusCode.OK)]
    public async Task A_function_opens_to_the_keys_of_its_level(string function, string? key, HttpStatusCode expected)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/{function}");
        if (key is not null)
        {
            request.Headers.TryAddWithoutValidation("x-functions-key", key);
        }

        using HttpResponseMessage response = await _client.SendAsync(request);
        Assert.Equal(expected, response.StatusCode);
    }

    [Theory]
    [InlineData("own", HttpStatusCode.OK)]
    [InlineData("wrong", HttpStatusCode.Unauthorized)]
    public async Task A_key_may_come_in_the_query(string key, HttpStatusCode expected)
    {
        using HttpResponseMessage response = await _client.GetAsync(new Uri($"/api/keyed?code={key}", UriKind.Relative));
        Assert.Equal(expected, response.StatusCode);
    }

    [Fact]
    public async Task A_key_in_the_header_prevails_and_a_refusal_says_nothing()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/keyed?code=own");
        request.Headers.Add("x-functions-key", "wrong");
        using HttpResponseMessage response = await _client.SendAsync(request);
        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Empty(await response.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task Without_configured_keys_nobody_has_one()
    {
        await using FunctionAppHost keyless = await TestApp.StartAsync(typeof(Functions));
        using HttpClient client = keyless.CreateClient();
        using HttpResponseMessage response = await client.GetAsync(new Uri("/api/keyed?code=own", UriKind.Relative));
        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    public static class Functions
    {
        [Function("open")]
        public static void Open([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request) => Assert.NotNull(request);

        [Function("keyed")]
        public static void Keyed([HttpTrigger("get")] HttpRequest request) => Assert.NotNull(request);

        [Function("admin")]
        public static void Admin([HttpTrigger(AuthorizationLevel.Admin, "get", Route = "admin")] HttpRequest request) => Assert.NotNull(request);
    }
}
