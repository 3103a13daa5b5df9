using Support.Domain.Notices;

namespace Support.Platform.Notices;

/// <summary>What became of a notice.</summary>
public enum NoticeFate
{
    /// <summary>An attempt is under way, or ended without a word: it will be tried again.</summary>
    Sending,

    /// <summary>Attempts failed; another one is due.</summary>
    Retrying,

    /// <summary>The mail server or the channel took it.</summary>
    Sent,

    /// <summary>Every attempt failed.</summary>
    Failed,

    /// <summary>There is nowhere to send it, or its recipient does not want it.</summary>
    Skipped,

    /// <summary>It waits until its recipient may be disturbed.</summary>
    Waiting,

    /// <summary>When it could have been sent, it was not worth sending any more.</summary>
    Dropped,
}

/// <summary>A notice and its fate, as the ticket's history shows it.</summary>
public sealed record NoticeRecord
{
    /// <summary>The notice.</summary>
    public required Notice Notice { get; init; }

    /// <summary>What became of it.</summary>
    public required NoticeFate Fate { get; init; }

    /// <summary>When that was.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>How many attempts were begun.</summary>
    public required int Attempts { get; init; }

    /// <summary>The process that made the last attempt.</summary>
    public required string Owner { get; init; }

    /// <summary>What the last failed attempt met, or why it was not sent; null for none.</summary>
    public string? Error { get; init; }
}
