using System.Text;
using Support.Local.Storage;
using Xunit;

namespace Support.Local.Tests.Storage.Tables;

/// <summary>The limits that Azure documents, where Azurite has others or none.</summary>
public sealed class When_a_row_is_at_a_limit
{
    private readonly MemoryStorage _storage = new(TimeProvider.System);

    public When_a_row_is_at_a_limit() => _storage.Answer(Signed.Table("POST", "/Tables", """{"TableName":"Notes"}"""));

    [Theory]
    [InlineData(252, 201, null)]
    [InlineData(253, 400, "TooManyProperties")]
    public void It_has_252_properties_beside_its_keys_and_time(int count, int status, string? code)
    {
        string properties = string.Concat(Enumerable.Range(0, count).Select(number => $",\"P{number}\":1"));

        Assert.Equal((status, code), Insert(properties));
    }

    [Theory]
    [InlineData(255, 201, null)]
    [InlineData(256, 400, "PropertyNameTooLong")]
    public void A_name_has_255_characters(int length, int status, string? code)
    {
        Assert.Equal((status, code), Insert($",\"{new string('n', length)}\":1"));
    }

    [Theory]
    [InlineData(15, 201, null)]
    [InlineData(16, 400, "EntityTooLarge")]
    public void It_has_a_mebibyte_of_UTF_16(int texts, int status, string? code)
    {
        Assert.Equal((status, code), Insert(Texts(0, texts)));
    }

    [Fact]
    public void A_merge_does_not_grow_it_beyond_a_mebibyte()
    {
        Insert(Texts(0, 8));

        Assert.Equal((400, "EntityTooLarge"), Merge(Texts(8, 8)));
        Assert.Equal((204, null), Merge(Texts(8, 7)));
    }

    [Theory]
    [InlineData("1601-01-01T00:00:00Z", 201, null)]
    [InlineData("1600-12-31T23:59:59Z", 400, "OutOfRangeInput")]
    [InlineData("0001-01-01T00:00:00Z", 400, "OutOfRangeInput")]
    [InlineData("no time", 400, "InvalidInput")]
    public void Times_begin_in_1601(string time, int status, string? code)
    {
        Assert.Equal((status, code), Insert($",\"T@odata.type\":\"Edm.DateTime\",\"T\":\"{time}\""));
    }

    [Theory]
    [InlineData("Edm.Guid", "\"no guid\"")]
    [InlineData("Edm.Binary", "\"%%%\"")]
    [InlineData("Edm.Int64", "\"9223372036854775808\"")]
    [InlineData("Edm.Int32", "2147483648")]
    [InlineData("Edm.None", "\"x\"")]
    public void A_value_that_is_not_of_its_type_is_refused(string type, string value)
    {
        Assert.Equal((400, "InvalidInput"), Insert($",\"X@odata.type\":\"{type}\",\"X\":{value}"));
    }

    [Theory]
    [InlineData("{\"PartitionKey\":\"p\",\"RowKey\":\"r\"} more")]
    [InlineData("{\"PartitionKey\":\"p\",\"RowKey\":\"r\"")]
    [InlineData("{\"PartitionKey\":\"p\",\"RowKey\":5}")]
    [InlineData("[]")]
    [InlineData("\"text\"")]
    public void What_is_no_entity_is_refused(string body)
    {
        Assert.Equal((400, "InvalidInput"), _storage.Ask(Signed.Table("POST", "/Notes", body)));
    }

    [Fact]
    public void Names_may_be_escaped_that_need_it_not()
    {
        Assert.Equal((201, null), _storage.Ask(Signed.Table("POST", "/Notes", """{"Partition\u004bey":"p","RowKey":"r","\u00e4@odata.type":"Edm.Int64","\u00e4":"1","T":"\u00e4"}""")));
        System.Text.Json.JsonElement row = _storage.Answer(Signed.Table("GET", "/Notes(PartitionKey='p',RowKey='r')")).Json();

        Assert.Equal(("1", "ä"), (row.GetProperty("ä").GetString(), row.GetProperty("T").GetString()));
    }

    [Fact]
    public void A_request_has_four_mebibytes()
    {
        Assert.Equal(
            (413, "RequestBodyTooLarge"),
            _storage.Ask(Signed.Table("POST", "/$batch", new string('x', (4 * 1024 * 1024) + 1), ("Content-Type", "multipart/mixed; boundary=b"))));
    }

    [Fact]
    public void A_transaction_has_one_partition()
    {
        var body = new StringBuilder("--batch_1\r\nContent-Type: multipart/mixed; boundary=changeset_1\r\n\r\n");
        foreach (string partition in new[] { "p", "q" })
        {
            body.Append("--changeset_1\r\nContent-Type: application/http\r\nContent-Transfer-Encoding: binary\r\n\r\n")
                .Append("POST http://table.memory/devstoreaccount1/Notes HTTP/1.1\r\nContent-Type: application/json\r\n\r\n")
                .Append($"{{\"PartitionKey\":\"{partition}\",\"RowKey\":\"r\"}}\r\n");
        }

        body.Append("--changeset_1--\r\n--batch_1--\r\n");
        string answer = Encoding.UTF8.GetString(
            _storage.Answer(Signed.Table("POST", "/$batch", body.ToString(), ("Content-Type", "multipart/mixed; boundary=batch_1"))).Body.Span);

        Assert.Contains("HTTP/1.1 400 Bad Request", answer, StringComparison.Ordinal);
        Assert.Contains("\"CommandsInBatchActOnDifferentPartitions\"", answer, StringComparison.Ordinal);
        Assert.Contains("\"1:All commands", answer, StringComparison.Ordinal);
        Assert.Equal(404, _storage.Answer(Signed.Table("GET", "/Notes(PartitionKey='p',RowKey='r')")).Status);
    }

    private static string Texts(int first, int count) =>
        string.Concat(Enumerable.Range(first, count).Select(number => $",\"P{number}\":\"{new string('x', 32 * 1024)}\""));

    private (int Status, string? Code) Insert(string properties) =>
        _storage.Ask(Signed.Table("POST", "/Notes", $"{{\"PartitionKey\":\"p\",\"RowKey\":\"r\"{properties}}}"));

    private (int Status, string? Code) Merge(string properties) =>
        _storage.Ask(Signed.Table("PATCH", "/Notes(PartitionKey='p',RowKey='r')", $"{{\"PartitionKey\":\"p\",\"RowKey\":\"r\"{properties}}}"));
}
