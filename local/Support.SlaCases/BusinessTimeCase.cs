using System.Text.Json;
using System.Text.Json.Nodes;
using Support.Domain.Calendars;
using Support.Domain.Json;

namespace Support.Local.SlaCases;

/// <summary>Cases that ask about a calendar: when a span of business time has passed, how much lies between, when it is open.</summary>
internal static class BusinessTimeCase
{
    private const int PeriodsMax = 1000;

    public static SlaCaseResult Add(SlaCase sla)
    {
        BusinessCalendar calendar = CalendarOf(sla);
        DateTimeOffset start = Event(sla, "start");
        TimeSpan span = sla.Policy.Span("span") ?? throw new FormatException("the policy has no 'span_seconds'");
        DateTimeOffset? due = Breaks.Of(sla).Add(calendar, start, span);
        string zone = sla.Expected.TextOrNull("tz") ?? "Etc/UTC";
        var actual = new JsonObject();
        foreach (JsonProperty member in sla.Expected.EnumerateObject())
        {
            actual[member.Name] = member.Name switch
            {
                "due_utc" => due is { } at ? CaseTime.Text(at) : null,
                "due_local" => due is { } at ? CaseTime.InZone(at, zone) : null,
                "tz" => zone,
                _ => throw new FormatException($"'{member.Name}' is nothing that is known to be expected here"),
            };
        }

        return SlaCaseResult.Of(sla, actual, "BusinessCalendar.Add", () => Arithmetic(calendar, start, due ?? start));
    }

    public static SlaCaseResult Between(SlaCase sla)
    {
        BusinessCalendar calendar = CalendarOf(sla);
        DateTimeOffset start = Event(sla, "start");
        DateTimeOffset stop = Event(sla, "stop");
        var actual = new JsonObject
        {
            ["elapsed_seconds"] = (decimal)Breaks.Of(sla).Elapsed(calendar, start, stop).Ticks / TimeSpan.TicksPerSecond,
        };
        return SlaCaseResult.Of(sla, actual, "BusinessCalendar.Elapsed", () => Arithmetic(calendar, start, stop));
    }

    /// <summary>The first open periods after the start, as many as are expected, each <c>[from, to]</c>.</summary>
    public static SlaCaseResult Periods(SlaCase sla)
    {
        BusinessCalendar calendar = CalendarOf(sla);
        DateTimeOffset start = Event(sla, "start");
        JsonElement expected = sla.Expected.MemberOrNull("periods") is { ValueKind: JsonValueKind.Array } periods
            ? periods
            : throw new FormatException("expected no list of 'periods'");
        var actual = new JsonArray();
        DateTimeOffset? opening = calendar.NextOpening(start);
        while (opening is { } from && actual.Count < Math.Min(expected.GetArrayLength(), PeriodsMax))
        {
            DateTimeOffset closing = calendar.Segments(from, from.AddDays(8)).TakeWhile(static segment => segment.IsOpen || segment.Length == TimeSpan.Zero).Last().To;
            actual.Add(new JsonArray(CaseTime.Text(from), CaseTime.Text(closing)));
            opening = calendar.NextOpening(closing);
        }

        return SlaCaseResult.Of(sla, new JsonObject { ["periods"] = actual }, "BusinessCalendar.NextOpening", () => Arithmetic(calendar, start, start.AddDays(14)));
    }

    /// <summary>What is open and closed between two instants, a line each.</summary>
    private static IEnumerable<string> Arithmetic(BusinessCalendar calendar, DateTimeOffset from, DateTimeOffset to) =>
        calendar.Segments(from, to).Take(60).Select(static segment =>
            $"  {CaseTime.Text(segment.From)} to {CaseTime.Text(segment.To)}: {(segment.IsOpen ? IsoDuration.Format(segment.Length) + " counted" : "not counted")}, "
            + $"{JsonNamingPolicy.CamelCase.ConvertName(segment.Cause.ToString())}{(segment.Holiday is null ? "" : $" ({segment.Holiday})")}");

    private static BusinessCalendar CalendarOf(SlaCase sla) => CaseModel.Of(sla).Calendar(CaseModel.Calendar);

    private static DateTimeOffset Event(SlaCase sla, string type)
    {
        foreach (JsonElement happened in sla.Events)
        {
            if (happened.TextOrNull("type") == type)
            {
                return CaseTime.At(happened);
            }
        }

        throw new FormatException($"there is no '{type}' event");
    }
}
