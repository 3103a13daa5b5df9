using Azure.Core.Pipeline;
using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Tests.Faults;
using Microsoft.Extensions.DependencyInjection;
using Support.Local;
using Support.Local.Durable;
using Support.Local.Storage;
using Xunit;

namespace Microsoft.DurableTask.Tests.Simulated;

/// <summary>One hub, one host: seen to by a lease, on virtual time.</summary>
public sealed class When_two_hosts_share_a_hub
{
    private static readonly DateTimeOffset s_start = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    private readonly Simulation _simulation = new(1, s_start);
    private readonly EffectLog _effects = new();
    private MemoryStorage _storage = null!;

    [Fact]
    public void The_second_is_refused_and_told_by_whom_and_since_when() => Run(async () =>
    {
        await using DurableTaskEngine first = NewEngine("first", 11);
        await first.StartAsync();
        await PassAsync(TimeSpan.FromMinutes(3));
        await using DurableTaskEngine second = NewEngine("second", 22);

        DurableTaskHubInUseException refused = await Assert.ThrowsAsync<DurableTaskHubInUseException>(() => second.StartAsync());

        Assert.Equal(("Hub", "first", 11, s_start), (refused.HubName, refused.Host, refused.ProcessId, refused.Since));
        Assert.Contains("process 11 on 'first' since 2026-03-02 09:00:00Z", refused.Message, StringComparison.Ordinal);
        Assert.InRange(Passed, TimeSpan.FromMinutes(3), TimeSpan.FromMinutes(3) + TimeSpan.FromSeconds(3));
    });

    [Fact]
    public void A_host_that_stopped_in_order_leaves_the_hub_free() => Run(async () =>
    {
        await using DurableTaskEngine first = NewEngine("first", 11);
        await first.StartAsync();
        await first.StopAsync();
        await using DurableTaskEngine second = NewEngine("second", 22);

        await second.StartAsync();

        Assert.Equal(TimeSpan.Zero, Passed);
    });

    [Fact]
    public void A_host_that_died_on_another_machine_loses_the_hub_in_seconds() => Run(async () =>
    {
        DurableTaskEngine first = NewEngine("first", 11);
        await first.StartAsync();
        await PassAsync(TimeSpan.FromSeconds(1));
        await first.DisposeAsync();
        await using DurableTaskEngine second = NewEngine("second", 22);

        await second.StartAsync();

        Assert.InRange(Passed, TimeSpan.FromSeconds(6), TimeSpan.FromSeconds(8));
    });

    [Fact]
    public void A_host_that_is_known_to_be_dead_loses_the_hub_at_once() => Run(async () =>
    {
        DurableTaskEngine first = NewEngine("first", 11);
        await first.StartAsync();
        await first.DisposeAsync();
        await using DurableTaskEngine second = NewEngine("first", 11);

        await second.StartAsync();

        Assert.Equal(TimeSpan.Zero, Passed);
    });

    [Fact]
    public void A_host_that_was_cut_off_goes_on_when_nobody_came_meanwhile() => Run(async () =>
    {
        var cut = new CutTransport(_storage.CreateTransport());
        await using DurableTaskEngine first = NewEngine("first", 11, cut);
        await first.StartAsync();
        await first.Client.ScheduleNewOrchestrationInstanceAsync("Tick", new StartOrchestrationOptions("t"));
        cut.IsCut = true;
        await PassAsync(TimeSpan.FromMinutes(10));
        int during = _effects.Runs;
        cut.IsCut = false;

        await PassAsync(TimeSpan.FromMinutes(10));

        Assert.InRange(during, 0, 1);
        Assert.InRange(_effects.Runs, during + 5, 20);
    });

    [Fact]
    public void A_host_that_lost_the_hub_writes_nothing_more() => Run(async () =>
    {
        var cut = new CutTransport(_storage.CreateTransport());
        await using DurableTaskEngine first = NewEngine("first", 11, cut);
        await first.StartAsync();
        await first.Client.ScheduleNewOrchestrationInstanceAsync("Tick", new StartOrchestrationOptions("t"));
        cut.IsCut = true;
        await PassAsync(TimeSpan.FromMinutes(2));
        await using DurableTaskEngine second = NewEngine("second", 22);
        await second.StartAsync();
        cut.IsCut = false;
        cut.Writes.Clear();

        await PassAsync(TimeSpan.FromMinutes(30));

        // It asks once for its lease, and that is refused.
        Assert.All(cut.Writes, write => Assert.Contains("lease", write, StringComparison.Ordinal));
        Assert.True(first.HubLost.IsCompleted);
        Assert.False(second.HubLost.IsCompleted);
        OrchestrationMetadata ticker = (await second.Client.GetInstanceAsync("t"))!;
        Assert.Equal(OrchestrationRuntimeStatus.Running, ticker.RuntimeStatus);
        Assert.DoesNotContain(_effects.Report().Split('\n'), line => line.EndsWith("x2", StringComparison.Ordinal));
    });

    private TimeSpan Passed => _simulation.Time.GetUtcNow() - s_start;

    private void Run(Func<Task> test) => _simulation.Run(() =>
    {
        _storage = new MemoryStorage(_simulation.Time);
        return test();
    });

    private Task PassAsync(TimeSpan time) => Task.Delay(time, _simulation.Time);

    private DurableTaskEngine NewEngine(string host, int processId, HttpPipelineTransport? transport = null) => new(
        new DurableTaskRegistry()
            .AddOrchestratorFunc<int>("Tick", async (context, number) =>
            {
                await context.CreateTimer(TimeSpan.FromMinutes(1), CancellationToken.None);
                await context.CallActivityAsync("Note", $"{number} {context.NewGuid()}");
                context.ContinueAsNew(number + 1);
            })
            .AddActivityFunc<string>("Note", (_, tick) => _effects.Add(tick.Split(' ')[0], tick.Split(' ')[1])),
        Process.Tables(transport ?? _storage.CreateTransport()),
        new ServiceCollection().BuildServiceProvider(),
        new DurableTaskEngineOptions
        {
            HubName = "Hub",
            LeaseTimes = HubLeaseTimes.Default,
            LeaseOwner = new HubOwner(host, processId, "0"),
        });

    /// <summary>A way to storage that can be cut.</summary>
    private sealed class CutTransport(HttpPipelineTransport inner) : HttpPipelineTransport
    {
        public bool IsCut { get; set; }

        public List<string> Writes { get; } = [];

        public override Azure.Core.Request CreateRequest() => inner.CreateRequest();

        public override void Process(Azure.Core.HttpMessage message) => throw new NotSupportedException();

        public override ValueTask ProcessAsync(Azure.Core.HttpMessage message)
        {
            if (IsCut)
            {
                throw new Azure.RequestFailedException("The way is cut.");
            }

            if (message.Request.Method != Azure.Core.RequestMethod.Get)
            {
                Writes.Add(message.Request.Uri.ToString());
            }

            return inner.ProcessAsync(message);
        }
    }
}
