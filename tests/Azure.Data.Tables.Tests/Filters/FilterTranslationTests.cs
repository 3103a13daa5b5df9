using System.Linq.Expressions;
using System.Runtime.Serialization;
using Xunit;

namespace Azure.Data.Tables.Tests.Filters;

/// <summary>Predicates as the service reads them.</summary>
public sealed class FilterTranslationTests
{
    private static readonly DateTimeOffset Instant = new(2026, 3, 4, 5, 6, 7, TimeSpan.FromHours(2));

    private enum Status
    {
        Open = 0,
        Closed = 1,
    }

    private static string Prefix => "from a property";

    [Fact]
    public void Comparisons_become_operators()
    {
        AssertFilter("PartitionKey eq 'p'", row => row.PartitionKey == "p");
        AssertFilter("Number ne 1", row => row.Number != 1);
        AssertFilter("Number lt 1", row => row.Number < 1);
        AssertFilter("Number le 1", row => row.Number <= 1);
        AssertFilter("Number gt -1", row => row.Number > -1);
        AssertFilter("Number ge 1", row => 1 <= row.Number);
        AssertFilter("Number lt 1", row => 1 > row.Number);
        AssertFilter("Number eq 1", row => 1 == row.Number);
    }

    [Fact]
    public void Conditions_are_joined_and_negated()
    {
        AssertFilter("(PartitionKey eq 'p') and (Number gt 1)", row => row.PartitionKey == "p" && row.Number > 1);
        AssertFilter(
            "((RowKey eq 'a') or (RowKey eq 'b')) and (not (Number eq 1))",
            row => (row.RowKey == "a" || row.RowKey == "b") && !(row.Number == 1));
        AssertFilter("Flag eq true", row => row.Flag);
        AssertFilter("not (Flag eq true)", row => !row.Flag);
        AssertFilter("Flag eq false", row => row.Flag == false);
    }

    [Fact]
    public void Strings_are_compared_by_their_order()
    {
        AssertFilter("RowKey ge 'a'", row => row.RowKey.CompareTo("a") >= 0);
        AssertFilter("RowKey lt 'b'", row => string.Compare(row.RowKey, "b") < 0);
        AssertFilter("RowKey lt 'b'", row => string.CompareOrdinal("b", row.RowKey) > 0);
        AssertFilter("RowKey gt 'b'", row => 0 < string.CompareOrdinal(row.RowKey, "b"));
        AssertFilter("RowKey eq 'a'", row => row.RowKey.Equals("a"));
        AssertFilter("RowKey eq 'a'", row => string.Equals("a", row.RowKey));
    }

    [Fact]
    public void Captured_values_are_put_in()
    {
        string local = "it's local";
        var holder = new { Inner = new { Value = 5 } };
        int[] numbers = [7];

        AssertFilter("PartitionKey eq 'it''s local'", row => row.PartitionKey == local);
        AssertFilter("PartitionKey eq 'from a property'", row => row.PartitionKey == Prefix);
        AssertFilter("Number eq 5", row => row.Number == holder.Inner.Value);
        AssertFilter("Number eq 8", row => row.Number == numbers[0] + 1);
        AssertFilter("RowKey eq 'it'", row => row.RowKey == local.Substring(0, 2));
    }

    [Fact]
    public void Values_have_the_literals_of_their_types()
    {
        var id = Guid.Parse("0f8fad5b-d9cb-469f-a165-70867728950e");

        AssertFilter("Large eq 5L", row => row.Large == 5);
        AssertFilter("Real eq 5.0", row => row.Real == 5);
        AssertFilter("Real lt 0.25", row => row.Real < 0.25);
        AssertFilter("Id eq guid'0f8fad5b-d9cb-469f-a165-70867728950e'", row => row.Id == id);
        AssertFilter("At gt datetime'2026-03-04T03:06:07.0000000Z'", row => row.At > Instant);
        AssertFilter("At le datetime'2026-03-04T05:06:07.0000000Z'", row => row.At <= new DateTimeOffset(2026, 3, 4, 5, 6, 7, TimeSpan.Zero));
        AssertFilter("State eq 'Closed'", row => row.State == Status.Closed);
        AssertFilter("MaybeState ne 'Open'", row => row.MaybeState != Status.Open);
        AssertFilter("MaybeNumber eq 3", row => row.MaybeNumber!.Value == 3);
        AssertFilter("Timestamp ge datetime'2026-03-04T03:06:07.0000000Z'", row => row.Timestamp >= Instant);
    }

    [Fact]
    public void Stored_names_are_used()
    {
        AssertFilter("other eq 'x'", row => row.Renamed == "x");
        Assert.Equal("TableName eq 'x'", TableServiceClient.CreateQueryFilter(table => table.Name == "x"));
        Assert.Equal("Count gt 1", TableClient.CreateQueryFilter<TableEntity>(row => row.GetInt32("Count") > 1));
        Assert.Equal("Name eq 'x'", TableClient.CreateQueryFilter<TableEntity>(row => (string)row["Name"] == "x"));
        Assert.Equal("PartitionKey eq 'x'", OfAny<Row>("x"));
    }

    [Fact]
    public void What_the_service_cannot_do_is_refused()
    {
        AssertRefused(row => row.RowKey.StartsWith("abc"));
        AssertRefused(row => row.RowKey.Length == 1);
        AssertRefused(row => row.Renamed == null);
        AssertRefused(row => row.RowKey == row.PartitionKey);
        AssertRefused(row => row.RowKey.Equals("a", StringComparison.OrdinalIgnoreCase));
        AssertRefused(row => row.MaybeNumber.HasValue);
        AssertRefused(row => row.Number + 1 == 2);
    }

    [Fact]
    public void An_interpolated_filter_has_its_values_quoted()
    {
        Assert.Equal(
            "PartitionKey eq 'it''s' and At ge datetime'2026-03-04T03:06:07.0000000Z' and Large eq 1L and Bytes eq X'01FF' and Flag eq false",
            TableClient.CreateQueryFilter($"PartitionKey eq {"it's"} and At ge {Instant} and Large eq {1L} and Bytes eq {new byte[] { 1, 255 }} and Flag eq {false}"));
        Assert.Equal("TableName eq 'a'", TableServiceClient.CreateQueryFilter($"TableName eq {"a"}"));
        Assert.Throws<NotSupportedException>(() => TableClient.CreateQueryFilter($"A eq {TimeSpan.Zero}"));
        Assert.Throws<NotSupportedException>(() => TableClient.CreateQueryFilter($"A eq {null}"));
    }

    private static string OfAny<T>(string value)
        where T : class, ITableEntity => TableClient.CreateQueryFilter<T>(row => row.PartitionKey == value);

    private static void AssertFilter(string expected, Expression<Func<Row, bool>> filter) =>
        Assert.Equal(expected, TableClient.CreateQueryFilter(filter));

    private static void AssertRefused(Expression<Func<Row, bool>> filter) =>
        Assert.Throws<NotSupportedException>(() => TableClient.CreateQueryFilter(filter));

    private sealed class Row : ITableEntity
    {
        public string PartitionKey { get; set; } = string.Empty;

        public string RowKey { get; set; } = string.Empty;

        public DateTimeOffset? Timestamp { get; set; }

        public ETag ETag { get; set; }

        public int Number { get; set; }

        public int? MaybeNumber { get; set; }

        public long Large { get; set; }

        public double Real { get; set; }

        public bool Flag { get; set; }

        public Guid Id { get; set; }

        public DateTimeOffset At { get; set; }

        public Status State { get; set; }

        public Status? MaybeState { get; set; }

        [DataMember(Name = "other")]
        public string? Renamed { get; set; }
    }
}
