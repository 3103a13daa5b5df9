using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using Support.Local.Durable;
using Support.TestKit.Azurite;
using Xunit;

namespace Microsoft.DurableTask.Tests.Contracts;

public abstract class OrchestratorContract : EngineContract
{
    [Fact]
    public async Task A_function_asks_its_context_for_its_input_and_knows_that_it_has_no_parent()
    {
        TestHub hub = await StartHubAsync(registry => registry
            .AddOrchestratorFunc<string>("Ask", context => Task.FromResult(
                $"{context.GetInput<int[]>()!.Sum()} {context.Name} {context.InstanceId} {context.Parent is null}")));

        OrchestrationMetadata done = await hub.CompletionAsync(await hub.ScheduleAsync("Ask", new[] { 1, 2, 3 }, "ask-1"));

        Assert.Equal("6 Ask ask-1 True", done.ReadOutputAs<string>());
    }

    [Fact]
    public async Task An_orchestrator_that_is_kept_in_memory_and_one_that_is_replayed_come_to_the_same()
    {
        string[] histories = await Task.WhenAll(HistoryAsync(replayEveryTurn: false), HistoryAsync(replayEveryTurn: true));

        Assert.Equal(histories[0], histories[1]);
    }

    [Fact]
    public async Task A_class_runs_with_its_typed_input_under_the_name_of_its_attribute()
    {
        TestHub hub = await StartHubAsync(registry => registry.AddOrchestrator<Doubling>());

        OrchestrationMetadata done = await hub.RunAsync("doubling", 21);

        Assert.Equal(42, done.ReadOutputAs<int>());
    }

    [Fact]
    public async Task An_unhandled_exception_fails_the_instance_with_its_details()
    {
        TestHub hub = await StartHubAsync(registry => registry
            .AddOrchestratorFunc("Break", _ => throw new InvalidOperationException("outer", new FormatException("inner"))));

        OrchestrationMetadata done = await hub.RunAsync("Break");

        Assert.Equal(OrchestrationRuntimeStatus.Failed, done.RuntimeStatus);
        Assert.Equal("outer", done.FailureDetails!.ErrorMessage);
        Assert.True(done.FailureDetails.IsCausedBy<InvalidOperationException>());
        Assert.Equal("inner", done.FailureDetails.InnerFailure!.ErrorMessage);
    }

    [Fact]
    public async Task An_unknown_orchestrator_fails_the_instance_by_name()
    {
        TestHub hub = await StartHubAsync(_ => { });

        OrchestrationMetadata done = await hub.RunAsync("Nobody");

        Assert.Equal("OrchestratorTaskNotFound", done.FailureDetails!.ErrorType);
        Assert.Contains("'Nobody'", done.FailureDetails.ErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_input_of_the_wrong_shape_fails_the_instance()
    {
        TestHub hub = await StartHubAsync(registry => registry.AddOrchestrator<Doubling>());

        OrchestrationMetadata done = await hub.RunAsync("Doubling", "twenty-one");

        Assert.Equal(OrchestrationRuntimeStatus.Failed, done.RuntimeStatus);
        Assert.True(done.FailureDetails!.IsCausedBy<System.Text.Json.JsonException>());
    }

    [Fact]
    public async Task Ids_and_time_are_the_same_at_every_replay()
    {
        var seen = new List<(Guid Id, DateTime Time)>();
        TestHub hub = await StartHubAsync(registry => registry
            .AddOrchestratorFunc<Guid[]>("Replayed", async context =>
            {
                var first = (context.NewGuid(), context.CurrentUtcDateTime);
                seen.Add(first);
                await context.CreateTimer(TimeSpan.FromMinutes(1), CancellationToken.None);
                await context.CreateTimer(TimeSpan.FromMinutes(1), CancellationToken.None);
                return [first.Item1, context.NewGuid()];
            }), replayEveryTurn: true);
        string id = await hub.ScheduleAsync("Replayed");
        await hub.AdvanceAsync(TimeSpan.FromMinutes(1));
        await hub.CrashAndRestartAsync();
        await hub.AdvanceAsync(TimeSpan.FromMinutes(1));

        Guid[] ids = (await hub.GetAsync(id)).ReadOutputAs<Guid[]>()!;

        Assert.Equal(3, seen.Count);
        Assert.Single(seen.Distinct());
        Assert.NotEqual(ids[0], ids[1]);
        Assert.NotEqual(ids[0], (await OtherIdAsync(hub))[0]);
    }

    [Fact]
    public async Task Replayed_code_knows_it_and_its_logger_is_silent()
    {
        var replaying = new List<string>();
        TestHub hub = await StartHubAsync(registry => registry
            .AddOrchestratorFunc("Steps", async context =>
            {
                ILogger logger = context.CreateReplaySafeLogger<OrchestratorContract>();
                logger.LogInformation("step 1");
                replaying.Add($"1{context.IsReplaying}");
                await context.CallActivityAsync("Nothing");
                logger.LogInformation("step 2");
                replaying.Add($"2{context.IsReplaying}");
                await context.CallActivityAsync("Nothing");
                logger.LogInformation("step 3");
                replaying.Add($"3{context.IsReplaying}");
            })
            .AddActivityFunc("Nothing", _ => { }), replayEveryTurn: true);

        await hub.RunAsync("Steps");

        Assert.Equal(["1False", "1True", "2False", "1True", "2True", "3False"], replaying);
        Assert.Equal(["step 1", "step 2", "step 3"], hub.Logs.Lines.Where(line => line.StartsWith("step", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task The_last_custom_status_can_be_read_from_outside()
    {
        TestHub hub = await StartHubAsync(registry => registry
            .AddOrchestratorFunc("Report", async context =>
            {
                context.SetCustomStatus("begun");
                await context.WaitForExternalEvent<object>("go");
                context.SetCustomStatus(new { Percent = 50 });
                await context.WaitForExternalEvent<object>("go");
            }));
        string id = await hub.ScheduleAsync("Report");
        await hub.IdleAsync();
        Assert.Equal("begun", (await hub.GetAsync(id)).ReadCustomStatusAs<string>());

        await hub.Client.RaiseEventAsync(id, "go");
        await hub.IdleAsync();

        Assert.Equal("""{"Percent":50}""", (await hub.GetAsync(id)).SerializedCustomStatus);
    }

    [Fact]
    public async Task A_long_history_survives_a_crash()
    {
        TestHub hub = await StartHubAsync(registry => registry
            .AddOrchestratorFunc<int>("Long", async context =>
            {
                int chars = 0;
                for (int i = 0; i < 40; i++)
                {
                    chars += (await context.CallActivityAsync<string>("Text", i)).Length;
                }

                await context.WaitForExternalEvent<object>("end");
                return chars;
            })
            .AddActivityFunc<int, string>("Text", (_, i) => new string((char)('a' + (i % 26)), 20_000)));
        string id = await hub.ScheduleAsync("Long");
        await hub.IdleAsync();
        await hub.CrashAndRestartAsync();

        await hub.Client.RaiseEventAsync(id, "end");

        Assert.Equal(800_000, (await hub.CompletionAsync(id)).ReadOutputAs<int>());
    }

    private async Task<string> HistoryAsync(bool replayEveryTurn)
    {
        TestHub hub = await StartHubAsync(
            registry => registry
                .AddOrchestratorFunc<string>("Mixed", async context =>
                {
                    Task<string> word = context.WaitForExternalEvent<string>("word");
                    for (int i = 0; i < 5; i++)
                    {
                        await context.CallActivityAsync("Nothing", i);
                        await context.CreateTimer(TimeSpan.FromMinutes(i), CancellationToken.None);
                        context.SetCustomStatus(i);
                    }

                    return await word;
                })
                .AddActivityFunc<int>("Nothing", (_, _) => { }),
            replayEveryTurn);
        await hub.ScheduleAsync("Mixed", instanceId: "m");
        await hub.AdvanceAsync(TimeSpan.FromMinutes(3));
        await hub.Client.SuspendInstanceAsync("m");
        await hub.IdleAsync();
        await hub.Client.RaiseEventAsync("m", "word", "w");
        await hub.AdvanceAsync(TimeSpan.FromMinutes(5));
        await hub.Client.ResumeInstanceAsync("m");
        await hub.AdvanceAsync(TimeSpan.FromMinutes(30));
        InstanceRecord record = (await hub.Store.ReadAsync("m", CancellationToken.None))!;
        return $"{record.Status} {record.Output} {record.CustomStatus} {record.Tail}";
    }

    private static async Task<Guid[]> OtherIdAsync(TestHub hub)
    {
        string id = await hub.ScheduleAsync("Replayed");
        await hub.AdvanceAsync(TimeSpan.FromMinutes(2));
        return (await hub.GetAsync(id)).ReadOutputAs<Guid[]>()!;
    }

    [DurableTask("Doubling")]
    private sealed class Doubling : TaskOrchestrator<int, int>
    {
        public override Task<int> RunAsync(TaskOrchestrationContext context, int input) =>
            Task.FromResult(input + context.GetInput<int>());
    }
}

public sealed class Orchestrators_in_memory : OrchestratorContract
{
    private protected override IDurableStore NewStore() => new MemoryDurableStore();
}

[Collection(AzuriteTests.Name)]
public sealed class Orchestrators_on_Azurite(AzuriteFixture azurite) : OrchestratorContract
{
    private protected override IDurableStore NewStore() => AzuriteTests.NewStore(azurite);
}
