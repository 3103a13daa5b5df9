using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;
using Support.Local.Hosting;
using Support.TestKit.Azurite;
using Xunit;

namespace Support.Local.Worker.Tests.Durable;

[Collection(SharedAzurite.Name)]
public sealed class ClassBasedTaskTests(AzuriteFixture azurite)
{
    [Fact]
    public Task Classes_of_the_apps_registry_run_beside_its_functions() =>
        TallyAsync("\"[30]\"", [typeof(Starting), typeof(Framing)], static registry => registry.AddOrchestrator<Tally>().AddActivity<Count>());

    [Fact]
    public Task An_app_may_have_classes_only() =>
        TallyAsync("\"30\"", [typeof(Starting)], static registry => registry.AddOrchestrator<PlainTally>().AddActivity<Count>());

    private async Task TallyAsync(string expected, Type[] functions, Action<DurableTaskRegistry> register)
    {
        await using FunctionAppHost host = await TestApp.StartAsync(new TestApp.Setup
        {
            Functions = functions,
            Settings = new Dictionary<string, string?>
            {
                ["AzureWebJobsStorage"] = azurite.ConnectionString,
                ["AzureFunctionsJobHost__extensions__durableTask__hubName"] = $"hub{Guid.NewGuid():N}"[..20],
            },
            Configure = builder => builder.Services.AddSingleton(new Step(10)).Configure(register),
        });
        using HttpClient client = host.CreateClient();
        using HttpResponseMessage response = await client.PostAsync(new Uri("/api/tally/3", UriKind.Relative), null);

        Assert.Equal(expected, await response.Content.ReadAsStringAsync());
    }

    public static class Starting
    {
        [Function("start-tally")]
        public static async Task<IResult> PostAsync(
            [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "tally/{number:int}")] HttpRequest request, [DurableClient] DurableTaskClient client, int number)
        {
            string id = await client.ScheduleNewOrchestrationInstanceAsync("tally", number, request.HttpContext.RequestAborted);
            OrchestrationMetadata done = await client.WaitForInstanceCompletionAsync(id, getInputsAndOutputs: true, request.HttpContext.RequestAborted);
            return Results.Text(done.SerializedOutput);
        }
    }

    public static class Framing
    {
        [Function("frame")]
        public static string Frame([ActivityTrigger] int number) => $"[{number}]";
    }

    [DurableTask("tally")]
    public sealed class Tally : TaskOrchestrator<int, string>
    {
        public override async Task<string> RunAsync(TaskOrchestrationContext context, int input)
        {
            int counted = await context.CallActivityAsync<int>(nameof(Count), input);
            return await context.CallActivityAsync<string>("frame", counted);
        }
    }

    [DurableTask("tally")]
    public sealed class PlainTally : TaskOrchestrator<int, string>
    {
        public override async Task<string> RunAsync(TaskOrchestrationContext context, int input) =>
            $"{await context.CallActivityAsync<int>(nameof(Count), input)}";
    }

    [DurableTask]
    public sealed class Count(Step step) : TaskActivity<int, int>
    {
        public override Task<int> RunAsync(TaskActivityContext context, int input) => Task.FromResult(input * step.Size);
    }

    public sealed record Step(int Size);
}
