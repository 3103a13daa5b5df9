using Xunit;

namespace Support.Local.Worker.Tests.Clock;

public sealed class ClockLineTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public void The_same_speed_goes_on_as_if_the_host_had_never_stopped()
    {
        ClockLine line = ClockLine.StartingAt(Start, 60).ContinuedAt(Start.AddHours(2), 60);
        Assert.Equal(Start.AddHours(120), line.At(Start.AddHours(2)));
    }

    [Fact]
    public void Another_speed_begins_at_the_present_business_time()
    {
        ClockLine line = ClockLine.StartingAt(Start, 60).ContinuedAt(Start.AddMinutes(1), 1);
        Assert.Equal(Start.AddHours(1), line.At(Start.AddMinutes(1)));
        Assert.Equal(Start.AddHours(1).AddMinutes(1), line.At(Start.AddMinutes(2)));
    }

    [Theory]
    [InlineData(60)]
    [InlineData(1)]
    public void A_real_clock_that_was_set_back_does_not_set_business_time_back(double nextSpeed)
    {
        ClockLine first = ClockLine.StartingAt(Start, 60);
        ClockLine next = first.ContinuedAt(Start.AddDays(-1), nextSpeed);
        Assert.Equal(Start, next.At(Start.AddDays(-1)));
        Assert.True(next.At(Start.AddDays(-1).AddMinutes(1)) > Start);
    }

    [Fact]
    public void A_clock_at_real_speed_from_the_start_is_the_real_clock()
    {
        Assert.True(ClockLine.StartingAt(Start, 1).IsReal);
        Assert.False(ClockLine.StartingAt(Start, 2).ContinuedAt(Start.AddHours(1), 1).IsReal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    [InlineData(1e9)]
    public void A_speed_that_no_clock_can_have_is_refused(double speed) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => ClockLine.StartingAt(Start, speed));
}
