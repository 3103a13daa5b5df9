using System.Text.Json;
using Support.Domain.Calendars;

namespace Support.Local.SlaCases;

/// <summary>Closed intervals that a case cuts out of its calendar: <c>breaks</c> of the policy, pairs of instants.</summary>
internal sealed class Breaks
{
    private readonly List<(DateTimeOffset From, DateTimeOffset To)> _inOrder;

    private Breaks(IEnumerable<(DateTimeOffset From, DateTimeOffset To)> breaks) => _inOrder = [.. breaks.OrderBy(static pause => pause.From)];

    public static Breaks Of(SlaCase sla) => new(
        sla.Policy.MemberOrNull("breaks") is not { } list
            ? []
            : list.ValueKind == JsonValueKind.Array
                ? list.EnumerateArray().Select(Read)
                : throw new FormatException("'breaks' is no list"));

    public IReadOnlyList<(DateTimeOffset From, DateTimeOffset To)> InOrder => _inOrder;

    public TimeSpan Elapsed(BusinessCalendar calendar, DateTimeOffset from, DateTimeOffset to)
    {
        TimeSpan total = TimeSpan.Zero;
        foreach ((DateTimeOffset start, DateTimeOffset end) in _inOrder)
        {
            total += calendar.Elapsed(from, Earlier(start, to));
            from = from < end ? end : from;
        }

        return total + calendar.Elapsed(from, to);
    }

    public DateTimeOffset? Add(BusinessCalendar calendar, DateTimeOffset from, TimeSpan span)
    {
        foreach ((DateTimeOffset start, DateTimeOffset end) in _inOrder)
        {
            TimeSpan before = calendar.Elapsed(from, start);
            if (before >= span && calendar.Add(from, span) is { } due && due <= start)
            {
                return due;
            }

            span -= before;
            from = from < end ? end : from;
        }

        return calendar.Add(from, span);
    }

    private static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;

    private static (DateTimeOffset From, DateTimeOffset To) Read(JsonElement pause)
    {
        string?[] ends = pause.ValueKind switch
        {
            JsonValueKind.Array => [.. pause.EnumerateArray().Select(static end => end.GetString())],
            JsonValueKind.Object => [pause.TextOrNull("from") ?? pause.TextOrNull("start"), pause.TextOrNull("to") ?? pause.TextOrNull("end")],
            _ => [],
        };
        return ends is [{ } from, { } to] ? (CaseTime.Utc(from), CaseTime.Utc(to)) : throw new FormatException("a break is no pair of instants");
    }
}
