using Support.Domain.Calendars;
using Support.Domain.Model;
using Xunit;
using static Support.Domain.Tests.Calendars.Hours;

namespace Support.Domain.Tests.Calendars;

public class When_business_time_is_added
{
    [Theory]
    [InlineData("2026-01-07T10:00+01:00", 2 * 60, "2026-01-07T12:00+01:00")] // within a day
    [InlineData("2026-01-09T16:00+01:00", 2 * 60, "2026-01-12T10:00+01:00")] // over a weekend
    [InlineData("2026-01-10T12:00+01:00", 30, "2026-01-12T09:30+01:00")] // from a closed day
    [InlineData("2026-01-07T03:00+01:00", 60, "2026-01-07T10:00+01:00")] // from before opening
    [InlineData("2026-01-07T17:00+01:00", 60, "2026-01-08T10:00+01:00")] // from closing time on
    [InlineData("2026-01-05T09:00+01:00", 40 * 60, "2026-01-09T17:00+01:00")] // a whole week
    [InlineData("2026-03-27T16:00+01:00", 2 * 60, "2026-03-30T10:00+02:00")] // over the start of daylight saving
    [InlineData("2026-10-23T16:00+02:00", 2 * 60, "2026-10-26T10:00+01:00")] // over its end
    public void It_passes_in_opening_hours_only(string from, int minutes, string due) =>
        Assert.Equal(At(due), Office().Add(At(from), TimeSpan.FromMinutes(minutes)));

    [Fact]
    public void What_is_used_up_at_closing_time_is_due_at_closing_time() =>
        Assert.Equal(At("2026-01-07T17:00+01:00"), Office().Add(At("2026-01-07T16:00+01:00"), TimeSpan.FromHours(1)));

    [Fact]
    public void One_tick_more_is_due_after_the_next_opening() =>
        Assert.Equal(
            At("2026-01-08T09:00+01:00").AddTicks(1),
            Office().Add(At("2026-01-07T16:00+01:00"), TimeSpan.FromHours(1) + TimeSpan.FromTicks(1)));

    [Theory]
    [InlineData(0)]
    [InlineData(-60)]
    public void Nothing_or_less_is_due_at_once_even_when_closed(int minutes)
    {
        DateTimeOffset sunday = At("2026-01-11T03:00+01:00");

        Assert.Equal(sunday, Office().Add(sunday, TimeSpan.FromMinutes(minutes)));
        Assert.Equal(sunday, BusinessCalendar.AlwaysOpen.Add(sunday, TimeSpan.FromMinutes(minutes)));
    }

    [Fact]
    public void The_due_instant_is_in_UTC() =>
        Assert.Equal(TimeSpan.Zero, Office().Add(At("2026-01-07T10:00+01:00"), TimeSpan.FromHours(1))!.Value.Offset);

    [Fact]
    public void Holidays_are_skipped() =>
        Assert.Equal(
            At("2026-12-28T10:00+01:00"),
            Office(holidays: ["12-25", "2026-12-24"]).Add(At("2026-12-23T16:00+01:00"), TimeSpan.FromHours(2)));

    [Fact]
    public void A_yearly_holiday_on_the_leap_day_comes_in_leap_years_only()
    {
        BusinessCalendar office = Office("Etc/UTC", "02-29");

        Assert.False(office.IsOpen(At("2028-02-29T10:00Z")));
        Assert.True(office.IsOpen(At("2027-03-01T10:00Z")));
    }

    [Fact]
    public void Intervals_that_meet_at_midnight_are_one()
    {
        BusinessCalendar nights = Weekly("Etc/UTC", ("monday", ["18:00-24:00"]), ("tuesday", ["00:00-06:00"]));

        Assert.Equal(At("2026-01-06T03:00Z"), nights.Add(At("2026-01-05T20:00Z"), TimeSpan.FromHours(7)));
        Assert.Equal(At("2026-01-06T00:00Z"), nights.Add(At("2026-01-05T20:00Z"), TimeSpan.FromHours(4)));
    }

    [Fact]
    public void An_interval_over_the_end_of_the_week_goes_on_on_monday()
    {
        BusinessCalendar sundayNight = Weekly("Etc/UTC", ("sunday", ["22:00-02:00"]));

        Assert.Equal(At("2026-01-12T01:00Z"), sundayNight.Add(At("2026-01-11T23:00Z"), TimeSpan.FromHours(2)));
        Assert.Equal(At("2026-01-18T23:00Z"), sundayNight.Add(At("2026-01-12T01:00Z"), TimeSpan.FromHours(2)));
    }

    [Fact]
    public void There_is_no_due_instant_beyond_ten_years()
    {
        TimeSpan tooMuch = BusinessCalendar.Horizon + TimeSpan.FromTicks(1);
        DateTimeOffset from = At("2026-01-07T10:00Z");

        Assert.Equal(from + BusinessCalendar.Horizon, BusinessCalendar.AlwaysOpen.Add(from, BusinessCalendar.Horizon));
        Assert.Null(BusinessCalendar.AlwaysOpen.Add(from, tooMuch));
        Assert.Null(Office().Add(from, tooMuch));
        Assert.Null(Office().Add(from, TimeSpan.MaxValue));
    }

    [Fact]
    public void There_is_none_when_every_day_is_a_holiday()
    {
        var leapYear = Enumerable.Range(0, 366).Select(static day => new DateOnly(2028, 1, 1).AddDays(day));
        BusinessCalendar never = Office(holidays: [.. leapYear.Select(static day => day.ToString("MM-dd", null))]);

        Assert.Null(never.Add(At("2026-01-07T10:00Z"), TimeSpan.FromTicks(1)));
    }

    [Theory]
    [InlineData("Pacific/Kiritimati")]
    [InlineData("Pacific/Pago_Pago")]
    [InlineData("Etc/UTC")]
    public void The_ends_of_time_are_no_trouble(string timeZone)
    {
        BusinessCalendar office = Office(timeZone, "12-31");

        Assert.NotNull(office.Add(DateTimeOffset.MinValue, TimeSpan.FromDays(1)));
        Assert.Null(office.Add(DateTimeOffset.MaxValue, TimeSpan.FromDays(1)));
        Assert.Null(BusinessCalendar.AlwaysOpen.Add(DateTimeOffset.MaxValue, TimeSpan.FromDays(1)));
        Assert.True(office.Elapsed(DateTimeOffset.MinValue, At("0002-01-01T00:00Z")) > TimeSpan.FromDays(80));
        Assert.True(office.Elapsed(At("9999-01-01T00:00Z"), DateTimeOffset.MaxValue) > TimeSpan.FromDays(80));
        Assert.False(office.IsOpen(DateTimeOffset.MaxValue));
    }

    [Theory]
    [InlineData("Europe/Berln", "09:00-17:00", "12-25")]
    [InlineData("Europe/Berlin", "9-17", "12-25")]
    [InlineData("Europe/Berlin", "09:00-17:00", "12-32")]
    public void A_definition_that_is_none_is_refused(string timeZone, string interval, string holiday)
    {
        CalendarDefinition definition = Definition(timeZone, ("monday", [interval])) with
        {
            Holidays = [new Holiday { Date = holiday, Name = "Holiday" }],
        };

        Assert.Throws<FormatException>(() => BusinessCalendar.From(definition));
    }
}
