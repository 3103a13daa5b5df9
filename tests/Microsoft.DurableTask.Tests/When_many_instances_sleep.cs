using Support.Local.Durable;
using Support.TestKit.Time;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace Microsoft.DurableTask.Tests;

public sealed class When_many_instances_sleep
{
    private readonly MemoryDurableStore _store = new();
    private readonly ManualTimeProvider _clock = new();
    private readonly List<string> _told = [];

    private DateTime Now => _clock.GetUtcNow().UtcDateTime;

    [Fact]
    public async Task A_sleeper_takes_less_than_half_a_kilobyte()
    {
        const int sleepers = 100_000;
        await WritePagesAsync(sleepers);
        long before = GC.GetTotalMemory(forceFullCollection: true);
        await using TimerIndex index = NewIndex();

        await index.LoadAsync(CancellationToken.None);

        long each = (GC.GetTotalMemory(forceFullCollection: true) - before) / sleepers;
        Assert.Equal(sleepers, index.Count);
        Assert.InRange(each, 1, 512);
        GC.KeepAlive(index);
    }

    [Fact]
    public async Task Only_one_timer_of_the_clock_is_used()
    {
        await WritePagesAsync(1_000);
        await using TimerIndex index = NewIndex();
        await index.LoadAsync(CancellationToken.None);
        index.Start();

        Assert.Equal(_clock.GetUtcNow().AddSeconds(1), _clock.NextDue);
        _clock.Advance(TimeSpan.FromSeconds(500));

        Assert.Equal(500, _told.Count);
        Assert.Equal(_clock.GetUtcNow().AddSeconds(1), _clock.NextDue);
    }

    [Fact]
    public async Task Pages_are_put_together_and_deleted_as_they_empty()
    {
        const int sleepers = 3_000;
        await using TimerIndex index = NewIndex();
        await index.LoadAsync(CancellationToken.None);
        index.Start();
        for (int i = 0; i < sleepers; i++)
        {
            await index.EnsureAsync($"i{i}", [new OpenTimer(0, Now.AddHours(1))]);
            index.Retain($"i{i}", [new OpenTimer(0, Now.AddHours(1))]);
        }

        await index.TidyAsync();
        int stored = (await ReadPagesAsync()).Count;
        Assert.InRange(stored, 1, 300);

        for (int i = 0; i < sleepers; i++)
        {
            index.Retain($"i{i}", i % 100 == 0 ? [new OpenTimer(0, Now.AddHours(1))] : []);
        }

        await index.TidyAsync();
        Assert.Equal(30, index.Count);
        await using TimerIndex next = NewIndex();
        await next.LoadAsync(CancellationToken.None);
        next.Start();
        _clock.Advance(TimeSpan.FromHours(2));
        Assert.Superset(Enumerable.Range(0, 30).Select(i => $"i{i * 100}").ToHashSet(), _told.ToHashSet());
    }

    [Fact]
    public async Task An_entry_that_nobody_confirms_is_there_again_after_a_restart()
    {
        await using (TimerIndex index = NewIndex())
        {
            await index.EnsureAsync("i", [new OpenTimer(0, Now.AddMinutes(1))]);
            index.Start();
            _clock.Advance(TimeSpan.FromMinutes(2));
            Assert.Equal(["i"], _told);
        }

        await using TimerIndex next = NewIndex();
        await next.LoadAsync(CancellationToken.None);
        next.Start();

        Assert.Equal(["i", "i"], _told);
    }

    private TimerIndex NewIndex() => new(
        new StorageRetry(_store, TimeProvider.System, NullLogger.Instance),
        new MessageKeys(TimeProvider.System),
        _clock,
        (instanceId, _) => _told.Add(instanceId),
        NullLogger.Instance,
        CancellationToken.None);

    private async Task WritePagesAsync(int sleepers)
    {
        IDurableStore store = _store;
        foreach (int[] chunk in Enumerable.Range(1, sleepers).Chunk(400))
        {
            string content = TimerPageText.Write(chunk.Select(i => new TimerEntry($"ticket-SUP-2026-{i:d7}", Now.AddSeconds(i))));
            await store.AddTimerPageAsync(new TimerPage($"p{chunk[0]}", content), CancellationToken.None);
        }
    }

    private Task<IReadOnlyList<TimerPage>> ReadPagesAsync() => ((IDurableStore)_store).ReadTimerPagesAsync(CancellationToken.None);
}
