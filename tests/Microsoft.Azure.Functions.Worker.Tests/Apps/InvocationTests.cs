using System.Diagnostics;
using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Support.Local.Hosting;
using Xunit;

namespace Support.Local.Worker.Tests.Apps;

/// <summary>What a function and its middleware find in their context.</summary>
public sealed class InvocationTests
{
    private const string Trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    private readonly Events _events = new();

    [Fact]
    public async Task Items_and_features_are_shared_by_all_that_serve_one_invocation()
    {
        await using FunctionAppHost host = await StartAsync(builder => builder.UseMiddleware(async (context, next) =>
        {
            context.Items["item"] = "from middleware";
            context.Features.Set(new Mark("set"));
            await next();
            _events.Tell($"{context.Items["answer"]} {context.Features.Count()}");
        }));
        Assert.Equal("from middleware set", await GetAsync(host, "share"));
        Assert.StartsWith("from function ", await _events.NextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_definition_names_the_function_its_method_and_its_bindings()
    {
        await using FunctionAppHost host = await StartAsync();
        Assert.Equal(
            "define True Support.Local.Worker.Tests.Apps.InvocationTests+Functions.Define in: request httpTrigger In; parameters: request context",
            await GetAsync(host, "define"));
    }

    [Fact]
    public async Task The_trace_of_the_caller_is_the_current_activity_and_goes_on_in_outgoing_requests()
    {
        await using FunctionAppHost host = await StartAsync();
        using HttpClient client = host.CreateClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/relay?to={host.BaseAddress}api/trace");
        request.Headers.Add("traceparent", Trace);
        request.Headers.Add("tracestate", "vendor=1");
        using HttpResponseMessage response = await client.SendAsync(request);
        string[] seen = (await response.Content.ReadAsStringAsync()).Split(' ');
        Assert.All(seen[..3], id => Assert.StartsWith("00-0af7651916cd43dd8448eb211c80319c-", id, StringComparison.Ordinal));
        Assert.Equal(seen[0], seen[1]);
        Assert.NotEqual(seen[0], seen[2]);
        Assert.Equal(["vendor=1", "vendor=1"], seen[3..]);
    }

    [Fact]
    public async Task A_trace_that_is_none_is_left_aside()
    {
        await using FunctionAppHost host = await StartAsync();
        using HttpClient client = host.CreateClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/trace");
        request.Headers.Add("traceparent", "no-trace");
        using HttpResponseMessage response = await client.SendAsync(request);
        Assert.Matches("^00-[0-9a-f]{32}-[0-9a-f]{16}-0[01] $", await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Middleware_may_answer_for_a_function_that_throws()
    {
        await using FunctionAppHost host = await StartAsync(static builder => builder.UseMiddleware(async (context, next) =>
        {
            try
            {
                await next();
            }
            catch (InvalidOperationException exception)
            {
                context.GetInvocationResult().Value = new ObjectResult(exception.Message) { StatusCode = 409 };
            }
        }));
        using HttpClient client = host.CreateClient();
        using HttpResponseMessage response = await client.GetAsync(new Uri("/api/fail", UriKind.Relative));
        Assert.Equal(HttpStatusCode.Conflict, response.StatusCode);
    }

    [Fact]
    public async Task A_middleware_that_throws_fails_the_invocation()
    {
        await using FunctionAppHost host = await StartAsync(static builder => builder.UseMiddleware(
            static (context, _) => throw new TimeoutException(context.InvocationId)));
        using HttpClient client = host.CreateClient();
        using HttpResponseMessage response = await client.GetAsync(new Uri("/api/trace", UriKind.Relative));
        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
    }

    [Fact]
    public async Task A_function_of_its_own_may_be_for_some_invocations_only()
    {
        await using FunctionAppHost host = await StartAsync(builder => builder.UseWhen(
            context => context.FunctionDefinition.Name == "trace",
            (context, next) =>
            {
                _events.Tell(context.FunctionDefinition.Name);
                return next();
            }));
        await GetAsync(host, "define");
        await GetAsync(host, "trace");
        Assert.Equal(["trace"], _events.Told());
    }

    [Fact]
    public async Task What_triggers_without_retries_is_no_retry()
    {
        await using FunctionAppHost host = await StartAsync();
        Assert.Equal("0 of 0", await GetAsync(host, "retry"));
    }

    [Fact]
    public async Task A_function_that_takes_longer_than_host_json_allows_fails_and_is_cancelled()
    {
        await using FunctionAppHost host = await StartAsync(settings: new() { ["AzureFunctionsJobHost__functionTimeout"] = "00:00:00.1" });
        using HttpClient client = host.CreateClient();
        using HttpResponseMessage response = await client.GetAsync(new Uri("/api/hang", UriKind.Relative));
        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        Assert.Equal("cancelled", await _events.NextAsync());
    }

    [Fact]
    public async Task The_token_of_a_request_is_cancelled_when_the_caller_goes_away()
    {
        await using FunctionAppHost host = await StartAsync();
        using HttpClient client = host.CreateClient();
        using var impatience = new CancellationTokenSource();
        Task<HttpResponseMessage> response = client.GetAsync(new Uri("/api/hang?tell=1", UriKind.Relative), impatience.Token);
        Assert.Equal("hangs", await _events.NextAsync());
        await impatience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => response);
        Assert.Equal("cancelled", await _events.NextAsync());
    }

    [Fact]
    public async Task Requests_that_run_when_the_app_stops_may_end_and_no_others_begin()
    {
        await using FunctionAppHost host = await StartAsync();
        using HttpClient client = host.CreateClient();
        Task<string> running = client.GetStringAsync(new Uri("/api/hang?tell=1", UriKind.Relative));
        Assert.Equal("hangs", await _events.NextAsync());
        var listeners = host.Services.GetServices<IHostedService>().OfType<FunctionAppListeners>().Single();
        Task stop = listeners.StopAsync(CancellationToken.None);
        using HttpResponseMessage late = await client.GetAsync(new Uri("/api/trace", UriKind.Relative));
        Assert.Equal(HttpStatusCode.NotFound, late.StatusCode);
        Assert.False(stop.IsCompleted);
        host.Services.GetRequiredService<Latch>().Open();
        await stop;
        Assert.Equal("done", await running);
    }

    [Fact]
    public async Task A_function_that_a_setting_disables_is_not_triggered()
    {
        await using FunctionAppHost host = await StartAsync(settings: new() { ["AzureWebJobs.trace.Disabled"] = "true", ["AzureWebJobs.define.Disabled"] = "false" });
        using HttpClient client = host.CreateClient();
        using HttpResponseMessage disabled = await client.GetAsync(new Uri("/api/trace", UriKind.Relative));
        Assert.Equal(HttpStatusCode.NotFound, disabled.StatusCode);
        Assert.StartsWith("define", await GetAsync(host, "define"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Warning", 0)]
    [InlineData("Debug", 1)]
    public async Task The_levels_of_logs_are_those_of_host_json(string level, int expected)
    {
        var logs = new CapturedLogs();
        await using FunctionAppHost host = await TestApp.StartAsync(new TestApp.Setup
        {
            Functions = [typeof(Functions)],
            Logs = logs,
            Settings = new Dictionary<string, string?> { ["AzureFunctionsJobHost__logging__logLevel__Talk"] = level },
            Configure = static builder => builder.Services.AddSingleton<Latch>(),
        });
        await GetAsync(host, "talk");
        Assert.Equal(expected, logs.Entries.Count(entry => entry.Message == "talked"));
    }

    [Fact]
    public async Task A_setting_of_host_json_that_means_nothing_here_is_logged()
    {
        var logs = new CapturedLogs();
        await using FunctionAppHost host = await TestApp.StartAsync(new TestApp.Setup
        {
            Functions = [typeof(Functions)],
            Logs = logs,
            Settings = new Dictionary<string, string?> { ["AzureFunctionsJobHost__extensions__http__dynamicThrottlesEnabled"] = "true" },
            Configure = static builder => builder.Services.AddSingleton<Latch>(),
        });
        Assert.Contains(logs.Entries, entry => entry.Message == "host.json sets extensions.http.dynamicThrottlesEnabled, which the Local flavour does not follow.");
    }

    [Theory]
    [InlineData("functionTimeout", "soon", "functionTimeout is 'soon'")]
    [InlineData("extensions__http__maxConcurrentRequests", "0", "extensions.http.maxConcurrentRequests is '0'")]
    [InlineData("extensions__serviceBus__maxConcurrentCalls", "0", "extensions.serviceBus.maxConcurrentCalls is 0")]
    [InlineData("extensions__serviceBus__maxConcurrentCalls", "many", "extensions.serviceBus.maxConcurrentCalls is 'many'")]
    [InlineData("extensions__serviceBus__clientRetryOptions__maxRetries", "-1", "clientRetryOptions")]
    public async Task A_setting_of_host_json_that_makes_no_sense_is_named(string setting, string value, string expected)
    {
        var settings = new Dictionary<string, string?> { ["AzureFunctionsJobHost__" + setting] = value, ["AzureWebJobsServiceBus"] = "UseDevelopmentStorage=true" };
        Exception exception = await Assert.ThrowsAnyAsync<FunctionWorkerException>(async () =>
        {
            await using FunctionAppHost host = await TestApp.StartAsync(new TestApp.Setup { Functions = [typeof(Functions), typeof(OnMessage)], Settings = settings });
        });
        Assert.Contains(expected, exception.Message, StringComparison.Ordinal);
    }

    private static async Task<string> GetAsync(FunctionAppHost host, string path)
    {
        using HttpClient client = host.CreateClient();
        return await client.GetStringAsync(new Uri($"/api/{path}", UriKind.Relative));
    }

    private Task<FunctionAppHost> StartAsync(Action<FunctionsApplicationBuilder>? configure = null, Dictionary<string, string?>? settings = null) =>
        TestApp.StartAsync(new TestApp.Setup
        {
            Functions = [typeof(Functions)],
            Events = _events,
            Settings = settings ?? [],
            Configure = builder =>
            {
                builder.Services.AddSingleton<Latch>();
                configure?.Invoke(builder);
            },
        });

    public sealed record Mark(string Text);

    public sealed class Latch
    {
        private readonly TaskCompletionSource _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public void Open() => _opened.TrySetResult();

        public Task WaitAsync(CancellationToken cancellationToken) => _opened.Task.WaitAsync(cancellationToken);
    }

    public static class OnMessage
    {
        [Function("on-message")]
        public static void Run([ServiceBusTrigger("queue")] string message) => Assert.NotNull(message);
    }

    public sealed class Functions(Events events, Latch latch)
    {
        [Function("share")]
        public IResult Share([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request, FunctionContext context)
        {
            context.Items["answer"] = "from function";
            return Text(request, $"{context.Items["item"]} {context.Features.Get<Mark>()!.Text}");
        }

        [Function("define")]
        public IResult Define([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request, FunctionContext context)
        {
            FunctionDefinition definition = context.FunctionDefinition;
            string inputs = string.Join(", ", definition.InputBindings.Values.Select(binding => $"{binding.Name} {binding.Type} {binding.Direction}"));
            return Text(
                request,
                $"{definition.Name} {context.FunctionId == definition.Id} {definition.EntryPoint} in: {inputs}; parameters: {string.Join(' ', definition.Parameters.Select(parameter => parameter.Name))}");
        }

        [Function("trace")]
        public IResult Trace([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request, FunctionContext context) =>
            Text(request, $"{context.TraceContext.TraceParent} {context.TraceContext.TraceState}");

        [Function("relay")]
        public async Task<IResult> RelayAsync([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request, FunctionContext context)
        {
            using var client = new HttpClient();
            string[] answer = (await client.GetStringAsync(new Uri(request.Query["to"].ToString()), context.CancellationToken)).Split(' ');
            return Text(request, $"{context.TraceContext.TraceParent} {Activity.Current!.Id} {answer[0]} {context.TraceContext.TraceState} {answer[1]}");
        }

        [Function("fail")]
        public IResult Fail([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request) =>
            throw new InvalidOperationException(request.Path);

        [Function("retry")]
        public IResult Retry([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request, FunctionContext context) =>
            Text(request, $"{context.RetryContext.RetryCount} of {context.RetryContext.MaxRetryCount}");

        [Function("hang")]
        public async Task<IResult> HangAsync([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request, CancellationToken cancellationToken)
        {
            if (request.Query.ContainsKey("tell"))
            {
                events.Tell("hangs");
            }

            try
            {
                await latch.WaitAsync(cancellationToken);
            }
            catch (OperationCanceledException)
            {
                events.Tell("cancelled");
                throw;
            }

            return Text(request, "done");
        }

        [Function("talk")]
        public IResult Talk([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request, FunctionContext context)
        {
#pragma warning disable CA1848, CA1873 // The category is what this is about.
            context.GetLogger("Talk").LogInformation("talked");
#pragma warning restore CA1848, CA1873
            return Text(request, "");
        }

        private static IResult Text(HttpRequest request, string text)
        {
            Assert.NotNull(request);
            return Results.Text(text);
        }
    }
}
