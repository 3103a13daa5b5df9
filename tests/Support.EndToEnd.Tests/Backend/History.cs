using System.Text.Json;

namespace Support.EndToEnd.Tests.Backend;

/// <summary>An event as the history tells it.</summary>
internal sealed record HistoryEvent(DateTimeOffset At, string Actor, string? Cause, JsonElement Data)
{
    public string Type => Data.GetProperty("type").GetString()!;

    public string? Text(string name) => Data.TryGetProperty(name, out JsonElement value) ? value.ToString() : null;

    public DateTimeOffset? Instant(string name) => Data.TryGetProperty(name, out JsonElement value) ? value.GetDateTimeOffset() : null;

    public override string ToString() => $"{At:HH:mm:ss.fff} {Actor} {Data.GetRawText()} {Cause}";
}

/// <summary>A notice as the history tells of it.</summary>
internal sealed record HistoryNotice(
    DateTimeOffset At, string Reason, string Channel, string Recipient, string Fate, int Attempts, string? Error, string? Cause)
{
    /// <summary>Who was told why, by which way.</summary>
    public string Told => $"{Reason} {Channel} {Recipient}";
}

/// <summary>All that happened to a ticket, and everybody who was told.</summary>
internal sealed record History(IReadOnlyList<HistoryEvent> Events, IReadOnlyList<HistoryNotice> Notices)
{
    public DateTimeOffset OpenedAt => Events[0].At;

    public IEnumerable<HistoryEvent> OfType(params string[] types) => Events.Where(happened => types.Contains(happened.Type));

    public bool HasStep(string step) => OfType("escalated").Any(escalated => escalated.Text("step") == step);

    public static History Read(JsonElement history)
    {
        JsonElement[] entries = [.. history.GetProperty("entries").EnumerateArray()];
        return new History(
            [.. entries.Where(entry => entry.TryGetProperty("event", out _)).Select(entry => EventOf(entry.GetProperty("event")))],
            [.. entries.Where(entry => entry.TryGetProperty("notice", out _)).Select(NoticeOf)]);
    }

    public override string ToString() => string.Join(Environment.NewLine, Events.Concat<object>(Notices));

    private static HistoryEvent EventOf(JsonElement happened) => new(
        happened.GetProperty("at").GetDateTimeOffset(),
        happened.GetProperty("actor").GetProperty("kind").GetString()!,
        Text(happened, "cause"),
        happened.GetProperty("data"));

    private static HistoryNotice NoticeOf(JsonElement entry)
    {
        JsonElement notice = entry.GetProperty("notice");
        return new HistoryNotice(
            entry.GetProperty("at").GetDateTimeOffset(),
            Text(notice, "reason")!,
            Text(notice, "channel")!,
            Text(notice, "recipient")!,
            Text(notice, "fate")!,
            notice.GetProperty("attempts").GetInt32(),
            Text(notice, "error"),
            Text(notice, "cause"));
    }

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out JsonElement text) ? text.GetString() : null;
}
