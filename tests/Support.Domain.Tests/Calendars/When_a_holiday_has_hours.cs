using Support.Domain.Calendars;
using Support.Domain.Model;
using Xunit;
using static Support.Domain.Tests.Calendars.Hours;

namespace Support.Domain.Tests.Calendars;

public class When_a_holiday_has_hours
{
    private static readonly Holiday HalfDay = new() { Date = "12-24", Name = "Christmas Eve", Hours = ["09:00-12:00"] };

    [Fact]
    public void They_stand_for_those_of_the_week()
    {
        BusinessCalendar office = OfficeWith(HalfDay);

        Assert.Equal(TimeSpan.FromHours(3), office.Elapsed(At("2026-12-24T00:00+01:00"), At("2026-12-25T00:00+01:00")));
        Assert.Equal(At("2026-12-25T10:00+01:00"), office.Add(At("2026-12-24T11:00+01:00"), TimeSpan.FromHours(2)));
    }

    [Fact]
    public void They_open_a_day_that_is_closed_in_other_weeks() =>
        Assert.Equal(
            TimeSpan.FromHours(3),
            OfficeWith(HalfDay with { Date = "2026-12-26" }).Elapsed(At("2026-12-26T00:00+01:00"), At("2026-12-27T00:00+01:00")));

    [Fact]
    public void Several_count_each()
    {
        Holiday holiday = HalfDay with { Hours = ["08:00-10:00", "15:00-24:00"] };

        Assert.Equal(TimeSpan.FromHours(11), OfficeWith(holiday).Elapsed(At("2026-12-24T00:00+01:00"), At("2026-12-25T00:00+01:00")));
    }

    [Fact]
    public void A_single_date_goes_before_the_one_of_every_year_and_the_first_before_the_second()
    {
        BusinessCalendar office = OfficeWith(
            HalfDay,
            new Holiday { Date = "2026-12-24", Name = "Moving day" },
            HalfDay with { Date = "2026-12-24", Name = "Late" });

        Assert.False(office.IsOpen(At("2026-12-24T10:00+01:00")));
        Assert.True(office.IsOpen(At("2027-12-24T10:00+01:00")));
        Assert.Equal("Moving day", office.Segments(At("2026-12-24T10:00+01:00"), At("2026-12-24T11:00+01:00")).Single().Holiday);
    }

    [Fact]
    public void Hours_over_midnight_are_refused() =>
        Assert.Throws<FormatException>(() => OfficeWith(HalfDay with { Hours = ["22:00-02:00"] }));

    private static BusinessCalendar OfficeWith(params Holiday[] holidays) =>
        BusinessCalendar.From(OfficeDefinition() with { Holidays = holidays });
}
