using Azure.Core.Pipeline;
using Azure.Data.Tables.Tests.Contract;
using Support.Local;
using Support.Local.Storage;
using Xunit;

namespace Azure.Data.Tables.Tests.Protocol;

/// <summary>Clients made from a connection string follow the transport that is set for all, unless they are given their own.</summary>
public sealed class LocalTransportTests
{
    [Fact]
    public void Options_that_name_no_transport_have_the_shared_one()
    {
        Assert.Same(HttpClientTransport.Shared, new TableClientOptions().Transport);
    }

    [Fact]
    public void A_client_without_a_transport_of_its_own_takes_the_simulation_s() => Simulate(async simulation =>
    {
        simulation.Transport = new MemoryStorage().CreateTransport();
        var table = new TableClient(MemoryStorage.ConnectionString, "Notes");
        await table.CreateAsync();

        Assert.Equal(204, (await table.AddEntityAsync(new Note { PartitionKey = "p", RowKey = "r" })).Status);
    });

    [Fact]
    public void A_client_with_a_transport_of_its_own_keeps_it() => Simulate(async simulation =>
    {
        simulation.Transport = new MemoryStorage().CreateTransport();
        var own = new ScriptedTransport(_ => new CannedResponse(204));
        await Scripted.Table(own).DeleteEntityAsync("p", "r");

        Assert.Single(own.Sent);
    });

    [Fact]
    public void Options_are_left_as_they_were_given() => Simulate(simulation =>
    {
        simulation.Transport = new MemoryStorage().CreateTransport();
        var options = new TableClientOptions();
        _ = new TableServiceClient(MemoryStorage.ConnectionString, options);

        Assert.Same(HttpClientTransport.Shared, options.Transport);
        Assert.Null(options.RetryPolicy);
        return Task.CompletedTask;
    });

    [Fact]
    public void Requests_are_dated_and_named_by_the_simulation() => Simulate(async simulation =>
    {
        var transport = new ScriptedTransport(_ => new CannedResponse(
            202, "--b\r\nContent-Type: application/http\r\n\r\nHTTP/1.1 204 No Content\r\n\r\n--b--\r\n"));
        await Scripted.Table(transport).SubmitTransactionAsync(
            [new(TableTransactionActionType.Add, new Note { PartitionKey = "p", RowKey = "r" })]);
        SentRequest sent = transport.Sent.Single();

        Assert.Equal("Mon, 02 Mar 2026 09:00:00 GMT", sent.Headers["x-ms-date"]);
        Assert.EndsWith(new Simulation(simulation.Seed, simulation.Time.GetUtcNow()).NewGuid().ToString("N"), sent.Headers["Content-Type"], StringComparison.Ordinal);
    });

    private static void Simulate(Func<Simulation, Task> program)
    {
        var simulation = new Simulation(1, new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero));
        simulation.Run(() => program(simulation));
    }
}
