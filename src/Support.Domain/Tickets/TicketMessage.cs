using System.Text.Json.Serialization;
using Support.Domain.Relations;

namespace Support.Domain.Tickets;

/// <summary>What somebody wrote. Kept beside the event that tells of it, because texts are long and events are read often.</summary>
public sealed record TicketMessage
{
    /// <summary>1 for the description, then 2, 3 …</summary>
    public required int Number { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Who.</summary>
    public required Actor Author { get; init; }

    /// <summary>False for an internal note, which the requester never sees.</summary>
    public required bool Public { get; init; }

    /// <summary>Plain text.</summary>
    public required string Text { get; init; }

    /// <summary>The files that came with it; null for none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<AttachedFile>? Files { get; init; }

    /// <summary>What it was before it became a message; null for one that was written here.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public MessageSource? Source { get; init; }

    /// <summary>Where it was copied from; null for one that was written here.</summary>
    public MessageOrigin? Origin { get; init; }
}
