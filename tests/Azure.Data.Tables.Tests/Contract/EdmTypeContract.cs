using System.Runtime.Serialization;
using Azure.Data.Tables.Tests.Storage;
using Xunit;

namespace Azure.Data.Tables.Tests.Contract;

/// <summary>Values of every type come back as they went.</summary>
public abstract class EdmTypeContract(ITableStorage storage) : TableContract(storage)
{
    private static readonly DateTimeOffset Instant = new(2026, 3, 4, 5, 6, 7, TimeSpan.FromHours(2));

    public enum Colour
    {
        Red = 1,
        Green = 2,
    }

    [Fact]
    public async Task A_typed_row_comes_back_as_it_went()
    {
        var sent = new Everything
        {
            PartitionKey = "p",
            RowKey = "r",
            Text = "päivää 日本 🎉 \"quoted\" \\ \n\t\u2028 end",
            Flag = true,
            Small = int.MinValue,
            Large = long.MaxValue,
            Real = 5.0,
            Id = Guid.Parse("0f8fad5b-d9cb-469f-a165-70867728950e"),
            Instant = Instant.AddTicks(1_234_567),
            Time = new DateTime(2026, 1, 2, 3, 4, 5, 678, DateTimeKind.Utc),
            Bytes = [0, 1, 2, 255],
            Data = BinaryData.FromBytes(new byte[] { 9, 8 }),
            Colour = Colour.Green,
            MaybeLarge = -1L,
            MaybeColour = Colour.Red,
            Renamed = "under another name",
            Ignored = "not stored",
        };
        await Table.AddEntityAsync(sent);
        Everything read = await Table.GetEntityAsync<Everything>("p", "r");
        TableEntity stored = await Table.GetEntityAsync<TableEntity>("p", "r");

        Assert.Equal(sent.Text, read.Text);
        Assert.Equal((true, int.MinValue, long.MaxValue, 5.0), (read.Flag, read.Small, read.Large, read.Real));
        Assert.Equal((sent.Id, sent.Instant, sent.Time), (read.Id, read.Instant, read.Time));
        Assert.Equal((TimeSpan.Zero, DateTimeKind.Utc), (read.Instant.Offset, read.Time.Kind));
        Assert.Equal(sent.Bytes, read.Bytes);
        Assert.Equal(sent.Data.ToArray(), read.Data!.ToArray());
        Assert.Equal((Colour.Green, -1L, Colour.Red, (int?)null), (read.Colour, read.MaybeLarge, read.MaybeColour, read.MaybeSmall));
        Assert.Equal(("under another name", null), (read.Renamed, read.Ignored));
        Assert.Equal(("under another name", false, false), (stored.GetString("other"), stored.ContainsKey("Renamed"), stored.ContainsKey("Ignored")));
        Assert.Equal("Green", stored.GetString("Colour"));
        Assert.False(stored.ContainsKey("MaybeSmall"));
    }

    [Fact]
    public async Task A_dictionary_row_comes_back_with_the_types_it_went_with()
    {
        var id = Guid.NewGuid();
        await Table.AddEntityAsync(new TableEntity("p", "r")
        {
            ["Text"] = "text",
            ["Digits"] = "12",
            ["Flag"] = false,
            ["Small"] = 1,
            ["Large"] = 2L,
            ["Whole"] = 3.0,
            ["Real"] = -0.125e-10,
            ["Huge"] = 1.5e300,
            ["Id"] = id,
            ["Instant"] = Instant,
            ["Bytes"] = new byte[] { 1 },
            ["Data"] = BinaryData.FromString("data"),
            ["Nothing"] = null,
        });
        TableEntity read = await Table.GetEntityAsync<TableEntity>("p", "r");

        Assert.Equal(("text", "12", false, 1, 2L), (read.GetString("Text"), read.GetString("Digits"), read.GetBoolean("Flag"), read.GetInt32("Small"), read.GetInt64("Large")));
        Assert.Equal((3.0, -0.125e-10, 1.5e300), (read.GetDouble("Whole"), read.GetDouble("Real"), read.GetDouble("Huge")));
        Assert.Equal((id, Instant, Instant.UtcDateTime), (read.GetGuid("Id"), read.GetDateTimeOffset("Instant"), read.GetDateTime("Instant")));
        Assert.Equal([1], read.GetBinary("Bytes"));
        Assert.Equal("data", read.GetBinaryData("Data").ToString());
        Assert.False(read.ContainsKey("Nothing"));
        Assert.Equal(("p", "r"), (read.PartitionKey, read.RowKey));
        Assert.NotNull(read.Timestamp);
        Assert.NotEqual(default, read.ETag);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    public async Task Numbers_that_JSON_does_not_have_come_back_too(double value)
    {
        await Table.AddEntityAsync(new TableEntity("p", "r") { ["Value"] = value });

        Assert.Equal(value, (await Table.GetEntityAsync<TableEntity>("p", "r")).Value.GetDouble("Value"));
    }

    [Fact]
    public async Task A_time_without_a_zone_is_taken_for_UTC()
    {
        await Table.AddEntityAsync(new TableEntity("p", "r") { ["Time"] = new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Unspecified) });

        Assert.Equal(
            new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero),
            (await Table.GetEntityAsync<TableEntity>("p", "r")).Value.GetDateTimeOffset("Time"));
    }

    [Fact]
    public async Task A_row_that_was_read_can_be_written_back()
    {
        await Table.AddEntityAsync(new TableEntity("p", "r") { ["Large"] = 5L, ["Real"] = 2.0, ["Instant"] = Instant, ["Id"] = Guid.Empty });
        TableEntity first = await Table.GetEntityAsync<TableEntity>("p", "r");
        await Table.UpdateEntityAsync(first, first.ETag, TableUpdateMode.Replace);
        TableEntity second = await Table.GetEntityAsync<TableEntity>("p", "r");

        Assert.Equal(
            first.Where(property => property.Key is not ("odata.etag" or "Timestamp")).OrderBy(property => property.Key, StringComparer.Ordinal),
            second.Where(property => property.Key is not ("odata.etag" or "Timestamp")).OrderBy(property => property.Key, StringComparer.Ordinal));
    }

    public sealed class Everything : ITableEntity
    {
        public string PartitionKey { get; set; } = string.Empty;

        public string RowKey { get; set; } = string.Empty;

        public DateTimeOffset? Timestamp { get; set; }

        public ETag ETag { get; set; }

        public string? Text { get; set; }

        public bool Flag { get; set; }

        public int Small { get; set; }

        public long Large { get; set; }

        public double Real { get; set; }

        public Guid Id { get; set; }

        public DateTimeOffset Instant { get; set; }

        public DateTime Time { get; set; }

#pragma warning disable CA1819 // A binary property of an entity is an array.
        public byte[]? Bytes { get; set; }
#pragma warning restore CA1819

        public BinaryData? Data { get; set; }

        public Colour Colour { get; set; }

        public int? MaybeSmall { get; set; }

        public long? MaybeLarge { get; set; }

        public Colour? MaybeColour { get; set; }

        [DataMember(Name = "other")]
        public string? Renamed { get; set; }

        [IgnoreDataMember]
        public string? Ignored { get; set; }
    }
}
