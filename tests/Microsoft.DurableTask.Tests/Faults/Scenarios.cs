using Microsoft.DurableTask.Client;

namespace Microsoft.DurableTask.Tests.Faults;

/// <summary>Orchestrations that together use everything the engine commits.</summary>
internal static class Scenarios
{
    public const string TicketClockName = "a clock that begins anew after every change and deadline";

    /// <summary>Those of few calls: for tests that run in real time.</summary>
    private static readonly Scenario[] s_small =
    [
        Chain(), FanOut(), Children(), Events(), Messages(), TicketClocks(), Retries(), SuspendedAndResumed(), Terminated(), UsedAgain(), LongHistory(),
    ];

    public static IReadOnlyList<Scenario> All { get; } =
    [
        .. s_small, WideFanOut(), LargePayloads(), CancelledTimers(), Purged(), HandledRetries(),
    ];

    public static IEnumerable<string> SmallNames => s_small.Select(scenario => scenario.Name);

    public static IEnumerable<string> Names => All.Select(scenario => scenario.Name);

    public static Scenario Named(string name) => All.Single(scenario => scenario.Name == name);

    private static Scenario Chain() => new(
        "activities and a timer",
        (registry, effects) => registry
            .AddOrchestratorFunc<string>("Chain", async context =>
            {
                string first = await context.CallActivityAsync<string>("Do", $"first {context.NewGuid()}");
                await context.CreateTimer(TimeSpan.FromMinutes(5), CancellationToken.None);
                context.SetCustomStatus("half");
                return first + await context.CallActivityAsync<string>("Do", $"second {context.NewGuid()}");
            })
            .AddActivityFunc<string, string>("Do", (_, input) => Do(effects, input)),
        [Step.Start("Chain", "chain"), Step.Minutes(10)]);

    private static Scenario FanOut() => new(
        "activities side by side",
        (registry, effects) => registry
            .AddOrchestratorFunc<int>("FanOut", async context =>
                (await Task.WhenAll(Enumerable.Range(1, 6).Select(i => context.CallActivityAsync<int>("Count", $"{i} {context.NewGuid()}")))).Sum())
            .AddActivityFunc<string, int>("Count", (_, input) => int.Parse(Do(effects, input), System.Globalization.CultureInfo.InvariantCulture)),
        [Step.Start("FanOut", "fan")]);

    private static Scenario Children() => new(
        "sub-orchestrations",
        (registry, effects) => registry
            .AddOrchestratorFunc<string>("Parent", async context =>
            {
                string[] all = await Task.WhenAll(Enumerable.Range(1, 3).Select(i =>
                    context.CallSubOrchestratorAsync<string>("Child", $"{i}", new SubOrchestrationOptions(instanceId: $"child-{i}"))));
                return string.Join(',', all);
            })
            .AddOrchestratorFunc<string, string>("Child", async (context, input) =>
            {
                await context.CreateTimer(TimeSpan.FromMinutes(1), CancellationToken.None);
                return await context.CallActivityAsync<string>("Do", $"{input} {context.NewGuid()}");
            })
            .AddActivityFunc<string, string>("Do", (_, input) => Do(effects, input)),
        [Step.Start("Parent", "parent"), Step.Minutes(2)]);

    private static Scenario Events() => new(
        "events from clients, early, in time and too late",
        (registry, _) => registry
            .AddOrchestratorFunc<string>("Events", async context =>
            {
                string early = await context.WaitForExternalEvent<string>("early");
                string inTime = await context.WaitForExternalEvent<string>("in-time", TimeSpan.FromMinutes(5));
                try
                {
                    await context.WaitForExternalEvent<string>("never", TimeSpan.FromMinutes(5));
                }
                catch (TaskCanceledException)
                {
                    return early + inTime + await context.WaitForExternalEvent<string>("late");
                }

                return "wrong";
            }),
        [
            Step.Start("Events", "events"), Step.Raise("events", "early", "a"), Step.Minutes(1), Step.Raise("events", "in-time", "b"),
            Step.Minutes(10), Step.Raise("events", "late", "c"),
        ]);

    private static Scenario Messages() => new(
        "events from one instance to another",
        (registry, _) => registry
            .AddOrchestratorFunc<int>("Adder", async context =>
            {
                int sum = 0;
                for (int i = 0; i < 4; i++)
                {
                    sum += await context.WaitForExternalEvent<int>("add");
                }

                await context.CreateTimer(TimeSpan.FromMinutes(30), CancellationToken.None);
                return sum;
            })
            .AddOrchestratorFunc<int>("Sender", async (context, number) =>
            {
                context.SendEvent("adder", "add", number);
                await context.CreateTimer(TimeSpan.FromMinutes(1), CancellationToken.None);
                context.SendEvent("adder", "add", number * 10);
            }),
        [Step.Start("Adder", "adder"), Step.Start("Sender", "sender-1", 1), Step.Start("Sender", "sender-2", 2), Step.Minutes(40)]);

    private static Scenario TicketClocks() => new(
        TicketClockName,
        TicketClock.Register,
        [
            Step.Start("TicketClock", "ticket", new TicketClock.State(3)), Step.Minutes(4), Step.Raise("ticket", "ticket-changed"),
            Step.Minutes(30), Step.Raise("ticket", "ticket-changed"), Step.Raise("ticket", "ticket-changed"), Step.Minutes(60),
            Step.Raise("ticket", "ticket-changed"),
        ]);

    private static Scenario Retries() => new(
        "an activity that fails at first",
        (registry, effects) => registry
            .AddOrchestratorFunc<string>("Retry", context => context.CallActivityAsync<string>(
                "Fail", $"done {context.NewGuid()}", new TaskOptions(new RetryPolicy(9, TimeSpan.FromMinutes(1)))))
            .AddActivityFunc<string, string>("Fail", (_, input) =>
                effects.Next("attempt") < 3 ? throw new InvalidOperationException("not yet") : Do(effects, input)),
        [Step.Start("Retry", "retry"), Step.Minutes(10)])
    {
        // Its activity fails twice in all, also when it is run again.
        HasOneHistory = false,
    };

    private static Scenario SuspendedAndResumed() => new(
        "suspended and resumed",
        (registry, effects) => registry
            .AddOrchestratorFunc<string>("Hold", async context =>
            {
                string word = await context.WaitForExternalEvent<string>("word");
                await context.CreateTimer(TimeSpan.FromMinutes(1), CancellationToken.None);
                return await context.CallActivityAsync<string>("Do", $"{word} {context.NewGuid()}");
            })
            .AddActivityFunc<string, string>("Do", (_, input) => Do(effects, input)),
        [
            Step.Start("Hold", "hold"), new Step.Client(client => client.SuspendInstanceAsync("hold")), Step.Raise("hold", "word", "w"),
            Step.Minutes(5), new Step.Client(client => client.ResumeInstanceAsync("hold")), Step.Minutes(5),
        ]);

    private static Scenario Terminated() => new(
        "terminated with its children",
        (registry, _) => registry
            .AddOrchestratorFunc("Parent", context => Task.WhenAll(
                context.CallSubOrchestratorAsync("Child", null, new SubOrchestrationOptions(instanceId: "a")),
                context.CallSubOrchestratorAsync("Child", null, new SubOrchestrationOptions(instanceId: "b"))))
            .AddOrchestratorFunc("Child", context => context.CreateTimer(TimeSpan.FromDays(1), CancellationToken.None)),
        [
            Step.Start("Parent", "parent"), Step.Minutes(1),
            new Step.Client(client => client.TerminateInstanceAsync("parent", new TerminateInstanceOptions("over", Recursive: true))),
        ]);

    private static Scenario UsedAgain() => new(
        "an id that is used again",
        (registry, effects) => registry
            .AddOrchestratorFunc<string, string>("Once", (context, input) => context.CallActivityAsync<string>("Do", $"{input} {context.NewGuid()}"))
            .AddActivityFunc<string, string>("Do", (_, input) => Do(effects, input)),
        [Step.Start("Once", "once", "first"), Step.Minutes(1), Step.Start("Once", "once", "first"), Step.Minutes(1)]);

    private static Scenario LongHistory() => new(
        "a history of many pages that is dropped",
        (registry, effects) => registry
            .AddOrchestratorFunc<int, int>("Long", async (context, generation) =>
            {
                int chars = 0;
                for (int i = 0; i < 4; i++)
                {
                    chars += (await context.CallActivityAsync<string>("Text", $"{generation}-{i} {context.NewGuid()}")).Length;
                }

                if (generation < 2)
                {
                    context.ContinueAsNew(generation + 1);
                }

                return chars;
            })
            .AddActivityFunc<string, string>("Text", (_, input) =>
            {
                Do(effects, input);
                return new string('x', 15_000);
            }),
        [Step.Start("Long", "long", 1)]);

    private static Scenario WideFanOut() => new(
        "fifty activities side by side",
        (registry, effects) => registry
            .AddOrchestratorFunc<int>("FanOut", async context =>
                (await Task.WhenAll(Enumerable.Range(1, 50).Select(i => context.CallActivityAsync<string>("Do", $"{i} {context.NewGuid()}")))).Length)
            .AddActivityFunc<string, string>("Do", (_, input) => Do(effects, input)),
        [Step.Start("FanOut", "wide")]);

    private static Scenario LargePayloads() => new(
        "payloads that need more than one property and more than one page",
        (registry, effects) => registry
            .AddOrchestratorFunc<string, int>("Large", async (context, input) =>
            {
                string result = await context.CallActivityAsync<string>("Text", $"first {context.NewGuid()}");
                string raised = await context.WaitForExternalEvent<string>("large");
                context.SetCustomStatus(new string('s', 40_000));
                string child = await context.CallSubOrchestratorAsync<string>("Echo", raised, new SubOrchestrationOptions(instanceId: "large-child"));
                return input.Length + result.Length + raised.Length + child.Length;
            })
            .AddOrchestratorFunc<string, string>("Echo", (_, input) => input + input)
            .AddActivityFunc<string, string>("Text", (_, input) =>
            {
                Do(effects, input);
                return new string('x', 70_000);
            }),
        [Step.Start("Large", "large", new string('i', 40_000)), Step.Raise("large", "large", new string('e', 40_000))]);

    private static Scenario CancelledTimers() => new(
        "timers that are cancelled",
        (registry, effects) => registry
            .AddOrchestratorFunc<string>("Race", async context =>
            {
                var won = new List<string>();
                for (int round = 0; round < 3; round++)
                {
                    using var cancel = new CancellationTokenSource();
                    Task timer = context.CreateTimer(TimeSpan.FromMinutes(10), cancel.Token);
                    Task<string> signal = context.WaitForExternalEvent<string>("go", cancel.Token);
                    Task first = await Task.WhenAny(timer, signal);
                    won.Add(first == timer ? "timer" : await signal);
                    cancel.Cancel();
                }

                return string.Join(' ', won);
            }),
        [Step.Start("Race", "race"), Step.Minutes(4), Step.Raise("race", "go", "one"), Step.Minutes(14), Step.Raise("race", "go", "two"), Step.Minutes(30)]);

    private static Scenario Purged() => new(
        "purged with its children, and begun again",
        (registry, effects) => registry
            .AddOrchestratorFunc<string, string>("Parent", (context, input) => context.CallSubOrchestratorAsync<string>(
                "Child", input, new SubOrchestrationOptions(instanceId: "child")))
            .AddOrchestratorFunc<string, string>("Child", (context, input) => context.CallActivityAsync<string>("Do", $"{input} {context.NewGuid()}"))
            .AddActivityFunc<string, string>("Do", (_, input) => Do(effects, input)),
        [
            Step.Start("Parent", "parent", "first"), Step.Minutes(1),
            new Step.Client(client => client.PurgeInstanceAsync("parent", new PurgeInstanceOptions(Recursive: true))),
            Step.Start("Parent", "parent", "second"), Step.Minutes(1),
        ]);

    private static Scenario HandledRetries() => new(
        "a handler that waits durably between attempts, here and in a child",
        (registry, effects) => registry
            .AddOrchestratorFunc<string>("Try", context => context.CallSubOrchestratorAsync<string>(
                "Failing", null, new SubOrchestrationOptions(new RetryPolicy(3, TimeSpan.FromMinutes(1)), "failing")))
            .AddOrchestratorFunc<string>("Failing", async context =>
            {
                int attempts = 0;
                try
                {
                    await context.CallActivityAsync("Fail", options: TaskOptions.FromRetryHandler(async retry =>
                    {
                        attempts = retry.LastAttemptNumber;
                        await retry.OrchestrationContext.CreateTimer(TimeSpan.FromMinutes(attempts), CancellationToken.None);
                        return attempts < 3;
                    }));
                }
                catch (TaskFailedException failure)
                {
                    return $"{attempts} {failure.FailureDetails.ErrorMessage} {await context.CallActivityAsync<string>("Do", $"undo {context.NewGuid()}")}";
                }

                return "wrong";
            })
            .AddActivityFunc("Fail", _ => throw new InvalidOperationException("no"))
            .AddActivityFunc<string, string>("Do", (_, input) => Do(effects, input)),
        [Step.Start("Try", "try"), Step.Minutes(30)]);

    /// <summary>Fifty of many kinds at once, for runs of which every byte is compared.</summary>
    public static Scenario Fifty { get; } = new(
        "fifty at once",
        (registry, effects) => registry
            .AddOrchestratorFunc<int, string>("Mixed", async (context, number) =>
            {
                await context.CallActivityAsync("Do", $"{number}-a {context.NewGuid()}");
                string child = number % 3 == 0 ? await context.CallSubOrchestratorAsync<string>("Inner", number, new SubOrchestrationOptions(instanceId: $"inner-{number}")) : "none";
                await context.CreateTimer(TimeSpan.FromHours(number), CancellationToken.None);
                if (number % 5 == 0)
                {
                    context.SendEvent($"mixed-{number + 1}", "word", $"from {number}");
                }

                string word = number % 5 == 1 ? await context.WaitForExternalEvent<string>("word") : "-";
                await Task.WhenAll(Enumerable.Range(0, 3).Select(i => context.CallActivityAsync("Do", $"{number}-{i} {context.NewGuid()}")));
                return $"{child} {word}";
            })
            .AddOrchestratorFunc<int, string>("Inner", async (context, number) =>
            {
                await context.CreateTimer(TimeSpan.FromMinutes(number), CancellationToken.None);
                return await context.CallActivityAsync<string>("Do", $"{number}-inner {context.NewGuid()}");
            })
            .AddActivityFunc<string, string>("Do", (_, input) => Do(effects, input)),
        [
            new Step.Client(client => Task.WhenAll(Enumerable.Range(0, 50).Select(number =>
                client.ScheduleNewOrchestrationInstanceAsync("Mixed", number, new StartOrchestrationOptions($"mixed-{number}"))))),
            Step.Minutes(3 * 24 * 60),
        ]);

    /// <summary>Notes "effect identity" and gives the effect back.</summary>
    private static string Do(EffectLog effects, string input)
    {
        string[] words = input.Split(' ');
        effects.Add(words[0], words[1]);
        return words[0];
    }
}
