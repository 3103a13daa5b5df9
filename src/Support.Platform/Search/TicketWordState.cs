using System.Text.Json;
using Azure;
using Azure.Data.Tables;
using Support.Domain.Json;
using Support.Domain.Tickets;
using Support.Platform.Storage;

namespace Support.Platform.Search;

/// <summary>What the index of words knows of a ticket.</summary>
internal sealed record TicketWordState
{
    /// <summary>The key of the row in its partition.</summary>
    public const string RowKey = "words";

    /// <summary>That of a ticket that the index has not heard of.</summary>
    public static TicketWordState Nothing { get; } =
        new() { Version = 0, IsDone = true, Subject = string.Empty, Messages = 0, Words = [], Stale = [] };

    /// <summary>The version that the words are of.</summary>
    public required int Version { get; init; }

    /// <summary>Whether the index holds <see cref="Words"/>, and no other of this ticket.</summary>
    public required bool IsDone { get; init; }

    /// <summary>The subject that the words are of.</summary>
    public required string Subject { get; init; }

    /// <summary>How many messages the words are of.</summary>
    public required int Messages { get; init; }

    /// <summary>The words.</summary>
    public required IReadOnlyList<string> Words { get; init; }

    /// <summary>Words that may be in the index and must not.</summary>
    public required IReadOnlyList<string> Stale { get; init; }

    /// <summary>Guards the next write; null for none yet.</summary>
    public ETag? ETag { get; init; }

    /// <summary>The partition of a ticket's words.</summary>
    public static string PartitionOf(TicketId id) => $"ticket-{id.Value}";

    /// <summary>The state as a row.</summary>
    public TableEntity ToRow(TicketId id)
    {
        var row = new TableEntity(PartitionOf(id), RowKey)
        {
            ["Version"] = Version,
            ["IsDone"] = IsDone,
            ["Subject"] = Subject,
            ["Messages"] = Messages,
        };
        LongText.Write(row, "Words", JsonSerializer.Serialize(Words, SupportJson.Options));
        LongText.Write(row, "Stale", JsonSerializer.Serialize(Stale, SupportJson.Options));
        return row;
    }

    /// <summary>The state of a row.</summary>
    public static TicketWordState Of(TableEntity row) => new()
    {
        Version = row.GetInt32("Version") ?? 0,
        IsDone = row.GetBoolean("IsDone") ?? false,
        Subject = row.GetString("Subject") ?? string.Empty,
        Messages = row.GetInt32("Messages") ?? 0,
        Words = Read(row, "Words"),
        Stale = Read(row, "Stale"),
        ETag = row.ETag,
    };

    private static IReadOnlyList<string> Read(TableEntity row, string name) =>
        JsonSerializer.Deserialize<IReadOnlyList<string>>(LongText.Read(row, name), SupportJson.Options) ?? [];
}
