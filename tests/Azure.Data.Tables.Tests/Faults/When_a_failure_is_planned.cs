using Support.Local;
using Support.Local.Storage;
using Xunit;

namespace Azure.Data.Tables.Tests.Faults;

/// <summary>Failures at exact requests, and what they are counted by.</summary>
public sealed class When_a_failure_is_planned
{
    [Theory]
    [InlineData(FaultMoment.BeforeEffect, false, "1")]
    [InlineData(FaultMoment.AfterEffect, false, "1 2")]
    [InlineData(FaultMoment.BeforeEffect, true, "1 3 4")]
    [InlineData(FaultMoment.AfterEffect, true, "1 2 3 4")]
    public async Task It_happens_at_that_request_and_at_every_later_one_unless_it_is_to_be_once(FaultMoment moment, bool once, string rows)
    {
        var faults = new StorageFaults(1);
        faults.FailAt(2, moment, once);
        var faulty = await Faulty.NewAsync(faults);

        bool[] succeeded = await AddFourAsync(faulty);

        Assert.Equal([true, false, once, once], succeeded);
        Assert.Equal(rows, string.Join(' ', await faulty.RowKeysAsync()));
        Assert.Equal(4, faults.Requests);
    }

    [Fact]
    public async Task Requests_are_counted_while_it_is_on()
    {
        var faults = new StorageFaults(1);
        faults.FailAt(2, FaultMoment.BeforeEffect);
        var faulty = await Faulty.NewAsync(faults);
        faults.Off();
        await AddFourAsync(faulty);
        long uncounted = faults.Requests;
        faults.On();
        await faulty.Table.GetEntityIfExistsAsync<TableEntity>("p", "1");

        await Assert.ThrowsAsync<RequestFailedException>(() => faulty.Table.GetEntityIfExistsAsync<TableEntity>("p", "1"));
        Assert.Equal((0, 2), (uncounted, faults.Requests));
    }

    [Fact]
    public async Task Only_the_requests_that_are_named_are_counted_and_fail()
    {
        var faults = new StorageFaults(1)
        {
            Only = call => call is { Service: "table", Method: "POST" } && call.Path == "/Notes",
        };
        faults.FailAt(3, FaultMoment.BeforeEffect);
        var faulty = await Faulty.NewAsync(faults);

        await faulty.Table.AddEntityAsync(Faulty.Note("1"));
        await faulty.Table.UpsertEntityAsync(Faulty.Note("2"));
        await faulty.Table.AddEntityAsync(Faulty.Note("3"));
        await Assert.ThrowsAsync<RequestFailedException>(() => faulty.Table.AddEntityAsync(Faulty.Note("4")));
        await faulty.Table.UpsertEntityAsync(Faulty.Note("5"));

        Assert.Equal(["1", "2", "3", "5"], await faulty.RowKeysAsync());
    }

    [Fact]
    public async Task One_seed_is_one_fate()
    {
        Assert.Equal(await FateAsync(5), await FateAsync(5));
        Assert.NotEqual(await FateAsync(5), await FateAsync(6));
    }

    [Fact]
    public void A_simulation_of_one_seed_meets_the_same_faults_and_leaves_the_same_rows()
    {
        string first = Simulated(11);

        Assert.Equal(first, Simulated(11));
        Assert.NotEqual(first, Simulated(12));
        Assert.Contains("failed", first, StringComparison.Ordinal);
    }

    private static async Task<bool[]> AddFourAsync(Faulty faulty)
    {
        var succeeded = new bool[4];
        for (int number = 0; number < 4; number++)
        {
            try
            {
                await faulty.Table.AddEntityAsync(Faulty.Note($"{number + 1}"));
                succeeded[number] = true;
            }
            catch (RequestFailedException)
            {
                // As planned.
            }
        }

        return succeeded;
    }

    private static async Task<string> FateAsync(int seed)
    {
        var faulty = await Faulty.NewAsync(new StorageFaults(seed) { Refuse = 0.2, Busy = 0.2, FailAfterCommit = 0.2, Duplicate = 0.2 });
        var fate = new List<string>();
        for (int number = 0; number < 40; number++)
        {
            try
            {
                fate.Add($"{(await faulty.Table.AddEntityAsync(Faulty.Note($"{number}"))).Status}");
            }
            catch (RequestFailedException failed)
            {
                fate.Add($"{failed.Status}{failed.ErrorCode}");
            }
        }

        return string.Join(' ', fate.Concat(await faulty.RowKeysAsync()));
    }

    /// <summary>Eight clients at once, delayed and failing, on a simulated clock; the rows are told with their tags.</summary>
    private static string Simulated(int seed)
    {
        var log = new List<string>();
        var simulation = new Simulation(seed, new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero));
        simulation.Run(async () =>
        {
            var faults = new StorageFaults(seed) { Refuse = 0.4, FailAfterCommit = 0.3, Delay = 0.8, MaxDelay = TimeSpan.FromSeconds(3) };
            var storage = new MemoryStorage();
            simulation.Transport = storage.CreateTransport();
            var sound = new TableClient(MemoryStorage.ConnectionString, "Notes");
            await sound.CreateAsync();
            simulation.Transport = storage.CreateTransport(faults);
            var table = new TableClient(MemoryStorage.ConnectionString, "Notes");
            await Task.WhenAll(Enumerable.Range(0, 8).Select(worker => WorkAsync(table, worker, log, simulation)));
            await foreach (TableEntity row in sound.QueryAsync<TableEntity>())
            {
                log.Add($"{row.RowKey} {row.ETag} {row["Text"]}");
            }
        });
        return string.Join('\n', log);
    }

    private static async Task WorkAsync(TableClient table, int worker, List<string> log, Simulation simulation)
    {
        for (int step = 0; step < 6; step++)
        {
            try
            {
                var row = new TableEntity("p", $"{(worker + step) % 5}") { ["Text"] = $"{worker}.{step} {LocalIdentity.NewGuid()}" };
                await table.SubmitTransactionAsync([new(TableTransactionActionType.UpsertReplace, row)]);
                log.Add($"{simulation.Time.GetUtcNow():O} {worker}.{step}");
            }
            catch (Exception failed) when (failed is RequestFailedException or AggregateException)
            {
                log.Add($"{simulation.Time.GetUtcNow():O} {worker}.{step} failed {failed.Message}");
            }
        }
    }
}
