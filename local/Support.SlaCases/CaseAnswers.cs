using System.Text.Json;
using System.Text.Json.Nodes;
using Support.Domain.Calendars;
using Support.Domain.Model;
using Support.Domain.Tickets;

namespace Support.Local.SlaCases;

/// <summary>Answers what a case asks of its ticket, by the member's name.</summary>
internal sealed class CaseAnswers(CaseLives lives, SupportModel model)
{
    private const string PriorityChange = "after_priority_change_to_";

    /// <summary>The answers to all that is expected; questions about a later moment come last, because time does not run back.</summary>
    public JsonObject To(JsonElement expected)
    {
        var answers = new JsonObject();
        foreach (JsonProperty member in expected.EnumerateObject().OrderBy(static member => MovesTime(member.Name)))
        {
            answers[member.Name] = Answer(member.Name, member.Value);
        }

        return answers;
    }

    private static bool MovesTime(string name) => name.StartsWith(PriorityChange, StringComparison.Ordinal) || name == "breached_at_or_before";

    private JsonNode? Answer(string name, JsonElement expected) => name switch
    {
        "next_due" => Instant(NextDue(), expected),
        "resolution_due_after_resume" => Instant(DueAfterResume(ClockKind.Resolution), expected),
        "paused_business_min" => Minutes(PausedTime(ClockKind.Resolution)),
        "breached_at_or_before" => BreachedBy(expected),
        "breaches" or "breach_events" => new JsonArray([.. Breached().Select(static clock => JsonValue.Create(WordOf(clock)))]),
        _ when name.StartsWith(PriorityChange, StringComparison.Ordinal) => AfterPriorityChange(name[PriorityChange.Length..], expected),
        _ when ClockOf(name, "_due") is { } clock => Instant(DueOf(clock, expected), expected),
        _ when ClockOf(name, "_margin_min") is { } clock => State(clock) is { } state ? Minutes(state.Target - UsedOf(clock, state)) : null,
        _ when ClockOf(name, "_min") is { } clock => State(clock) is { } state ? Minutes(UsedOf(clock, state)) : null,
        _ when ClockOf(name, "_breached") is { } clock => JsonValue.Create(State(clock)?.BreachedAt is not null),
        _ => throw new FormatException($"'{name}' is nothing that is known to be expected here"),
    };

    private ClockState? State(ClockKind clock) => lives.Of(clock).Ticket.Clock(clock);

    private IEnumerable<ClockKind> Breached() => CaseLives.Clocks.Where(clock => State(clock)?.BreachedAt is not null);

    private DateTimeOffset? NextDue() => CaseLives.Clocks.Select(clock => State(clock)?.DueAt).Min();

    /// <summary>
    /// Where no deadline is expected, none may be ahead now. Where one is, it is the last that the clock had: some systems
    /// keep a due time written on the ticket when there is nothing left to wait for.
    /// </summary>
    private DateTimeOffset? DueOf(ClockKind clock, JsonElement expected) => expected.ValueKind == JsonValueKind.Null
        ? State(clock)?.DueAt
        : State(clock)?.DueAt ?? lives.Of(clock).History.Select(happened => DueSet(happened.Data, clock)).LastOrDefault(static due => due is not null);

    private DateTimeOffset? DueAfterResume(ClockKind clock) => lives.Of(clock).History
        .Select(static happened => happened.Data).OfType<ClockResumed>().LastOrDefault(resumed => resumed.Clock == clock)?.DueAt;

    private static DateTimeOffset? DueSet(TicketEventData data, ClockKind clock) => data switch
    {
        ClockStarted started when started.Clock == clock => started.DueAt,
        ClockResumed resumed when resumed.Clock == clock => resumed.DueAt,
        ClockRetargeted changed when changed.Clock == clock => changed.DueAt,
        _ => null,
    };

    /// <summary>Of several exchanges the longest, as the systems keep it that keep one; of the other clocks what is used.</summary>
    private TimeSpan UsedOf(ClockKind clock, ClockState state) => clock == ClockKind.NextResponse && state.Longest is { } longest
        ? longest
        : state.UsedAt(lives.Of(clock).Now, state.CalendarIn(model));

    private TimeSpan PausedTime(ClockKind clock)
    {
        BusinessCalendar calendar = model.Calendar(CaseModel.Calendar);
        TimeSpan total = TimeSpan.Zero;
        DateTimeOffset? since = null;
        foreach (TicketEvent happened in lives.Of(clock).History)
        {
            if (happened.Data is ClockPaused paused && paused.Clock == clock)
            {
                since = happened.At;
            }
            else if (happened.Data is ClockResumed resumed && resumed.Clock == clock && since is { } from)
            {
                total += calendar.Elapsed(from, happened.At);
                since = null;
            }
        }

        return since is { } still ? total + calendar.Elapsed(still, lives.Of(clock).Now) : total;
    }

    /// <summary>The latest instant allowed when a promise has broken by then, as expected; otherwise null.</summary>
    private JsonValue? BreachedBy(JsonElement expected)
    {
        DateTimeOffset by = CaseTime.Utc(expected.GetString() ?? "");
        foreach (TicketLife life in lives.Distinct)
        {
            life.Wake(by);
        }

        return Breached().Any(clock => State(clock)!.BreachedAt <= by) ? JsonValue.Create(expected.GetString()) : null;
    }

    private JsonObject AfterPriorityChange(string priority, JsonElement expected)
    {
        foreach (TicketLife life in lives.Distinct)
        {
            life.ChangePriority(priority, life.Now);
        }

        return To(expected);
    }

    /// <summary>An instant as the case writes it, when it is the same.</summary>
    private static JsonValue? Instant(DateTimeOffset? at, JsonElement expected)
    {
        if (at is not { } instant)
        {
            return null;
        }

        bool same = expected.ValueKind == JsonValueKind.String && CaseTime.Utc(expected.GetString()!) == instant;
        return JsonValue.Create(same ? expected.GetString()! : CaseTime.Text(instant));
    }

    private static JsonValue Minutes(TimeSpan time) => JsonValue.Create((decimal)time.Ticks / TimeSpan.TicksPerMinute);

    private static ClockKind? ClockOf(string name, string ending) => name.EndsWith(ending, StringComparison.Ordinal)
        ? CaseLives.Clocks.Cast<ClockKind?>().FirstOrDefault(clock => WordOf(clock!.Value) == name[..^ending.Length])
        : null;

    private static string WordOf(ClockKind clock) => JsonNamingPolicy.SnakeCaseLower.ConvertName(clock.ToString());
}
