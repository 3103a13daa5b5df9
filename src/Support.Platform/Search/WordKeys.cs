using System.Globalization;
using Azure.Data.Tables;
using Support.Domain.Tickets;

namespace Support.Platform.Search;

/// <summary>
/// The keys of the index of words: the word, then the tickets that it stands in, the newest first. The tickets of a word, or
/// of all words that begin alike, are one range of keys. The first letter decides the partition, one of a few, so that the
/// words of a ticket are written in a few transactions.
/// </summary>
internal static class WordKeys
{
    // Less than any letter that is not ASCII, greater than the others: the end of a word comes before and after what it should.
    private const char End = '|';
    private const char AfterEnd = '}';
    private const int Partitions = 4;

    /// <summary>The row that says that a word stands in a ticket.</summary>
    public static TableEntity Row(string word, TicketId id, DateTimeOffset openedAt) =>
        new(Partition(word), $"{word}{End}{Newest(openedAt)}{End}{id.Value}");

    /// <summary>The rows of a word, or of all words that begin with it.</summary>
    public static string Filter(string word, bool isBegun)
    {
        string from = isBegun ? word : $"{word}{End}";
        string to = isBegun ? $"{word[..^1]}{(char)(word[^1] + 1)}" : $"{word}{AfterEnd}";
        return TableClient.CreateQueryFilter($"PartitionKey eq {Partition(word)} and RowKey ge {from} and RowKey lt {to}");
    }

    /// <summary>The ticket of a row as it is sorted: the newest first, then by reference.</summary>
    public static string Place(string rowKey) => rowKey[(rowKey.IndexOf(End, StringComparison.Ordinal) + 1)..];

    /// <summary>The ticket at a place.</summary>
    public static TicketId TicketAt(string place) => TicketId.Parse(place[(place.IndexOf(End, StringComparison.Ordinal) + 1)..]);

    private static string Partition(string word) => string.Create(CultureInfo.InvariantCulture, $"word-{word[0] % Partitions}");

    private static string Newest(DateTimeOffset openedAt) =>
        (DateTimeOffset.MaxValue.UtcTicks - openedAt.UtcTicks).ToString("D19", CultureInfo.InvariantCulture);
}
