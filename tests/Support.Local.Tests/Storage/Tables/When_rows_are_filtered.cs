using System.Text.Json;
using Support.Local.Storage;
using Xunit;

namespace Support.Local.Tests.Storage.Tables;

/// <summary>What filters leave, where Azurite does otherwise or nothing at all.</summary>
public sealed class When_rows_are_filtered
{
    private readonly MemoryStorage _storage = new(TimeProvider.System);

    public When_rows_are_filtered()
    {
        _storage.Answer(Signed.Table("POST", "/Tables", """{"TableName":"Notes"}"""));
        foreach (string properties in new[]
        {
            "\"RowKey\":\"1\",\"T@odata.type\":\"Edm.DateTime\",\"T\":\"2026-01-01T00:00:00.0000001Z\",\"I\":1,\"L@odata.type\":\"Edm.Int64\",\"L\":\"9007199254740993\"",
            "\"RowKey\":\"2\",\"T@odata.type\":\"Edm.DateTime\",\"T\":\"2026-01-01T01:00:00+01:00\",\"I\":2,\"L@odata.type\":\"Edm.Int64\",\"L\":\"-5\",\"D\":1.5e3",
            "\"RowKey\":\"3\",\"S\":\"1\",\"I\":\"1\",\"D@odata.type\":\"Edm.Double\",\"D\":\"NaN\",\"F\":true",
        })
        {
            Assert.Equal(201, _storage.Answer(Signed.Table("POST", "/Notes", $"{{\"PartitionKey\":\"p\",{properties}}}")).Status);
        }
    }

    [Theory]
    [InlineData("T gt datetime'2026-01-01T00:00:00Z'", "1")]
    [InlineData("T eq datetime'2026-01-01T00:00:00Z'", "2")]
    [InlineData("L eq 9007199254740993L", "1")]
    [InlineData("L gt 9007199254740992L", "1")]
    [InlineData("L le -5L", "2")]
    [InlineData("D ge 1.5E3", "2")]
    [InlineData("I eq 1L", "1")]
    [InlineData("I eq 1.0", "1")]
    [InlineData("I eq '1'", "3")]
    [InlineData("I ne 1", "2 3")]
    [InlineData("S eq S", "3")]
    [InlineData("S ne 'x'", "3")]
    [InlineData("not F", "1 2")]
    [InlineData("F eq true and not (I eq 1) or RowKey eq '1'", "1 3")]
    [InlineData("RowKey eq '1' or RowKey eq '2' and I eq 9", "1")]
    [InlineData("(RowKey eq '1' or RowKey eq '2') and I eq 2", "2")]
    [InlineData("PartitionKey gt 'o' and PartitionKey lt 'q' and RowKey gt '1'", "2 3")]
    [InlineData("PartitionKey eq 'p' and PartitionKey eq 'q'", "")]
    [InlineData("Timestamp gt datetime'2020-01-01T00:00:00Z'", "1 2 3")]
    public void They_leave_what_they_say(string filter, string rowKeys)
    {
        JsonElement rows = _storage.Answer(Signed.Table("GET", $"/Notes()?$filter={Uri.EscapeDataString(filter)}")).Json().GetProperty("value");

        Assert.Equal(rowKeys, string.Join(' ', rows.EnumerateArray().Select(row => row.GetProperty("RowKey").GetString())));
    }

    [Theory]
    [InlineData("T gt datetime'never'")]
    [InlineData("G eq guid'none'")]
    [InlineData("B eq X'1'")]
    [InlineData("B eq duration'PT1S'")]
    [InlineData("I eq 12x")]
    [InlineData("S eq 'open")]
    [InlineData("S eq 'a' S eq 'b'")]
    [InlineData("and")]
    public void What_is_no_filter_is_refused(string filter)
    {
        Assert.Equal((400, "InvalidInput"), _storage.Ask(Signed.Table("GET", $"/Notes()?$filter={Uri.EscapeDataString(filter)}")));
    }

    [Fact]
    public void A_filter_nested_too_deeply_is_refused_and_not_the_end_of_the_process()
    {
        string filter = new string('(', 10_000) + "I eq 1" + new string(')', 10_000);

        Assert.Equal((400, "InvalidInput"), _storage.Ask(Signed.Table("GET", $"/Notes()?$filter={filter.Replace(" ", "%20", StringComparison.Ordinal)}")));
    }
}
