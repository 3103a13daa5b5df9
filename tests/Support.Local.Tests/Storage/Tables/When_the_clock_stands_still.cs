using System.Text.Json;
using Support.Local.Storage;
using Support.TestKit.Time;
using Xunit;

namespace Support.Local.Tests.Storage.Tables;

/// <summary>Versions are times; on a clock that does not move they must differ all the same.</summary>
public sealed class When_the_clock_stands_still
{
    private const string Row = "/Notes(PartitionKey='p',RowKey='r')";

    private readonly ManualTimeProvider _clock = new();
    private readonly MemoryStorage _storage;

    public When_the_clock_stands_still()
    {
        _storage = new MemoryStorage(_clock);
        _storage.Answer(Signed.Table("POST", "/Tables", """{"TableName":"Notes"}"""));
    }

    [Fact]
    public void Every_change_has_a_version_of_its_own()
    {
        string first = Change("1");
        string second = Change("2");

        Assert.NotEqual(first, second);
        Assert.Equal((412, "UpdateConditionNotSatisfied"), _storage.Ask(Signed.Table("PUT", Row, """{"A":3}""", ("If-Match", first))));
        Assert.Equal((204, null), _storage.Ask(Signed.Table("PUT", Row, """{"A":3}""", ("If-Match", second))));
    }

    [Fact]
    public void A_row_s_time_and_tag_are_those_of_the_account_s_clock()
    {
        _clock.Advance(TimeSpan.FromTicks(1_234_567));
        string tag = Change("1");
        JsonElement row = _storage.Answer(Signed.Table("GET", Row)).Json();

        Assert.Equal("2026-03-02T09:00:00.1234567Z", row.GetProperty("Timestamp").GetString());
        Assert.Equal("W/\"datetime'2026-03-02T09%3A00%3A00.1234567Z'\"", tag);
    }

    private string Change(string value) => _storage.Answer(Signed.Table("PUT", Row, $"{{\"A\":{value}}}")).Header("ETag")!;
}
