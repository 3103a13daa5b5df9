using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Hosting;
using Support.Local.Hosting;
using Support.TestKit.Azurite;
using Xunit;

namespace Support.Local.Worker.Tests.Durable;

[Collection(SharedAzurite.Name)]
public sealed class DurableBindingTests(AzuriteFixture azurite)
{
    private readonly string _hub = $"hub{Guid.NewGuid():N}"[..20];
    private readonly Events _events = new();

    [Fact]
    public async Task An_http_function_starts_an_orchestration_that_calls_activities()
    {
        await using FunctionAppHost host = await StartAsync(typeof(Greeting));
        Assert.Equal("Completed \"Hello, Ada! Hello, Bob!\"", await SendAsync(host, "/api/greet/g1?wait"));
    }

    [Fact]
    public async Task The_apps_middleware_runs_round_its_activities()
    {
        await using FunctionAppHost host = await StartAsync(typeof(Greeting));
        await SendAsync(host, "/api/greet/g1?wait");
        Assert.Equal(["greet", "say-hello", "say-hello"], _events.Told());
    }

    [Fact]
    public async Task An_activity_is_told_the_instance_that_called_it()
    {
        await using FunctionAppHost host = await StartAsync(typeof(Identity));
        Assert.Equal("Completed \"i1 i1\"", await SendAsync(host, "/api/identity/i1?wait"));
    }

    [Fact]
    public async Task An_exception_in_an_activity_is_the_orchestrators_to_catch_or_to_repeat()
    {
        await using FunctionAppHost host = await StartAsync(typeof(Fragile));
        Assert.Equal("Completed \"System.TimeoutException: Too slow. after 3\"", await SendAsync(host, "/api/fragile/f1?wait"));
    }

    [Fact]
    public async Task An_orchestration_goes_on_after_a_restart()
    {
        await using (FunctionAppHost host = await StartAsync(typeof(Waiting)))
        {
            await SendAsync(host, "/api/waiting/w1");
            Assert.Equal("prepared", await _events.NextAsync());
        }

        await using FunctionAppHost again = await StartAsync(typeof(Waiting));
        Assert.Equal("Completed \"go!\"", await SendAsync(again, "/api/raise/w1/go!?wait"));
    }

    [Fact]
    public async Task A_client_without_orchestrations_in_its_app_is_an_error_that_says_so()
    {
        var logs = new CapturedLogs();
        await using FunctionAppHost host = await TestApp.StartAsync(new TestApp.Setup { Functions = [typeof(Lonely)], Logs = logs });
        using HttpClient client = host.CreateClient();
        using HttpResponseMessage response = await client.PostAsync(new Uri("/api/lonely/l1", UriKind.Relative), null);
        Assert.Equal(500, (int)response.StatusCode);
        Assert.Contains(logs.Entries, entry => entry.Exception?.Message.Contains("in the same app", StringComparison.Ordinal) == true);
    }

    private Task<FunctionAppHost> StartAsync(Type functions) => TestApp.StartAsync(new TestApp.Setup
    {
        Functions = [functions],
        Events = _events,
        Settings = new Dictionary<string, string?>
        {
            ["AzureWebJobsStorage"] = azurite.ConnectionString,
            ["AzureFunctionsJobHost__extensions__durableTask__hubName"] = _hub,
        },
        Configure = builder =>
        {
            if (functions == typeof(Greeting))
            {
                builder.UseMiddleware((context, next) =>
                {
                    _events.Tell(context.FunctionDefinition.Name);
                    return next();
                });
            }
        },
    });

    private static async Task<string> SendAsync(FunctionAppHost host, string path)
    {
        using HttpClient client = host.CreateClient();
        using HttpResponseMessage response = await client.PostAsync(new Uri(path, UriKind.Relative), null);
        return await response.Content.ReadAsStringAsync();
    }

    private static async Task<IResult> OutcomeAsync(DurableTaskClient client, HttpRequest request, string id)
    {
        if (!request.Query.ContainsKey("wait"))
        {
            return Results.Accepted();
        }

        using var patience = CancellationTokenSource.CreateLinkedTokenSource(request.HttpContext.RequestAborted);
        patience.CancelAfter(TimeSpan.FromSeconds(20));
        OrchestrationMetadata outcome = await client.WaitForInstanceCompletionAsync(id, getInputsAndOutputs: true, patience.Token);
        return Results.Text($"{outcome.RuntimeStatus} {outcome.SerializedOutput ?? outcome.FailureDetails?.ToString()}");
    }

    private static async Task<IResult> StartAsync(DurableTaskClient client, HttpRequest request, string name, string id, object? input = null)
    {
        await client.ScheduleNewOrchestrationInstanceAsync(name, input, new StartOrchestrationOptions(id));
        return await OutcomeAsync(client, request, id);
    }

    public sealed class Greeting
    {
        [Function("greet")]
        public Task<IResult> PostAsync(
            [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "greet/{id}")] HttpRequest request, [DurableClient] DurableTaskClient client, string id) =>
            StartAsync(client, request, "greet-all", id, new Names("Ada", "Bob"));

        [Function("greet-all")]
        public async Task<string> GreetAllAsync([OrchestrationTrigger] TaskOrchestrationContext context, Names names)
        {
            string[] greetings = await Task.WhenAll(
                context.CallActivityAsync<string>("say-hello", names.First), context.CallActivityAsync<string>("say-hello", names.Second));
            return string.Join(' ', greetings);
        }

        [Function("say-hello")]
        public string SayHello([ActivityTrigger] string name) => $"Hello, {name}!";

        public sealed record Names(string First, string Second);
    }

    public static class Identity
    {
        [Function("identity")]
        public static Task<IResult> PostAsync(
            [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "identity/{id}")] HttpRequest request, [DurableClient] DurableTaskClient client, string id) =>
            StartAsync(client, request, "ask", id);

        [Function("Ask")]
        public static Task<string> AskAsync([OrchestrationTrigger(Orchestration = "ask")] TaskOrchestrationContext context) =>
            context.CallActivityAsync<string>("who");

        [Function("Who")]
        public static string Who([ActivityTrigger(Activity = "who")] TaskActivityContext context, string instanceId) => $"{context.InstanceId} {instanceId}";
    }

    public sealed class Fragile
    {
        private static int _tries;

        [Function("fragile")]
        public Task<IResult> PostAsync(
            [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "fragile/{id}")] HttpRequest request, [DurableClient] DurableTaskClient client, string id) =>
            StartAsync(client, request, "try", id);

        [Function("try")]
        public async Task<string> TryAsync([OrchestrationTrigger] TaskOrchestrationContext context)
        {
            try
            {
                await context.CallActivityAsync("fail", TaskOptions.FromRetryPolicy(new RetryPolicy(3, TimeSpan.FromMilliseconds(1))));
                return "fine";
            }
            catch (TaskFailedException exception)
            {
                return $"{exception.FailureDetails.ErrorType}: {exception.FailureDetails.ErrorMessage} after {_tries}";
            }
        }

        [Function("fail")]
        public Task FailAsync([ActivityTrigger] object? input)
        {
            Assert.Null(input);
            Interlocked.Increment(ref _tries);
            throw new TimeoutException("Too slow.");
        }
    }

    public sealed class Waiting(Events events)
    {
        [Function("waiting")]
        public Task<IResult> PostAsync(
            [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "waiting/{id}")] HttpRequest request, [DurableClient] DurableTaskClient client, string id) =>
            StartAsync(client, request, "wait", id);

        [Function("raise")]
        public async Task<IResult> RaiseAsync(
            [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "raise/{id}/{text}")] HttpRequest request, [DurableClient] DurableTaskClient client, string id, string text)
        {
            await client.RaiseEventAsync(id, "word", text);
            return await OutcomeAsync(client, request, id);
        }

        [Function("wait")]
        public async Task<string> WaitAsync([OrchestrationTrigger] TaskOrchestrationContext context)
        {
            await context.CallActivityAsync("prepare");
            return await context.WaitForExternalEvent<string>("word");
        }

        [Function("prepare")]
        public void Prepare([ActivityTrigger] object? input)
        {
            Assert.Null(input);
            events.Tell("prepared");
        }
    }

    public static class Lonely
    {
        [Function("lonely")]
        public static Task<IResult> PostAsync(
            [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "lonely/{id}")] HttpRequest request, [DurableClient] DurableTaskClient client, string id) =>
            StartAsync(client, request, "nobody", id);
    }
}
