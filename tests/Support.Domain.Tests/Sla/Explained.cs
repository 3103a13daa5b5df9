using System.Globalization;
using Support.Domain.Calendars;
using Support.Domain.Json;
using Support.Domain.Model;
using Support.Domain.Sla;
using Support.Domain.Tests.Builders;

namespace Support.Domain.Tests.Sla;

/// <summary>A week with a holiday, and explanations written briefly.</summary>
internal static class Explained
{
    public static DateTimeOffset Friday { get; } = Moment.At("2026-05-22 15:00");

    public static DateTimeOffset Tuesday { get; } = Moment.At("2026-05-26 10:00");

    public static SupportModel Office { get; } = WithHolidays(new Holiday { Date = "2026-05-25", Name = "Whit Monday" });

    public static SlaClock Explain(ATicket ticket, ClockKind clock, DateTimeOffset now) =>
        SlaClock.Of(ticket.History, ticket.Model, now).Single(explained => explained.Clock == clock);

    public static SupportModel WithHolidays(params Holiday[] holidays) => AModel.Small with
    {
        Calendars = new Dictionary<string, CalendarDefinition>
        {
            ["always"] = AModel.Small.Calendars["always"],
            ["office"] = Compiled(AModel.Small.Calendars["office"] with { Holidays = holidays }),
        },
        SlaPolicies = [AModel.Promise("PT1H", "PT2H", "PT8H") with { Calendar = "office" }],
    };

    public static CalendarDefinition Compiled(CalendarDefinition definition) =>
        definition with { Compiled = BusinessCalendar.From(definition) };

    public static IReadOnlyList<string> Lines(SlaClock clock) =>
    [
        .. clock.Intervals.Select(static interval => string.Create(
            CultureInfo.InvariantCulture,
            $"{interval.From:MM-dd HH:mm} - {interval.To:MM-dd HH:mm} {interval.Kind} {IsoDuration.Format(interval.Used)} {interval.Cause}")),
    ];
}
