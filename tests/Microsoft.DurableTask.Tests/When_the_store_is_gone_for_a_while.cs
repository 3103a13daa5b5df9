using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Tests.Faults;
using Support.Local.Durable;
using Support.TestKit.Time;
using Xunit;

namespace Microsoft.DurableTask.Tests;

public sealed class When_the_store_is_gone_for_a_while : EngineContract
{
    private readonly FaultyStore _store = new(new MemoryDurableStore());

    private protected override IDurableStore NewStore() => _store;

    [Fact]
    public async Task The_engine_keeps_what_it_has_and_goes_on()
    {
        int runs = 0;
        var transport = new ManualTimeProvider();
        TestHub hub = NewHub(registry => registry
            .AddOrchestratorFunc<int>("Work", async context =>
            {
                await context.CreateTimer(TimeSpan.FromMinutes(1), CancellationToken.None);
                return await context.CallActivityAsync<int>("Count");
            })
            .AddActivityFunc<int>("Count", _ => Interlocked.Increment(ref runs)));
        hub.TransportTime = transport;
        await hub.StartAsync();
        string[] ids = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => hub.ScheduleAsync("Work")));
        await hub.IdleAsync();

        _store.IsGone = true;
        hub.Clock.Advance(TimeSpan.FromMinutes(1));
        await _store.Struck.WaitAsync(TestHub.Patience);
        for (int i = 0; i < 20; i++)
        {
            await UntilAsync(() => transport.NextDue is not null);
            transport.AdvanceTo(transport.NextDue!.Value);
        }

        await Assert.ThrowsAsync<IOException>(() => hub.ScheduleAsync("Work"));
        _store.IsGone = false;
        using var pump = new CancellationTokenSource();
        Task pumping = PumpAsync(transport, pump.Token);
        foreach (string id in ids)
        {
            Assert.Equal(OrchestrationRuntimeStatus.Completed, (await hub.CompletionAsync(id)).RuntimeStatus);
        }

        await pump.CancelAsync();
        await pumping;
        Assert.Equal(40, runs);
        Assert.InRange(hub.Logs.Lines.Count(line => line.Contains("did not answer", StringComparison.Ordinal)), 1, 20);
    }

    private static async Task UntilAsync(Func<bool> condition)
    {
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        using var patience = new CancellationTokenSource(TestHub.Patience);
        while (!condition())
        {
            await tick.WaitForNextTickAsync(patience.Token);
        }
    }

    private static async Task PumpAsync(ManualTimeProvider transport, CancellationToken cancellationToken)
    {
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        while (!cancellationToken.IsCancellationRequested)
        {
            transport.Advance(TimeSpan.FromSeconds(1));
            try
            {
                await tick.WaitForNextTickAsync(cancellationToken);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }
}
