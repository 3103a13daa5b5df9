using Xunit;

namespace Azure.Data.Tables.Tests.Entities;

/// <summary>The row without a type of its own.</summary>
public sealed class TableEntityTests
{
    [Fact]
    public void Its_keys_are_properties_among_others()
    {
        var entity = new TableEntity("p", "r") { ["Text"] = "hello" };

        Assert.Equal(3, entity.Count);
        Assert.Equal(("p", "r", "hello"), (entity["PartitionKey"], entity["RowKey"], entity.GetString("Text")));
        Assert.Null(entity["Missing"]);
        Assert.Null(entity.GetInt32("Missing"));
        Assert.Null(entity.Timestamp);
        Assert.Equal(default, entity.ETag);
    }

    [Fact]
    public void It_is_a_copy_of_the_values_it_was_made_of()
    {
        var values = new Dictionary<string, object> { ["PartitionKey"] = "p", ["Number"] = 1 };
        var entity = new TableEntity(values);
        values["Number"] = 2;

        Assert.Equal(("p", 1), (entity.PartitionKey, entity.GetInt32("Number")));
    }

    [Fact]
    public void A_value_of_another_type_is_refused_and_not_converted()
    {
        var entity = new TableEntity { ["Number"] = 1 };

        var exception = Assert.Throws<InvalidOperationException>(() => entity.GetString("Number"));
        Assert.Contains("System.Int32", exception.Message, StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => entity.GetInt64("Number"));
    }

    [Fact]
    public void An_integer_put_where_a_wider_number_is_becomes_one()
    {
        var entity = new TableEntity { ["Large"] = 1L, ["Real"] = 1.5 };
        entity["Large"] = 2;
        entity["Real"] = 3;

        Assert.Equal((2L, 3.0), (entity.GetInt64("Large"), entity.GetDouble("Real")));
    }

    [Fact]
    public void Times_and_bytes_are_given_in_either_form()
    {
        var instant = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.FromHours(1));
        var entity = new TableEntity { ["Instant"] = instant, ["Time"] = instant.UtcDateTime, ["Bytes"] = new byte[] { 1 }, ["Data"] = BinaryData.FromBytes(new byte[] { 2 }) };

        Assert.Equal((instant.UtcDateTime, instant), (entity.GetDateTime("Instant"), entity.GetDateTimeOffset("Time")));
        Assert.Equal([1], entity.GetBinaryData("Bytes").ToArray());
        Assert.Equal([2], entity.GetBinary("Data"));
    }

    [Fact]
    public void It_is_a_dictionary()
    {
        IDictionary<string, object> entity = new TableEntity("p", "r");
        entity.Add("Text", "hello");
        entity.Add(new KeyValuePair<string, object>("Number", 1));

        Assert.True(entity.TryGetValue("Text", out object? text));
        Assert.Equal("hello", text);
        Assert.Throws<ArgumentException>(() => entity.Add("Text", "again"));
        Assert.True(entity.Remove("Text"));
        Assert.False(entity.ContainsKey("Text"));
        Assert.Equal(["PartitionKey", "RowKey", "Number"], entity.Keys);
        entity.Clear();
        Assert.Empty(entity);
    }
}
