using Microsoft.DurableTask.Tests.Faults;
using Support.Local.Durable;
using Xunit;

namespace Microsoft.DurableTask.Tests;

/// <summary>What one orchestration costs: Azurite has one core, and everybody shares it.</summary>
public sealed class When_storage_calls_are_counted : EngineContract
{
    private readonly FaultyStore _store = new(new MemoryDurableStore());
    private int _seen;

    private protected override IDurableStore NewStore() => _store;

    [Fact]
    public async Task An_activity_and_a_sleep_on_an_event_are_three_writes()
    {
        TestHub hub = await StartAsync(context => context.WaitForExternalEvent<object>("e"));

        await hub.ScheduleAsync("One");
        await hub.IdleAsync();

        Assert.Equal(["create", "commit", "commit"], NewCalls());
    }

    [Fact]
    public async Task An_activity_and_a_sleep_on_a_timer_are_four_writes()
    {
        TestHub hub = await StartAsync(context => context.CreateTimer(TimeSpan.FromHours(1), CancellationToken.None));

        await hub.ScheduleAsync("One");
        await hub.IdleAsync();
        Assert.Equal(["create", "commit", "add-timers", "commit"], NewCalls());

        await hub.AdvanceAsync(TimeSpan.FromHours(1));
        Assert.Equal(["commit"], NewCalls());
    }

    [Fact]
    public async Task An_event_is_one_write_and_one_turn()
    {
        TestHub hub = await StartAsync(context => context.WaitForExternalEvent<object>("e"));
        string id = await hub.ScheduleAsync("One");
        await hub.IdleAsync();
        NewCalls();

        await hub.Client.RaiseEventAsync(id, "e");
        await hub.IdleAsync();

        Assert.Equal(["append-message", "commit"], NewCalls());
    }

    [Fact]
    public async Task An_instance_that_is_no_longer_cached_is_one_read_more()
    {
        TestHub hub = await StartAsync(context => context.WaitForExternalEvent<object>("e"));
        hub.CachedInstancesMax = 0;
        await hub.CrashAndRestartAsync();
        string id = await hub.ScheduleAsync("One");
        await hub.IdleAsync();
        NewCalls();

        await hub.Client.RaiseEventAsync(id, "e");
        await hub.IdleAsync();

        Assert.Equal(["append-message", "read", "commit"], NewCalls());
    }

    [Fact]
    public async Task A_deadline_of_a_ticket_is_four_writes()
    {
        TestHub hub = NewHub(registry => TicketClock.Register(registry, new EffectLog()));
        await hub.StartAsync();
        await hub.ScheduleAsync("TicketClock", new TicketClock.State(3));
        await hub.IdleAsync();
        NewCalls();

        await hub.AdvanceAsync(TimeSpan.FromMinutes(10));

        // Timer fired, deadline fired and begun anew, next deadline known: its index entry and its commit.
        Assert.Equal(["commit", "commit", "add-timers", "commit"], NewCalls());
    }

    [Fact]
    public async Task A_restart_reads_the_index_and_what_is_active_but_no_sleeper()
    {
        TestHub hub = await StartAsync(context => context.CreateTimer(TimeSpan.FromHours(1), CancellationToken.None));
        await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => hub.ScheduleAsync("One")));
        await hub.IdleAsync();
        NewCalls();

        await hub.CrashAndRestartAsync();
        await hub.IdleAsync();

        Assert.Equal(["initialize", "read-timers", "read-pending"], NewCalls());
    }

    [Fact]
    public async Task Timers_set_at_the_same_time_share_a_write()
    {
        TestHub hub = await StartAsync(context => Task.WhenAll(
            Enumerable.Range(1, 200).Select(minutes => context.CreateTimer(TimeSpan.FromMinutes(minutes), CancellationToken.None))));

        await hub.ScheduleAsync("One");
        await hub.IdleAsync();

        Assert.Single(NewCalls(), "add-timers");
    }

    private async Task<TestHub> StartAsync(Func<TaskOrchestrationContext, Task> afterActivity)
    {
        TestHub hub = await StartHubAsync(registry => registry
            .AddOrchestratorFunc("One", async context =>
            {
                await context.CallActivityAsync("Nothing");
                await afterActivity(context);
            })
            .AddActivityFunc("Nothing", _ => { }));
        NewCalls();
        return hub;
    }

    private List<string> NewCalls()
    {
        List<string> calls = [.. _store.Calls.Skip(_seen)];
        _seen += calls.Count;
        return calls;
    }
}
