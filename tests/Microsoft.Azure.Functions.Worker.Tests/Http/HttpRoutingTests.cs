using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Support.Local.Hosting;
using Xunit;

namespace Support.Local.Worker.Tests.Http;

public sealed class HttpRoutingTests : IDisposable
{
    private readonly string _hostJson = Path.Combine(Path.GetTempPath(), $"host-{Guid.NewGuid():N}.json");

    public void Dispose() => File.Delete(_hostJson);

    [Theory]
    [InlineData("GET", "/api/tickets", 200, "list")]
    [InlineData("POST", "/api/tickets", 200, "open")]
    [InlineData("GET", "/api/tickets/SUP-1", 200, "SUP-1")]
    [InlineData("GET", "/api/tickets/mine", 200, "mine")]
    [InlineData("GET", "/api/tickets/SUP-1/history", 200, "history of SUP-1")]
    [InlineData("DELETE", "/api/tickets", 405, "")]
    [InlineData("GET", "/api/nowhere", 404, "")]
    [InlineData("GET", "/tickets", 404, "")]
    [InlineData("PATCH", "/api/any-method", 200, "PATCH")]
    public async Task A_request_finds_its_function(string method, string path, int status, string body)
    {
        await using FunctionAppHost host = await TestApp.StartAsync(typeof(Functions));
        Assert.Equal((status, body), await SendAsync(host, method, path));
    }

    [Theory]
    [InlineData("""{ "extensions": { "http": { "routePrefix": "v1/support" } } }""", "/v1/support/tickets")]
    [InlineData("""{ "extensions": { "http": { "routePrefix": "" } } }""", "/tickets")]
    [InlineData("""{ /* a comment */ "version": "2.0" }""", "/api/tickets")]
    public async Task The_prefix_is_that_of_host_json(string hostJson, string path)
    {
        await File.WriteAllTextAsync(_hostJson, hostJson);
        await using FunctionAppHost host = await TestApp.StartAsync(new TestApp.Setup { Functions = [typeof(Functions)], HostJsonPath = _hostJson });
        Assert.Equal((200, "list"), await SendAsync(host, "GET", path));
    }

    [Fact]
    public async Task An_app_setting_prevails_over_host_json()
    {
        await File.WriteAllTextAsync(_hostJson, """{ "extensions": { "http": { "routePrefix": "api" } } }""");
        await using FunctionAppHost host = await TestApp.StartAsync(new TestApp.Setup
        {
            Functions = [typeof(Functions)],
            HostJsonPath = _hostJson,
            Settings = new Dictionary<string, string?> { ["AzureFunctionsJobHost__extensions__http__routePrefix"] = "other" },
        });
        Assert.Equal((200, "list"), await SendAsync(host, "GET", "/other/tickets"));
    }

    private static async Task<(int Status, string Body)> SendAsync(FunctionAppHost host, string method, string path)
    {
        using HttpClient client = host.CreateClient();
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        using HttpResponseMessage response = await client.SendAsync(request);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    public static class Functions
    {
        [Function("list")]
        public static IResult List([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "tickets")] HttpRequest request) => Text(request, "list");

        [Function("open")]
        public static IResult Open([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "tickets")] HttpRequest request) => Text(request, "open");

        [Function("show")]
        public static IResult Show([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "tickets/{id}")] HttpRequest request, string id) => Text(request, id);

        [Function("mine")]
        public static IResult Mine([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "/tickets/mine")] HttpRequest request) => Text(request, "mine");

        [Function("history")]
        public static IResult History([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "tickets/{id}/history")] HttpRequest request, string id) =>
            Text(request, $"history of {id}");

        [Function("any-method")]
        public static IResult Any([HttpTrigger(AuthorizationLevel.Anonymous)] HttpRequest request) => Text(request, request.Method);

        private static IResult Text(HttpRequest request, string text)
        {
            Assert.NotNull(request);
            return Results.Text(text);
        }
    }
}
