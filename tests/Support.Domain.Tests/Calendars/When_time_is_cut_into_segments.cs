using System.Globalization;
using Support.Domain.Calendars;
using Support.Domain.Model;
using Xunit;
using static Support.Domain.Tests.Calendars.Hours;

namespace Support.Domain.Tests.Calendars;

public class When_time_is_cut_into_segments
{
    [Fact]
    public void A_weekend_is_one_and_a_holiday_is_named()
    {
        BusinessCalendar office = BusinessCalendar.From(OfficeDefinition() with
        {
            Holidays = [new Holiday { Date = "2026-05-25", Name = "Whit Monday" }],
        });

        Assert.Equal(
            [
                "05-22 14:00 - 05-22 15:00 OpeningHours",
                "05-22 15:00 - 05-24 22:00 ClosedHours",
                "05-24 22:00 - 05-25 22:00 Holiday Whit Monday",
                "05-25 22:00 - 05-26 07:00 ClosedHours",
                "05-26 07:00 - 05-26 08:00 OpeningHours",
            ],
            Lines(office.Segments(At("2026-05-22T16:00+02:00"), At("2026-05-26T10:00+02:00"))));
    }

    [Fact]
    public void A_holiday_with_hours_is_named_on_both_sides_of_them()
    {
        BusinessCalendar office = BusinessCalendar.From(OfficeDefinition("Etc/UTC") with
        {
            Holidays = [new Holiday { Date = "12-24", Name = "Christmas Eve", Hours = ["09:00-12:00"] }],
        });

        Assert.Equal(
            [
                "12-24 08:00 - 12-24 09:00 Holiday Christmas Eve",
                "12-24 09:00 - 12-24 12:00 OpeningHours Christmas Eve",
                "12-24 12:00 - 12-25 00:00 Holiday Christmas Eve",
            ],
            Lines(office.Segments(At("2026-12-24T08:00Z"), At("2026-12-25T00:00Z"))));
    }

    [Fact]
    public void An_hour_that_daylight_saving_skips_shows_when_it_was_an_open_one()
    {
        BusinessCalendar nights = Weekly("Europe/Berlin", ("sunday", ["01:00-04:00"]));

        Assert.Equal(
            [
                "03-29 00:00 - 03-29 01:00 OpeningHours",
                "03-29 01:00 - 03-29 01:00 ClockPutForward 01:00:00",
                "03-29 01:00 - 03-29 02:00 OpeningHours",
            ],
            Lines(nights.Segments(At("2026-03-29T00:00Z"), At("2026-03-29T02:00Z"))));
        Assert.Single(Office().Segments(At("2026-03-29T00:00Z"), At("2026-03-29T02:00Z")));
    }

    [Fact]
    public void So_does_one_that_it_repeats() =>
        Assert.Contains(
            "10-25 01:00 - 10-25 01:00 ClockPutBack -01:00:00",
            Lines(Weekly("Europe/Berlin", ("sunday", ["01:00-04:00"])).Segments(At("2026-10-25T00:00Z"), At("2026-10-25T03:00Z"))));

    [Fact]
    public void Around_the_clock_there_is_one() =>
        Assert.Equal(
            ["01-07 09:00 - 01-09 09:00 OpeningHours"],
            Lines(BusinessCalendar.AlwaysOpen.Segments(At("2026-01-07T10:00+01:00"), At("2026-01-09T10:00+01:00"))));

    [Fact]
    public void No_time_has_none()
    {
        Assert.Empty(Office().Segments(At("2026-01-07T10:00Z"), At("2026-01-07T10:00Z")));
        Assert.Empty(BusinessCalendar.AlwaysOpen.Segments(At("2026-01-07T10:00Z"), At("2026-01-07T09:00Z")));
    }

    private static IEnumerable<string> Lines(IEnumerable<BusinessSegment> segments) => segments.Select(static segment => string.Create(
        CultureInfo.InvariantCulture,
        $"{segment.From:MM-dd HH:mm} - {segment.To:MM-dd HH:mm} {segment.Cause} {segment.Holiday}{(segment.Shift == TimeSpan.Zero ? "" : segment.Shift)}").TrimEnd());
}
