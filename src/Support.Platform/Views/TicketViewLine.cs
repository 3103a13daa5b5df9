using System.Text.Json;
using Azure;
using Azure.Data.Tables;
using Support.Domain.Json;
using Support.Domain.Tickets;
using Support.Platform.Storage;

namespace Support.Platform.Views;

/// <summary>What the index knows of a ticket: the one row that says which others there are, or may be.</summary>
internal sealed record TicketViewLine
{
    /// <summary>The key of the row in its partition.</summary>
    public const string RowKey = "line";

    /// <summary>The version that the rows show, or will show when whoever works on them is done.</summary>
    public required int Version { get; init; }

    /// <summary>Whether the rows are as <see cref="Rows"/> says, and no other is there.</summary>
    public required bool IsDone { get; init; }

    /// <summary>The rows that belong to the ticket.</summary>
    public required IReadOnlyList<IndexKey> Rows { get; init; }

    /// <summary>Rows that may be there and must not.</summary>
    public required IReadOnlyList<IndexKey> Stale { get; init; }

    /// <summary>The ticket as the lists show it at that version.</summary>
    public required TicketView View { get; init; }

    /// <summary>Guards the next write.</summary>
    public ETag ETag { get; init; }

    /// <summary>The partition of a ticket's line.</summary>
    public static string PartitionOf(TicketId id) => $"line-{id.Value}";

    /// <summary>The line as a row.</summary>
    public TableEntity ToRow()
    {
        var row = new TableEntity(PartitionOf(View.Id), RowKey) { ["Version"] = Version, ["IsDone"] = IsDone };
        LongText.Write(row, "Rows", JsonSerializer.Serialize(Rows, SupportJson.Options));
        LongText.Write(row, "Stale", JsonSerializer.Serialize(Stale, SupportJson.Options));
        LongText.Write(row, "Data", JsonSerializer.Serialize(View, SupportJson.Options));
        return row;
    }

    /// <summary>The line of a row.</summary>
    public static TicketViewLine Of(TableEntity row) => new()
    {
        Version = row.GetInt32("Version") ?? 0,
        IsDone = row.GetBoolean("IsDone") ?? false,
        Rows = Keys(row, "Rows"),
        Stale = Keys(row, "Stale"),
        View = TicketViewRow.Read(row),
        ETag = row.ETag,
    };

    private static IReadOnlyList<IndexKey> Keys(TableEntity row, string name) =>
        JsonSerializer.Deserialize<IReadOnlyList<IndexKey>>(LongText.Read(row, name), SupportJson.Options) ?? [];
}
