using Support.Local;
using Support.Local.Storage;
using Support.TestKit.Time;
using Xunit;

namespace Azure.Data.Tables.Tests.Faults;

/// <summary>What a client meets on a way that has faults.</summary>
public sealed class When_storage_fails
{
    [Fact]
    public async Task A_refused_connection_has_status_zero_and_no_effect()
    {
        var faulty = await Faulty.NewAsync(new StorageFaults(1) { Refuse = 1 });

        var refused = await Assert.ThrowsAsync<RequestFailedException>(() => faulty.Table.AddEntityAsync(Faulty.Note("r")));

        Assert.Equal(0, refused.Status);
        Assert.Equal(HttpRequestError.ConnectionError, Assert.IsType<HttpRequestException>(refused.InnerException).HttpRequestError);
        Assert.Empty(await faulty.RowKeysAsync());
    }

    [Fact]
    public async Task A_busy_service_answers_503_and_does_nothing()
    {
        var faulty = await Faulty.NewAsync(new StorageFaults(1) { Busy = 1 });

        var busy = await Assert.ThrowsAsync<RequestFailedException>(() => faulty.Table.AddEntityAsync(Faulty.Note("r")));

        Assert.Equal((503, "ServerBusy"), (busy.Status, busy.ErrorCode));
        Assert.Empty(await faulty.RowKeysAsync());
    }

    [Fact]
    public async Task A_failure_after_the_commit_looks_like_one_before_it()
    {
        var faulty = await Faulty.NewAsync(new StorageFaults(1) { FailAfterCommit = 1 });
        var seen = new HashSet<(int, string?)>();
        for (int number = 0; number < 30; number++)
        {
            var failed = await Assert.ThrowsAsync<RequestFailedException>(() => faulty.Table.AddEntityAsync(Faulty.Note($"{number}")));
            seen.Add((failed.Status, failed.ErrorCode));
        }

        Assert.Equal(30, (await faulty.RowKeysAsync()).Count);
        Assert.Equal([(0, null), (500, "InternalError"), (503, "ServerBusy")], seen.Order());
    }

    [Fact]
    public async Task A_request_that_is_carried_out_twice_is_answered_as_the_second_time()
    {
        var faulty = await Faulty.NewAsync(new StorageFaults(1) { Duplicate = 1 });

        var conflict = await Assert.ThrowsAsync<RequestFailedException>(() => faulty.Table.AddEntityAsync(Faulty.Note("r")));
        await faulty.Table.UpsertEntityAsync(Faulty.Note("u"));

        Assert.Equal((409, "EntityAlreadyExists"), (conflict.Status, conflict.ErrorCode));
        Assert.Equal(["r", "u"], await faulty.RowKeysAsync());
    }

    [Fact]
    public async Task The_pipeline_retries_what_failed()
    {
        var faulty = await Faulty.NewAsync(new StorageFaults(7) { Refuse = 0.3, Busy = 0.3 }, retries: 30);

        await faulty.Table.AddEntityAsync(Faulty.Note("r"));

        Assert.Equal(["r"], await faulty.RowKeysAsync());
    }

    [Fact]
    public void A_delay_passes_on_the_clock_of_the_account() => Simulate(async clock =>
    {
        var faulty = await Faulty.NewAsync(new StorageFaults(1) { Delay = 1, MinDelay = TimeSpan.FromSeconds(4), MaxDelay = TimeSpan.FromSeconds(6) }, clock);
        DateTimeOffset start = clock.GetUtcNow();

        await faulty.Table.AddEntityAsync(Faulty.Note("r"));

        Assert.InRange(clock.GetUtcNow() - start, TimeSpan.FromSeconds(4), TimeSpan.FromSeconds(6));
    });

    [Fact]
    public void Requests_in_flight_overtake_one_another() => Simulate(async clock =>
    {
        var faulty = await Faulty.NewAsync(new StorageFaults(3) { Delay = 1, MaxDelay = TimeSpan.FromSeconds(1) }, clock);
        var order = new List<int>();
        async Task AddAsync(int number)
        {
            await faulty.Table.AddEntityAsync(Faulty.Note($"{number}"));
            order.Add(number);
        }

        await Task.WhenAll(Enumerable.Range(0, 8).Select(AddAsync));

        Assert.NotEqual(order.Order(), order);
        Assert.Equal(8, (await faulty.RowKeysAsync()).Count);
    });

    [Fact]
    public void A_call_that_takes_longer_than_the_network_time_out_ends_with_it() => Simulate(async clock =>
    {
        var faulty = await Faulty.NewAsync(new StorageFaults(1) { Delay = 1, MinDelay = TimeSpan.FromHours(1), MaxDelay = TimeSpan.FromHours(1) }, clock);
        DateTimeOffset start = clock.GetUtcNow();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => faulty.Table.AddEntityAsync(Faulty.Note("r")));

        Assert.Equal(TimeSpan.FromSeconds(100), clock.GetUtcNow() - start);
    });

    [Fact]
    public async Task A_delayed_call_can_be_canceled_before_its_effect()
    {
        var clock = new ManualTimeProvider();
        var faulty = await Faulty.NewAsync(new StorageFaults(1) { Delay = 1, MinDelay = TimeSpan.FromHours(1), MaxDelay = TimeSpan.FromHours(1) }, clock);
        using var cancellation = new CancellationTokenSource();

        Task call = faulty.Table.AddEntityAsync(Faulty.Note("r"), cancellation.Token);
        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        Assert.Empty(await faulty.RowKeysAsync());
    }

    [Fact]
    public async Task Calls_that_block_are_not_delayed()
    {
        var faulty = await Faulty.NewAsync(new StorageFaults(1) { Delay = 1, MinDelay = TimeSpan.FromHours(1), MaxDelay = TimeSpan.FromHours(1) });

        Assert.Equal(204, faulty.Table.AddEntity(Faulty.Note("r")).Status);
    }

    private static void Simulate(Func<TimeProvider, Task> program)
    {
        var simulation = new Simulation(1, new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero));
        simulation.Run(() => program(simulation.Time));
    }
}
