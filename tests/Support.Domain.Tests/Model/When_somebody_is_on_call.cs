using System.Globalization;
using Support.Domain.Model;
using Xunit;

namespace Support.Domain.Tests.Model;

public class When_somebody_is_on_call
{
    private static readonly OnCallRotation Weekly = new()
    {
        Start = new DateTime(2026, 1, 5, 9, 0, 0, DateTimeKind.Unspecified),
        TimeZone = "Europe/Berlin",
        Members = ["ann", "bob", "cat"],
    };

    [Theory]
    [InlineData("2026-01-05T09:00+01:00", "ann")]
    [InlineData("2026-01-12T08:59:59+01:00", "ann")]
    [InlineData("2026-01-12T09:00+01:00", "bob")]
    [InlineData("2026-01-12T08:00Z", "bob")]
    [InlineData("2026-01-19T09:00+01:00", "cat")]
    [InlineData("2026-01-26T09:00+01:00", "ann")]
    [InlineData("2025-06-01T12:00Z", "ann")] // before the start: the first
    [InlineData("0001-01-01T00:00Z", "ann")]
    public void Turns_follow_one_another(string at, string agent) => Assert.Equal(agent, At(Weekly, at));

    [Theory]
    [InlineData("2026-03-30T08:59+02:00", "cat")]
    [InlineData("2026-03-30T09:00+02:00", "ann")]
    [InlineData("2026-10-26T08:59+01:00", "cat")]
    [InlineData("2026-10-26T09:00+01:00", "ann")]
    public void The_hand_over_stays_at_nine_when_the_clocks_change(string at, string agent) => Assert.Equal(agent, At(Weekly, at));

    [Theory]
    [InlineData("2026-10-25T02:29+02:00", "ann")]
    [InlineData("2026-10-25T02:30+02:00", "bob")]
    [InlineData("2026-10-25T02:15+01:00", "bob")] // the clock shows a quarter past two again, and nobody hands back
    [InlineData("2026-10-26T02:30+01:00", "cat")]
    public void A_hand_over_in_an_hour_that_comes_twice_happens_once(string at, string agent) =>
        Assert.Equal(agent, At(DailyFrom(new DateTime(2026, 10, 24, 2, 30, 0, DateTimeKind.Unspecified)), at));

    [Theory]
    [InlineData("2026-03-29T01:59+01:00", "ann")]
    [InlineData("2026-03-29T03:29+02:00", "ann")]
    [InlineData("2026-03-29T03:30+02:00", "bob")]
    public void A_hand_over_in_an_hour_that_is_skipped_comes_as_much_later(string at, string agent) =>
        Assert.Equal(agent, At(DailyFrom(new DateTime(2026, 3, 28, 2, 30, 0, DateTimeKind.Unspecified)), at));

    [Fact]
    public void The_first_override_that_covers_the_moment_wins()
    {
        OnCallRotation rotation = Weekly with
        {
            Overrides =
            [
                Override("2026-01-06T00:00Z", "2026-01-07T00:00Z", "dan"),
                Override("2026-01-06T12:00Z", "2026-01-08T00:00Z", "eve"),
            ],
        };

        Assert.Equal("ann", At(rotation, "2026-01-05T23:59:59Z"));
        Assert.Equal("dan", At(rotation, "2026-01-06T00:00Z"));
        Assert.Equal("dan", At(rotation, "2026-01-06T23:59:59Z"));
        Assert.Equal("eve", At(rotation, "2026-01-07T00:00Z"));
        Assert.Equal("ann", At(rotation, "2026-01-08T00:00Z"));
    }

    [Fact]
    public void Nobody_is_when_the_team_has_no_rotation() =>
        Assert.Null(OnCall.At(TeamWith(null), new DateTimeOffset(2026, 1, 5, 9, 0, 0, TimeSpan.Zero)));

    private static OnCallRotation DailyFrom(DateTime start) => Weekly with { Start = start, Days = 1 };

    private static OnCallOverride Override(string from, string to, string agent) =>
        new() { From = Moment(from), To = Moment(to), Agent = agent };

    private static string? At(OnCallRotation rotation, string at) => OnCall.At(TeamWith(rotation), Moment(at));

    private static DateTimeOffset Moment(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);

    private static Team TeamWith(OnCallRotation? rotation) =>
        new() { Name = "Team", Tier = Tier.L1, Lead = "ann", Members = ["ann", "bob", "cat"], OnCall = rotation };
}
