using Support.Local.Storage.Tables;
using Xunit;

namespace Support.Local.Tests.Storage.Tables;

/// <summary>The rows of a table, against a sorted dictionary that is surely right.</summary>
public sealed class When_rows_are_kept_in_order
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void They_are_those_of_a_sorted_dictionary(int seed)
    {
        var random = new Random(seed);
        var rows = new RowSet();
        var model = new SortedDictionary<string, long>(StringComparer.Ordinal);
        for (int step = 1; step <= 20_000; step++)
        {
            // It grows, and then it shrinks, so that blocks are parted and joined.
            string key = $"{random.Next(4_000):D4}";
            (string partition, string row) = (key[..2], key[2..]);
            if (random.Next(10) < (step < 10_000 ? 8 : 2))
            {
                rows.Put(new TableRow(partition, row, step, []));
                model[key] = step;
            }
            else
            {
                Assert.Equal(model.Remove(key), rows.Remove(partition, row));
            }

            Assert.Equal(model.GetValueOrDefault(key), rows.Find(partition, row)?.Ticks ?? 0);
        }

        Assert.Equal(model.Count, rows.Count);
        Assert.Equal(model, rows.From(string.Empty, string.Empty).Select(row => KeyValuePair.Create(row.PartitionKey + row.RowKey, row.Ticks)));
        Assert.Equal(
            model.Where(pair => string.CompareOrdinal(pair.Key, "2050") >= 0).Select(pair => pair.Value),
            rows.From("20", "50").Select(row => row.Ticks));
    }

    [Fact]
    public void Rows_added_at_the_end_fill_their_blocks()
    {
        var rows = new RowSet();
        for (int number = 0; number < 10_000; number++)
        {
            rows.Put(new TableRow("p", $"{number:D5}", number, []));
        }

        Assert.Equal(Enumerable.Range(0, 10_000), rows.From("p", string.Empty).Select(row => (int)row.Ticks));
    }
}
