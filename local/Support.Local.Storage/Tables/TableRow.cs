using System.Buffers.Text;

namespace Support.Local.Storage.Tables;

/// <summary>A row as it stands. A change makes another, so that a transaction is undone by putting the former ones back.</summary>
/// <param name="PartitionKey">The partition that it is in.</param>
/// <param name="RowKey">Its key within the partition.</param>
/// <param name="Ticks">When it was last written, in ticks of UTC; no two writes have the same.</param>
/// <param name="Properties">
/// Its other properties as one JSON object in UTF-8, written as they are given out: what JSON cannot tell apart is
/// annotated, the annotation right before the value.
/// </param>
internal sealed record TableRow(string PartitionKey, string RowKey, long Ticks, byte[] Properties)
{
    private const int TimestampLength = 28;

    /// <summary>Its version, which is its time as the service writes it.</summary>
    public string ETag => string.Create(12 + TimestampLength + 4 + 2, Ticks, static (text, ticks) =>
    {
        Span<byte> time = stackalloc byte[TimestampLength];
        FormatTime(ticks, time);
        "W/\"datetime'".CopyTo(text);
        int at = 12;
        foreach (byte letter in time)
        {
            if (letter == ':')
            {
                "%3A".CopyTo(text[at..]);
                at += 3;
            }
            else
            {
                text[at++] = (char)letter;
            }
        }

        "'\"".CopyTo(text[at..]);
    });

    /// <summary>Writes a time as the service does, with seven digits of a second.</summary>
    public static int FormatTime(long ticks, Span<byte> text) =>
        Utf8Formatter.TryFormat(new DateTime(ticks, DateTimeKind.Utc), text, out int length, 'O')
            ? length
            : throw new ArgumentException("There is no room for a time.", nameof(text));

    public int CompareTo(string partitionKey, string rowKey)
    {
        int byPartition = ReferenceEquals(PartitionKey, partitionKey) ? 0 : string.CompareOrdinal(PartitionKey, partitionKey);
        return byPartition != 0 ? byPartition : string.CompareOrdinal(RowKey, rowKey);
    }
}
