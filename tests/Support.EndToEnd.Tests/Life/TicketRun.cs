using Support.EndToEnd.Tests.Backend;

namespace Support.EndToEnd.Tests.Life;

/// <summary>All that a ticket's life left behind.</summary>
internal sealed record TicketRun(string Id, History History, IReadOnlyList<ReceivedMail> Mails, IReadOnlyList<string> Cards)
{
    /// <summary>Collects it.</summary>
    public static async Task<TicketRun> CollectAsync(string id, Api api, MailSink mails) => new(
        id,
        await api.HistoryAsync(id),
        mails.MailsOf(id),
        [.. (await api.CardsAsync()).Where(card => card.Contains(id, StringComparison.Ordinal))]);

    /// <summary>
    /// What time brought, a line an event: minutes of business time from the opening to the exact instant, and what
    /// happened. What a step did is told with the step's minutes.
    /// </summary>
    public IReadOnlyList<string> WhatTimeBrought()
    {
        var lines = new List<string>();
        double minutes = 0;
        foreach (HistoryEvent happened in History.Events)
        {
            if (Describe(happened) is { } line)
            {
                minutes = ExactInstant(happened) is { } exact ? (exact - History.OpenedAt).TotalMinutes : minutes;
                lines.Add($"{minutes} {line}");
            }
        }

        return lines;
    }

    /// <summary>The exact instant at which an event was due; null for one that was not due at an instant.</summary>
    public static DateTimeOffset? ExactInstant(HistoryEvent happened) => happened.Type switch
    {
        "slaWarned" => happened.Instant("reachedAt"),
        "slaBreached" or "escalated" => happened.Instant("dueAt"),
        _ => null,
    };

    private static string? Describe(HistoryEvent happened) => happened.Type switch
    {
        "slaWarned" => $"{happened.Text("clock")} warned at {happened.Text("share")} of {happened.Text("target")}",
        "slaBreached" => $"{happened.Text("clock")} breached {happened.Text("target")}",
        "escalated" => $"step {happened.Text("step")} of {happened.Text("policy")}",
        "tierChanged" => $"from {happened.Text("from")} to {happened.Text("to")}",
        "assigned" => $"to {happened.Text("agent")} of {happened.Text("team")}",
        _ => null,
    };
}
