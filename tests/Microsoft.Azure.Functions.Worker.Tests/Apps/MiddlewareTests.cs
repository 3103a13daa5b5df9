using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Hosting;
using Support.Local.Hosting;
using Xunit;

namespace Support.Local.Worker.Tests.Apps;

public sealed class MiddlewareTests
{
    private readonly Events _events = new();

    [Fact]
    public async Task Middleware_runs_round_the_function_the_first_outermost()
    {
        await using FunctionAppHost host = await StartAsync(static builder =>
        {
            builder.UseMiddleware<Outer>();
            builder.UseMiddleware<Inner>();
        });
        await GetAsync(host, "greet");
        Assert.Equal(["outer in", "inner in", "function", "inner out", "outer out"], _events.Told());
    }

    [Fact]
    public async Task Middleware_may_be_for_some_invocations_only()
    {
        await using FunctionAppHost host = await StartAsync(static builder =>
            builder.UseWhen<Outer>(context => context.FunctionDefinition.InputBindings.Values.First(binding => binding.Type.EndsWith("Trigger", StringComparison.Ordinal)).Type == "timerTrigger"));
        await GetAsync(host, "greet");
        Assert.Equal(["function"], _events.Told());
    }

    [Fact]
    public async Task Middleware_may_be_a_function_of_its_own()
    {
        await using FunctionAppHost host = await StartAsync(builder => builder.UseMiddleware(async (context, next) =>
        {
            context.Items["who"] = "middleware";
            await next();
            _events.Tell((string)context.Items["who"]);
        }));
        await GetAsync(host, "greet");
        Assert.Equal(["function", "middleware"], _events.Told());
    }

    [Fact]
    public async Task Middleware_may_answer_instead_of_the_function()
    {
        await using FunctionAppHost host = await StartAsync(static builder => builder.UseMiddleware<Unavailable>());
        using HttpResponseMessage response = await GetAsync(host, "fail");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.Equal("later", await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Middleware_may_put_another_answer_in_the_place_of_the_functions()
    {
        await using FunctionAppHost host = await StartAsync(static builder => builder.UseMiddleware(async (context, next) =>
        {
            await next();
            InvocationResult<IActionResult> result = context.GetInvocationResult<IActionResult>();
            result.Value = new ContentResult { Content = ((ContentResult)result.Value!).Content + "!" };
        }));
        using HttpResponseMessage response = await GetAsync(host, "greet");
        Assert.Equal("hello!", await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task One_instance_of_a_middleware_serves_all_invocations()
    {
        await using FunctionAppHost host = await StartAsync(static builder => builder.UseMiddleware<Counting>());
        await GetAsync(host, "greet");
        await GetAsync(host, "greet");
        Assert.Equal(["1", "function", "2", "function"], _events.Told());
    }

    [Fact]
    public async Task Each_invocation_has_an_id_of_its_own()
    {
        await using FunctionAppHost host = await StartAsync(builder => builder.UseMiddleware((context, next) =>
        {
            _events.Tell(context.InvocationId);
            return next();
        }));
        await GetAsync(host, "greet");
        await GetAsync(host, "greet");
        Assert.Equal(3, _events.Told().Distinct().Count());
    }

    private static async Task<HttpResponseMessage> GetAsync(FunctionAppHost host, string path)
    {
        using HttpClient client = host.CreateClient();
        return await client.GetAsync(new Uri($"/api/{path}", UriKind.Relative));
    }

    private Task<FunctionAppHost> StartAsync(Action<FunctionsApplicationBuilder> configure) =>
        TestApp.StartAsync(new TestApp.Setup { Functions = [typeof(Functions)], Events = _events, Configure = configure });

    public sealed class Functions(Events events)
    {
        [Function("greet")]
        public IActionResult Greet([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request)
        {
            Assert.NotNull(request);
            events.Tell("function");
            return new ContentResult { Content = "hello" };
        }

        [Function("fail")]
        public IActionResult Fail([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request)
        {
            events.Tell(request.Path);
            throw new TimeoutException();
        }
    }

    private sealed class Outer(Events events) : IFunctionsWorkerMiddleware
    {
        public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
        {
            events.Tell("outer in");
            await next(context);
            events.Tell("outer out");
        }
    }

    private sealed class Inner(Events events) : IFunctionsWorkerMiddleware
    {
        public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
        {
            events.Tell("inner in");
            await next(context);
            events.Tell("inner out");
        }
    }

    private sealed class Counting(Events events) : IFunctionsWorkerMiddleware
    {
        private int _count;

        public Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
        {
            events.Tell($"{++_count}");
            return next(context);
        }
    }

    private sealed class Unavailable : IFunctionsWorkerMiddleware
    {
        public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
        {
            try
            {
                await next(context);
            }
            catch (TimeoutException)
            {
                HttpContext http = context.GetHttpContext()!;
                http.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
                await http.Response.WriteAsync("later");
            }
        }
    }
}
