using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Support.Local.Hosting;
using Xunit;

namespace Support.Local.Worker.Tests.Http;

public sealed class HttpResultTests : IAsyncLifetime
{
    private readonly CapturedLogs _logs = new();
    private FunctionAppHost _host = null!;
    private HttpClient _client = null!;

    public async Task InitializeAsync()
    {
        _host = await TestApp.StartAsync(new TestApp.Setup
        {
            Functions = [typeof(Functions)],
            Logs = _logs,
            Configure = static builder =>
            {
                builder.Services.Configure<Microsoft.AspNetCore.Mvc.JsonOptions>(options => options.JsonSerializerOptions.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower);
                builder.Services.Configure<Microsoft.AspNetCore.Http.Json.JsonOptions>(options => options.SerializerOptions.PropertyNamingPolicy = JsonNamingPolicy.KebabCaseLower);
            },
        });
        _client = _host.CreateClient();
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _host.DisposeAsync();
    }

    [Theory]
    [InlineData("action-result", 201, "{\"ticket_id\":1}")]
    [InlineData("result", 202, "{\"ticket-id\":1}")]
    [InlineData("value-task", 204, "")]
    [InlineData("written", 418, "short and stout")]
    [InlineData("nothing", 200, "")]
    public async Task An_answer_of_each_kind_is_executed_with_the_apps_own_options(string path, int status, string body)
    {
        using HttpResponseMessage response = await _client.GetAsync(new Uri($"/api/{path}", UriKind.Relative));
        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal(body, await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task An_answer_that_is_no_http_response_is_left_out_and_logged()
    {
        using HttpResponseMessage response = await _client.GetAsync(new Uri("/api/object", UriKind.Relative));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(0, response.Content.Headers.ContentLength);
        Assert.Contains(_logs.Entries, entry => entry.Level == LogLevel.Warning && entry.Message.Contains("no HTTP response", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("throws")]
    [InlineData("throws-synchronously")]
    public async Task An_exception_is_a_problem_without_details_and_is_logged(string path)
    {
        using HttpResponseMessage response = await _client.GetAsync(new Uri($"/api/{path}", UriKind.Relative));
        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        string body = await response.Content.ReadAsStringAsync();
        Assert.DoesNotContain("secret", body, StringComparison.Ordinal);
        using var problem = JsonDocument.Parse(body);
        Assert.Equal(500, problem.RootElement.GetProperty("status").GetInt32());
        Assert.NotEmpty(problem.RootElement.GetProperty("traceId").GetString()!);
        Assert.Contains(_logs.Entries, entry => entry.Level == LogLevel.Error && entry.Exception is InvalidOperationException { Message: "secret" });
    }

    public sealed record Ticket(int TicketId);

    public sealed class Functions
    {
        [Function("action-result")]
        public IActionResult Action([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request) =>
            new ObjectResult(new Ticket(1)) { StatusCode = request is null ? 0 : 201 };

        [Function("result")]
        public Task<IResult> ResultAsync([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request) =>
            Task.FromResult(Results.Json(new Ticket(1), statusCode: request is null ? 0 : 202));

        [Function("value-task")]
        public ValueTask<IActionResult> ValueTaskAsync([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request) =>
            ValueTask.FromResult<IActionResult>(new StatusCodeResult(request is null ? 0 : 204));

        [Function("written")]
        public async Task WrittenAsync([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request)
        {
            request.HttpContext.Response.StatusCode = 418;
            await request.HttpContext.Response.WriteAsync("short and stout");
        }

        [Function("nothing")]
        public void Nothing([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request) => Assert.NotNull(request);

        [Function("object")]
        public Ticket Object([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request) => new(request is null ? 0 : 1);

        [Function("throws")]
        public async Task<IActionResult> ThrowsAsync([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request)
        {
            await Task.Yield();
            Assert.NotNull(request);
            throw new InvalidOperationException("secret");
        }

        [Function("throws-synchronously")]
        public IActionResult Throws([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request) =>
            throw new InvalidOperationException(request is null ? "?" : "secret");
    }
}
