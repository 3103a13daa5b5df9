using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Support.Local.Hosting.Simulation;

namespace Support.Simulation.Tests;

/// <summary>What a life of the backend left behind.</summary>
/// <param name="Tickets">Each ticket's own record, in the order in which they were opened.</param>
/// <param name="Listed">The references on the agents' list.</param>
/// <param name="Mails">The mails that arrived.</param>
/// <param name="Storage">Every row of every table, to the byte.</param>
/// <param name="Turns">How many turns it took.</param>
/// <param name="BusyTurns">The turns in which something was written; none where faults were asked for.</param>
/// <param name="Starts">How often the backend was started.</param>
internal sealed record LifeRecord(
    IReadOnlyList<TicketRecord> Tickets, IReadOnlyList<string> Listed, IReadOnlyList<ReceivedMail> Mails, string Storage, long Turns, IReadOnlyList<long> BusyTurns, int Starts)
{
    /// <summary>All that people would notice of it, without what no two lives have in common.</summary>
    public string Outcome => string.Join('\n', Tickets.Select(static ticket => ticket.Outcome));
}

/// <summary>What a ticket's history tells in the end.</summary>
internal sealed partial record TicketRecord(string Id, IReadOnlyList<string> Events, IReadOnlyList<string> Notices, IReadOnlyList<string> Mails)
{
    public string Outcome => string.Join('\n', Events.Concat(Notices).Concat(Mails)).Replace(Id, "SUP", StringComparison.Ordinal);

    public static TicketRecord Read(string id, JsonElement history, IEnumerable<ReceivedMail> mails)
    {
        JsonElement[] entries = [.. history.GetProperty("entries").EnumerateArray()];
        JsonElement[] events = [.. entries.Where(static entry => entry.TryGetProperty("event", out _)).Select(static entry => entry.GetProperty("event"))];
        DateTimeOffset opened = events[0].GetProperty("at").GetDateTimeOffset();
        return new TicketRecord(
            id,
            [.. events.Select(happened => Describe(happened, opened))],
            [.. entries.Where(static entry => entry.TryGetProperty("notice", out _)).Select(static entry => Describe(entry.GetProperty("notice"))).Order(StringComparer.Ordinal)],
            [.. mails.Where(mail => mail.Subject.Contains(id, StringComparison.Ordinal)).Select(static mail => $"mail to {string.Join(',', mail.To)}: {mail.Subject}").Order(StringComparer.Ordinal)]);
    }

    // Exact instants as time since the opening; the moment at which the record was written is the machine's affair.
    private static string Describe(JsonElement happened, DateTimeOffset opened) => string.Join(
        ' ',
        happened.GetProperty("data").EnumerateObject()
            .Where(static member => member.Name is not ("timeInTier" or "businessTimeInTier" or "shareOfElapsed"))
            .Select(member => $"{member.Name}={Relative(member.Value, opened)}")
            .Append($"by {happened.GetProperty("actor").GetProperty("kind").GetString()}")
            .Append($"because {WithoutInstants(happened)}"));

    private static string Describe(JsonElement notice) =>
        $"{notice.GetProperty("fate")} {notice.GetProperty("reason")} {notice.GetProperty("channel")} {notice.GetProperty("recipient")} because {WithoutInstants(notice)}";

    private static string Relative(JsonElement value, DateTimeOffset opened) =>
        value.ValueKind == JsonValueKind.String && value.TryGetDateTimeOffset(out DateTimeOffset instant)
            ? Math.Round((instant - opened).TotalSeconds).ToString(CultureInfo.InvariantCulture)
            : value.ToString();

    private static string WithoutInstants(JsonElement told) =>
        Instant().Replace(told.TryGetProperty("cause", out JsonElement cause) ? cause.GetString()! : "nothing", "then");

    [GeneratedRegex(@"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z")]
    private static partial Regex Instant();
}
