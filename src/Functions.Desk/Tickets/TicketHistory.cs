using Support.Domain.Notices;
using Support.Domain.Tickets;
using Support.Platform.Notices;
using Support.Platform.Tickets;

namespace Support.Functions.Desk.Tickets;

/// <summary>Everything that happened to a ticket, and everybody who was told.</summary>
public sealed class TicketHistory(TicketStore store, NoticeLog notices)
{
    /// <summary>The history, in the order in which it happened: each event is followed by the notices that tell of it.</summary>
    public async Task<IReadOnlyList<HistoryEntry>> ReadAsync(TicketId id, CancellationToken cancellationToken)
    {
        Task<IReadOnlyList<NoticeRecord>> told = notices.ReadAsync(id, cancellationToken);
        IReadOnlyList<TicketEvent> events = await store.EventsAsync(id, cancellationToken: cancellationToken);
        ILookup<int, NoticeRecord> byEvent = (await told).ToLookup(record => record.Notice.EventVersion);
        return [.. events.SelectMany(happened => byEvent[happened.Version]
            .OrderBy(record => record.Notice.Key, StringComparer.Ordinal)
            .Select(HistoryEntry.Of)
            .Prepend(HistoryEntry.Of(happened)))];
    }
}

/// <summary>One entry of the history: an event, or a notice.</summary>
public sealed record HistoryEntry
{
    /// <summary>When.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The event; null for a notice.</summary>
    public TicketEvent? Event { get; init; }

    /// <summary>The notice; null for an event.</summary>
    public HistoryNotice? Notice { get; init; }

    /// <summary>The entry of an event.</summary>
    public static HistoryEntry Of(TicketEvent happened) => new() { At = happened.At, Event = happened };

    /// <summary>The entry of a notice.</summary>
    public static HistoryEntry Of(NoticeRecord record) => new() { At = record.At, Notice = HistoryNotice.Of(record) };
}

/// <summary>Who was told, and what became of it.</summary>
public sealed record HistoryNotice
{
    /// <summary>Why.</summary>
    public required NoticeReason Reason { get; init; }

    /// <summary>The way out.</summary>
    public required NoticeChannel Channel { get; init; }

    /// <summary>Mail address or team id.</summary>
    public required string Recipient { get; init; }

    /// <summary>What became of it.</summary>
    public required NoticeFate Fate { get; init; }

    /// <summary>How many attempts were begun.</summary>
    public required int Attempts { get; init; }

    /// <summary>When it is sent, where it waits; null for at once.</summary>
    public DateTimeOffset? SendAt { get; init; }

    /// <summary>What it waits for; null when it does not wait.</summary>
    public string? Waits { get; init; }

    /// <summary>What the last failed attempt met, or why it was not sent; null for none.</summary>
    public string? Error { get; init; }

    /// <summary>Why the event happened that it tells of.</summary>
    public string? Cause { get; init; }

    /// <summary>The view of a record.</summary>
    public static HistoryNotice Of(NoticeRecord record) => new()
    {
        Reason = record.Notice.Reason,
        Channel = record.Notice.Channel,
        Recipient = record.Notice.Recipient,
        Fate = record.Fate,
        Attempts = record.Attempts,
        SendAt = record.Notice.SendAt,
        Waits = record.Notice.Waits,
        Error = record.Error,
        Cause = record.Notice.Cause,
    };
}
