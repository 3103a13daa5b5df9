using System.Net;
using System.Net.Http.Json;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Support.Local.Hosting;
using Xunit;

namespace Support.Local.Worker.Tests.Http;

public sealed class HttpBindingTests : IAsyncLifetime
{
    private FunctionAppHost _host = null!;
    private HttpClient _client = null!;

    public async Task InitializeAsync()
    {
        _host = await TestApp.StartAsync(new TestApp.Setup
        {
            Functions = [typeof(Functions), typeof(StaticFunctions)],
            Configure = static builder => builder.Services.AddScoped<Visit>(),
        });
        _client = _host.CreateClient();
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _host.DisposeAsync();
    }

    [Theory]
    [InlineData("/api/items/42/abc", "42 abc")]
    [InlineData("/api/guid/6f9619ff-8b86-d011-b42d-00cf4fc964ff", "6f9619ff-8b86-d011-b42d-00cf4fc964ff")]
    [InlineData("/api/optional", "none")]
    [InlineData("/api/optional/7", "7")]
    [InlineData("/api/rest/a/b/c", "a/b/c")]
    public async Task Route_values_are_bound_by_name_as_the_type_of_the_parameter(string path, string expected) =>
        Assert.Equal(expected, await _client.GetStringAsync(new Uri(path, UriKind.Relative)));

    [Fact]
    public async Task The_request_the_http_context_and_the_function_context_belong_to_one_invocation()
    {
        string answer = await _client.GetStringAsync(new Uri("/api/contexts?x=1", UriKind.Relative));
        Assert.Equal("True True contexts ?x=1", answer);
    }

    [Fact]
    public async Task A_trigger_parameter_that_is_no_request_is_read_from_the_body()
    {
        using HttpResponseMessage response = await _client.PostAsJsonAsync("/api/typed", new { Name = "printer", COUNT = 3 });
        Assert.Equal("printer x 3", await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_parameter_may_be_taken_from_the_body_beside_the_request()
    {
        using HttpResponseMessage response = await _client.PostAsJsonAsync("/api/from-body", new { name = "printer", count = 3 });
        Assert.Equal("POST printer x 3", await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Text_and_bytes_are_taken_as_they_are()
    {
        using var text = new StringContent("größer", Encoding.UTF8, "text/plain");
        using HttpResponseMessage textResponse = await _client.PostAsync(new Uri("/api/text", UriKind.Relative), text);
        Assert.Equal("größer", await textResponse.Content.ReadAsStringAsync());
        using var bytes = new ByteArrayContent([1, 2, 3]);
        using HttpResponseMessage byteResponse = await _client.PostAsync(new Uri("/api/bytes", UriKind.Relative), bytes);
        Assert.Equal("3", await byteResponse.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_large_body_is_streamed_to_the_function()
    {
        using var content = new ByteArrayContent(new byte[5_000_000]);
        using HttpResponseMessage response = await _client.PostAsync(new Uri("/api/length", UriKind.Relative), content);
        Assert.Equal("5000000", await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_limit_that_the_function_sets_on_the_body_is_kept()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/limited");
        request.Content = new ByteArrayContent(new byte[2_000_000]);

        // Asks before it sends, so that the answer does not meet a body that is still on its way.
        request.Headers.ExpectContinue = true;
        using HttpResponseMessage response = await _client.SendAsync(request);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task Services_live_as_long_as_one_invocation()
    {
        string first = await _client.GetStringAsync(new Uri("/api/visit", UriKind.Relative));
        string second = await _client.GetStringAsync(new Uri("/api/visit", UriKind.Relative));
        Assert.Equal("True", first.Split(' ')[1]);
        Assert.NotEqual(first, second);
    }

    [Fact]
    public async Task A_static_method_is_a_function_too() =>
        Assert.Equal("static", await _client.GetStringAsync(new Uri("/api/static", UriKind.Relative)));

    [Fact]
    public async Task The_trace_of_the_caller_goes_on_in_the_function()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/trace");
        request.Headers.Add("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
        using HttpResponseMessage response = await _client.SendAsync(request);
        Assert.StartsWith("00-0af7651916cd43dd8448eb211c80319c-", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Binding_data_names_the_route_values_and_the_query()
    {
        string answer = await _client.GetStringAsync(new Uri("/api/data/9?q=now&id=8&code=secret", UriKind.Relative));
        Assert.Equal("9 now False {\"q\":\"now\",\"id\":\"8\",\"code\":\"secret\"}", answer);
    }

    [Theory]
    [InlineData("/api/items/many/abc")]
    [InlineData("/api/guid/no-guid")]
    public async Task A_route_value_of_the_wrong_type_is_an_error_of_the_function(string path)
    {
        using HttpResponseMessage response = await _client.GetAsync(new Uri(path, UriKind.Relative));
        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
    }

    public sealed record Order(string Name, int Count);

    public sealed class Visit
    {
        public Guid Id { get; } = Guid.NewGuid();
    }

    public sealed class Functions(Visit visit)
    {
        [Function("items")]
        public IActionResult Items([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "items/{number}/{name}")] HttpRequest request, int number, string name) =>
            Text(request, $"{number} {name}");

        [Function("guid")]
        public IActionResult ById([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "guid/{id}")] HttpRequest request, Guid id) =>
            Text(request, $"{id}");

        [Function("optional")]
        public IActionResult Optional([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "optional/{number?}")] HttpRequest request, int? number) =>
            Text(request, number is null ? "none" : $"{number}");

        [Function("rest")]
        public IActionResult Rest([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "rest/{*path}")] HttpRequest request, string path) =>
            Text(request, path);

        [Function("contexts")]
        public IActionResult Contexts([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request, HttpContext http, FunctionContext context)
        {
            bool sameRequest = ReferenceEquals(http, request.HttpContext) && ReferenceEquals(http, context.GetHttpContext());
            bool sameServices = ReferenceEquals(context.InstanceServices.GetService(typeof(Visit)), http.RequestServices.GetService(typeof(Visit)));
            return Text(request, $"{sameRequest} {sameServices} {context.FunctionDefinition.Name} {request.QueryString}");
        }

        [Function("typed")]
        public IActionResult Typed([HttpTrigger(AuthorizationLevel.Anonymous, "post")] Order order) =>
            new ContentResult { Content = $"{order.Name} x {order.Count}" };

        [Function("from-body")]
        public IActionResult FromBody(
            [HttpTrigger(AuthorizationLevel.Anonymous, "post")] HttpRequest request,
            [Microsoft.Azure.Functions.Worker.Http.FromBody] Order order) =>
            Text(request, $"{request.Method} {order.Name} x {order.Count}");

        [Function("text")]
        public IActionResult Body([HttpTrigger(AuthorizationLevel.Anonymous, "post")] string body) => new ContentResult { Content = body };

        [Function("bytes")]
        public IActionResult Body([HttpTrigger(AuthorizationLevel.Anonymous, "post")] byte[] body) => new ContentResult { Content = $"{body.Length}" };

        [Function("length")]
        public async Task<IActionResult> LengthAsync([HttpTrigger(AuthorizationLevel.Anonymous, "post")] HttpRequest request, CancellationToken cancellationToken)
        {
            long length = 0;
            byte[] buffer = new byte[8192];
            for (int read; (read = await request.Body.ReadAsync(buffer, cancellationToken)) > 0;)
            {
                length += read;
            }

            return Text(request, $"{length}");
        }

        [Function("limited")]
        public async Task<IActionResult> LimitedAsync([HttpTrigger(AuthorizationLevel.Anonymous, "post")] HttpRequest request)
        {
            request.HttpContext.Features.Get<Microsoft.AspNetCore.Http.Features.IHttpMaxRequestBodySizeFeature>()!.MaxRequestBodySize = 1_000_000;
            return await LengthAsync(request, CancellationToken.None);
        }

        [Function("visit")]
        public IActionResult ShowVisit([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request) =>
            Text(request, $"{visit.Id} {ReferenceEquals(visit, request.HttpContext.RequestServices.GetRequiredService<Visit>())}");

        [Function("trace")]
        public IActionResult Trace([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request, FunctionContext context) =>
            Text(request, context.TraceContext.TraceParent);

        [Function("data")]
        public IActionResult Data([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "data/{id}")] HttpRequest request, FunctionContext context) =>
            Text(request, $"{context.BindingContext.BindingData["id"]} {context.BindingContext.BindingData["q"]} {context.BindingContext.BindingData.ContainsKey("code")} {context.BindingContext.BindingData["Query"]}");

        private static ContentResult Text(HttpRequest request, string text)
        {
            Assert.NotNull(request);
            return new ContentResult { Content = text };
        }
    }

    public static class StaticFunctions
    {
        [Function("static")]
        public static IResult Get([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request)
        {
            Assert.NotNull(request);
            return Results.Text("static");
        }
    }
}
