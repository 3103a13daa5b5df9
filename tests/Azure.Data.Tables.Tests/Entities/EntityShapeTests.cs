using Azure.Data.Tables.Tests.Protocol;
using Xunit;

namespace Azure.Data.Tables.Tests.Entities;

/// <summary>The shapes that an entity's type may have.</summary>
public sealed class EntityShapeTests
{
    private const string Stored =
        """{"odata.metadata":"m","odata.etag":"W/\"tag\"","PartitionKey":"p","RowKey":"r","Timestamp":"2026-01-02T03:04:05.1234567Z","Text":"stored","Derived":"d","Unknown":{"a":[1]},"Number@odata.type":"Edm.Int64","Number":"5"}""";

    [Fact]
    public async Task A_record_with_required_and_init_properties_is_stored_and_loaded()
    {
        (string body, Ticket loaded) = await RoundTripAsync(new Ticket { PartitionKey = "p", RowKey = "r", Text = "sent", Number = 5 });

        Assert.Equal("""{"PartitionKey":"p","RowKey":"r","Text":"sent","Number@odata.type":"Edm.Int64","Number":"5"}""", body);
        Assert.Equal(("p", "r", "stored", 5L, new ETag("W/\"tag\"")), (loaded.PartitionKey, loaded.RowKey, loaded.Text, loaded.Number, loaded.ETag));
        Assert.Equal(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero).AddTicks(1_234_567), loaded.Timestamp);
    }

    [Fact]
    public async Task Keys_implemented_explicitly_are_stored_and_loaded()
    {
        var row = new Hidden { Text = "sent" };
        ((ITableEntity)row).PartitionKey = "p";
        ((ITableEntity)row).RowKey = "r";
        (string body, Hidden loaded) = await RoundTripAsync(row);

        Assert.Equal("""{"PartitionKey":"p","RowKey":"r","Text":"sent"}""", body);
        Assert.Equal(("p", "stored"), (((ITableEntity)loaded).PartitionKey, loaded.Text));
    }

    [Fact]
    public async Task Properties_of_base_types_read_only_and_with_private_setters_are_honoured()
    {
        (string body, Derived loaded) = await RoundTripAsync(new Derived("sent") { PartitionKey = "p", RowKey = "r", Text = "base" });

        Assert.Equal("""{"PartitionKey":"p","RowKey":"r","Derived":"sent","Computed":"base!","Text":"base"}""", body);
        Assert.Equal(("d", "stored", "stored!"), (loaded.Derived_, loaded.Text, loaded.Computed));
    }

    [Fact]
    public async Task A_structure_can_be_stored()
    {
        var transport = new ScriptedTransport(_ => new CannedResponse(204));
        await Scripted.Table(transport).AddEntityAsync(new Point { PartitionKey = "p", RowKey = "r", X = 3 });

        Assert.Equal("""{"PartitionKey":"p","RowKey":"r","X":3}""", transport.Sent.Single().Body);
    }

    [Fact]
    public async Task A_property_of_a_type_that_the_service_lacks_is_refused_by_name()
    {
        TableClient table = Scripted.Table(new ScriptedTransport(_ => new CannedResponse(204)));

        var typed = await Assert.ThrowsAsync<NotSupportedException>(() => table.AddEntityAsync(new WithDuration()));
        var untyped = await Assert.ThrowsAsync<NotSupportedException>(() => table.AddEntityAsync(new TableEntity("p", "r") { ["Wait"] = TimeSpan.Zero }));

        Assert.Contains("Wait", typed.Message, StringComparison.Ordinal);
        Assert.Contains("Wait", untyped.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stored_value_that_does_not_fit_is_refused_by_name()
    {
        TableClient table = Scripted.Table(new ScriptedTransport(_ => new CannedResponse(200, """{"PartitionKey":"p","RowKey":"r","Number":"five"}""")));

        var exception = await Assert.ThrowsAsync<InvalidOperationException>(() => table.GetEntityAsync<Ticket>("p", "r"));

        Assert.Contains("'Number'", exception.Message, StringComparison.Ordinal);
    }

    private static async Task<(string Body, T Loaded)> RoundTripAsync<T>(T entity)
        where T : class, ITableEntity
    {
        var transport = new ScriptedTransport(request => request.Content is null ? new CannedResponse(200, Stored) : new CannedResponse(204));
        TableClient table = Scripted.Table(transport);
        await table.AddEntityAsync(entity);
        T loaded = await table.GetEntityAsync<T>("p", "r");
        return (transport.Sent.First().Body, loaded);
    }

    private sealed record Ticket : ITableEntity
    {
        public required string PartitionKey { get; set; }

        public required string RowKey { get; set; }

        public DateTimeOffset? Timestamp { get; set; }

        public ETag ETag { get; set; }

        public required string Text { get; init; }

        public long? Number { get; init; }
    }

    private sealed class Hidden : ITableEntity
    {
        public string? Text { get; set; }

        string ITableEntity.PartitionKey { get; set; } = string.Empty;

        string ITableEntity.RowKey { get; set; } = string.Empty;

        DateTimeOffset? ITableEntity.Timestamp { get; set; }

        ETag ITableEntity.ETag { get; set; }
    }

    private class Base : ITableEntity
    {
        public string PartitionKey { get; set; } = string.Empty;

        public string RowKey { get; set; } = string.Empty;

        public DateTimeOffset? Timestamp { get; set; }

        public ETag ETag { get; set; }

        public string? Text { get; set; }
    }

    private sealed class Derived : Base
    {
        public Derived()
        {
        }

        public Derived(string derived) => Derived_ = derived;

        [System.Runtime.Serialization.DataMember(Name = "Derived")]
        public string? Derived_ { get; private set; }

        public string Computed => Text + "!";
    }

    private struct Point : ITableEntity
    {
        public string PartitionKey { get; set; }

        public string RowKey { get; set; }

        public DateTimeOffset? Timestamp { get; set; }

        public ETag ETag { get; set; }

        public int X { get; set; }
    }

    private sealed class WithDuration : ITableEntity
    {
        public string PartitionKey { get; set; } = "p";

        public string RowKey { get; set; } = "r";

        public DateTimeOffset? Timestamp { get; set; }

        public ETag ETag { get; set; }

        public TimeSpan Wait { get; set; }
    }
}
