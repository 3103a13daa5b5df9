using System.Text.Json.Serialization;
using Azure;

namespace Support.Platform.Model;

/// <summary>Which model is in force, and how far the open tickets have been brought up to it.</summary>
public sealed record ModelInForce
{
    /// <summary>The operator's version.</summary>
    public required string Version { get; init; }

    /// <summary>The hash of what the file says.</summary>
    public required string Hash { get; init; }

    /// <summary>Version and hash.</summary>
    public required string Revision { get; init; }

    /// <summary>Since when.</summary>
    public required DateTimeOffset Since { get; init; }

    /// <summary>1 for the first model of this desk, then one more for each change, also one back to an older model.</summary>
    public required int Number { get; init; }

    /// <summary>How many open tickets have been looked at.</summary>
    public int Done { get; init; }

    /// <summary>How many there were to look at when it began; null while they are not counted.</summary>
    public int? Total { get; init; }

    /// <summary>When the last of them was; null while they are being brought up.</summary>
    public DateTimeOffset? AppliedAt { get; init; }

    /// <summary>The row's ETag.</summary>
    [JsonIgnore]
    public ETag ETag { get; init; }
}
