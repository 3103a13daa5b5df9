using Support.Domain.Calendars;
using Xunit;
using static Support.Domain.Tests.Calendars.Hours;

namespace Support.Domain.Tests.Calendars;

public class When_the_next_opening_is_asked_for
{
    [Theory]
    [InlineData("2026-01-07T10:00+01:00", "2026-01-07T10:00+01:00")] // open
    [InlineData("2026-01-07T09:00+01:00", "2026-01-07T09:00+01:00")] // opening
    [InlineData("2026-01-07T17:00+01:00", "2026-01-08T09:00+01:00")] // closing
    [InlineData("2026-01-07T03:00+01:00", "2026-01-07T09:00+01:00")] // before opening
    [InlineData("2026-01-09T17:00+01:00", "2026-01-12T09:00+01:00")] // over a weekend
    [InlineData("2026-12-24T17:00+01:00", "2026-12-28T09:00+01:00")] // over a holiday
    [InlineData("2026-03-27T17:00+01:00", "2026-03-30T09:00+02:00")] // over the start of daylight saving
    public void It_is_the_first_open_instant_from_then_on(string at, string opening) =>
        Assert.Equal(At(opening), Office(holidays: "12-25").NextOpening(At(at)));

    [Fact]
    public void It_is_in_UTC() =>
        Assert.Equal(TimeSpan.Zero, Office().NextOpening(At("2026-01-07T17:00+01:00"))!.Value.Offset);

    [Fact]
    public void It_is_at_once_around_the_clock() =>
        Assert.Equal(At("2026-01-11T03:00Z"), BusinessCalendar.AlwaysOpen.NextOpening(At("2026-01-11T03:00Z")));

    [Fact]
    public void It_is_after_the_hour_that_daylight_saving_skips() =>
        Assert.Equal(
            At("2026-03-29T03:00+02:00"),
            Weekly("Europe/Berlin", ("sunday", ["02:15-04:00"])).NextOpening(At("2026-03-29T00:00+01:00")));

    [Fact]
    public void There_is_none_when_nothing_ever_opens() => Assert.Null(Weekly("Etc/UTC").NextOpening(At("2026-01-07T10:00Z")));
}
