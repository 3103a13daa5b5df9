using Support.Domain.Calendars;
using Support.Domain.Model;
using Xunit;
using static Support.Domain.Tests.Calendars.Hours;

namespace Support.Domain.Tests.Calendars;

public class When_business_time_is_measured
{
    [Theory]
    [InlineData("Europe/Berlin", "2026-03-29", "00:00-24:00", 23 * 60)]
    [InlineData("Europe/Berlin", "2026-10-25", "00:00-24:00", 25 * 60)]
    [InlineData("America/New_York", "2026-03-08", "00:00-24:00", 23 * 60)]
    [InlineData("America/New_York", "2026-11-01", "00:00-24:00", 25 * 60)]
    [InlineData("Europe/Berlin", "2026-03-29", "02:00-03:00", 0)] // the hour that is skipped
    [InlineData("Europe/Berlin", "2026-03-29", "01:30-02:30", 30)] // half of it is
    [InlineData("Europe/Berlin", "2026-03-29", "02:30-03:30", 30)]
    [InlineData("Europe/Berlin", "2026-10-25", "02:00-03:00", 120)] // the hour that comes twice
    [InlineData("Europe/Berlin", "2026-10-25", "02:30-03:00", 60)] // half of it comes twice
    [InlineData("America/New_York", "2026-11-01", "01:00-02:00", 120)]
    [InlineData("Europe/Berlin", "2026-03-28", "22:00-06:00", 7 * 60)] // the short night
    [InlineData("Europe/Berlin", "2026-10-24", "22:00-06:00", 9 * 60)] // the long one
    [InlineData("Europe/Berlin", "2026-01-10", "22:00-06:00", 8 * 60)]
    public void Open_time_is_what_the_wall_clock_shows(string timeZone, string day, string interval, int minutes)
    {
        DateOnly date = DateOnly.Parse(day, null);
        string name = date.DayOfWeek == DayOfWeek.Saturday ? "saturday" : "sunday";
        BusinessCalendar calendar = Weekly(timeZone, (name, [interval]));
        DateTimeOffset noonBefore = new(date.AddDays(-1), new TimeOnly(12, 0), TimeSpan.Zero);

        Assert.Equal(TimeSpan.FromMinutes(minutes), calendar.Elapsed(noonBefore, noonBefore.AddDays(3)));
    }

    [Fact]
    public void The_half_hour_that_comes_twice_has_a_closed_half_hour_between()
    {
        BusinessCalendar calendar = Weekly("Europe/Berlin", ("sunday", ["02:30-03:00"]));

        Assert.True(calendar.IsOpen(At("2026-10-25T02:45+02:00")));
        Assert.False(calendar.IsOpen(At("2026-10-25T02:15+01:00")));
        Assert.True(calendar.IsOpen(At("2026-10-25T02:45+01:00")));
        Assert.Equal(
            At("2026-10-25T02:40+01:00"),
            calendar.Add(At("2026-10-25T00:00+02:00"), TimeSpan.FromMinutes(40)));
    }

    [Fact]
    public void Hours_that_cross_midnight_into_a_holiday_end_at_midnight()
    {
        BusinessCalendar nights = Nights("2026-12-25");

        Assert.Equal(TimeSpan.FromHours(2), nights.Elapsed(At("2026-12-24T12:00Z"), At("2026-12-25T12:00Z")));
    }

    [Fact]
    public void Hours_that_cross_midnight_out_of_a_holiday_begin_at_midnight()
    {
        BusinessCalendar nights = Nights("2026-12-25");

        Assert.Equal(TimeSpan.FromHours(6), nights.Elapsed(At("2026-12-25T12:00Z"), At("2026-12-26T12:00Z")));
        Assert.False(nights.IsOpen(At("2026-12-25T23:59:59Z")));
        Assert.True(nights.IsOpen(At("2026-12-26T00:00Z")));
    }

    [Theory]
    [InlineData("2026-01-07T09:00+01:00", true)]
    [InlineData("2026-01-07T16:59:59.9999999+01:00", true)]
    [InlineData("2026-01-07T17:00+01:00", false)]
    [InlineData("2026-01-07T08:59:59.9999999+01:00", false)]
    [InlineData("2026-07-07T09:00+02:00", true)]
    public void Opening_time_is_open_and_closing_time_is_not(string at, bool open) =>
        Assert.Equal(open, Office().IsOpen(At(at)));

    [Fact]
    public void It_is_exact_to_the_tick()
    {
        DateTimeOffset from = At("2026-01-09T16:59:59.9999998+01:00");

        Assert.Equal(TimeSpan.FromTicks(2 + 3), Office().Elapsed(from, At("2026-01-12T09:00:00.0000003+01:00")));
    }

    [Fact]
    public void It_is_zero_backwards()
    {
        Assert.Equal(TimeSpan.Zero, Office().Elapsed(At("2026-01-09T16:00Z"), At("2026-01-05T10:00Z")));
        Assert.Equal(TimeSpan.Zero, BusinessCalendar.AlwaysOpen.Elapsed(At("2026-01-09T16:00Z"), At("2026-01-05T10:00Z")));
    }

    [Fact]
    public void Around_the_clock_it_is_time_itself() =>
        Assert.Equal(
            TimeSpan.FromHours(2 * 24),
            BusinessCalendar.From(new CalendarDefinition { TimeZone = "Europe/Berlin", AlwaysOpen = true })
                .Elapsed(At("2026-03-28T12:00Z"), At("2026-03-30T12:00Z")));

    [Fact]
    public void A_day_that_a_zone_skipped_has_no_hours() =>
        // Samoa went from 29 to 31 December 2011 when it changed sides of the date line.
        Assert.Equal(
            TimeSpan.FromHours(8),
            Office("Pacific/Apia").Elapsed(At("2011-12-29T00:00-10:00"), At("2011-12-31T23:00+14:00")));

    private static BusinessCalendar Nights(string holiday) => BusinessCalendar.From(
        Definition(
            "Etc/UTC",
            [.. WeeklyHours.DayNames.Select(static day => (day, new[] { "22:00-06:00" }))])
        with
        {
            Holidays = [new Holiday { Date = holiday, Name = "Holiday" }],
        });
}
