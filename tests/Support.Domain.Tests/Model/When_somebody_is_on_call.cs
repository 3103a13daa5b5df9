using System.Globalization;
using Support.Domain.Model;
using Support.Domain.Tests.Builders;
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
        Assert.Null(OnCall.Of(ModelWith(null), "desk", Moment("2026-01-05T09:00Z")));

    private static OnCallRotation DailyFrom(DateTime start) => Weekly with { Start = start, Days = 1 };

    private static OnCallOverride Override(string from, string to, string agent) =>
        new() { From = Moment(from), To = Moment(to), Agent = agent };

    [Fact]
    public void The_next_who_is_there_stands_in_for_who_is_absent()
    {
        SupportModel model = Away(ModelWith(Weekly with { Backup = ["dan"] }), "ann", "2026-01-06T00:00Z", "2026-01-08T00:00Z");

        Assert.Equal("Ann has the turn", OnCall.Of(model, "desk", Moment("2026-01-05T23:59:59Z"))?.Why);
        Assert.Equal(new OnCallDuty("bob", "Bob is next in the rotation, for Ann, absent"), OnCall.Of(model, "desk", Moment("2026-01-06T00:00Z")));
        Assert.Equal("ann", OnCall.Of(model, "desk", Moment("2026-01-08T00:00Z"))?.Agent);
    }

    [Fact]
    public void The_backup_is_when_all_members_are_absent_and_nobody_when_that_one_is_too()
    {
        SupportModel model = ModelWith(Weekly with { Backup = ["dan"] });
        foreach (string agent in Weekly.Members)
        {
            model = Away(model, agent, "2026-01-06T00:00Z", "2026-01-08T00:00Z");
        }

        Assert.Equal(
            new OnCallDuty("dan", "Dan is the backup, for Ann and Bob and Cat, absent"),
            OnCall.Of(model, "desk", Moment("2026-01-07T00:00Z")));
        Assert.Null(OnCall.Of(Away(model, "dan", "2026-01-01T00:00Z", "2026-02-01T00:00Z"), "desk", Moment("2026-01-07T00:00Z")));
    }

    [Fact]
    public void Who_stands_in_may_be_absent_too()
    {
        SupportModel model = ModelWith(Weekly with { Overrides = [Override("2026-01-06T00:00Z", "2026-01-07T00:00Z", "dan")] });

        Assert.Equal("Dan stands in for Ann", OnCall.Of(model, "desk", Moment("2026-01-06T12:00Z"))?.Why);
        Assert.Equal(
            new OnCallDuty("ann", "Ann has the turn, for Dan, absent"),
            OnCall.Of(Away(model, "dan", "2026-01-06T11:00Z", "2026-01-06T13:00Z"), "desk", Moment("2026-01-06T12:00Z")));
    }

    [Fact]
    public void Hand_overs_are_told_where_somebody_else_takes_over_and_only_there()
    {
        SupportModel model = Away(
            ModelWith(Weekly with { Overrides = [Override("2026-01-06T00:00Z", "2026-01-07T00:00Z", "ann")] }),
            "bob",
            "2026-01-13T00:00Z",
            "2026-01-14T00:00Z");

        Assert.Equal(
            [
                "2026-01-12 08:00 bob", "2026-01-13 00:00 cat", "2026-01-14 00:00 bob", "2026-01-19 08:00 cat", "2026-01-26 08:00 ann",
            ],
            OnCall.HandOvers(model, "desk", Moment("2026-01-05T10:00Z"), 5)
                .Select(static next => $"{next.At.UtcDateTime:yyyy-MM-dd HH:mm} {next.Duty?.Agent}"));
        Assert.Empty(OnCall.HandOvers(ModelWith(null), "desk", Moment("2026-01-05T10:00Z"), 5));
        Assert.Empty(OnCall.HandOvers(ModelWith(Weekly with { Members = ["ann"] }), "desk", Moment("2026-01-05T10:00Z"), 5));
    }

    private static string? At(OnCallRotation rotation, string at) => OnCall.Of(ModelWith(rotation), "desk", Moment(at))?.Agent;

    private static DateTimeOffset Moment(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);

    private static SupportModel Away(SupportModel model, string agent, string from, string to) => model with
    {
        Agents = model.Agents.ToDictionary(
            static pair => pair.Key,
            pair => pair.Key == agent ? pair.Value with { Absences = [new Absence { From = Moment(from), To = Moment(to) }] } : pair.Value),
    };

    private static SupportModel ModelWith(OnCallRotation? rotation) => AModel.Small with
    {
        Teams = new Dictionary<string, Team>
        {
            ["desk"] = new() { Name = "Team", Tier = Tier.L1, Lead = "ann", Members = ["ann", "bob", "cat"], OnCall = rotation },
        },
        Agents = new[] { "Ann", "Bob", "Cat", "Dan", "Eve" }.ToDictionary(
            static name => name.ToLowerInvariant(),
            static name => new Agent { Name = name, Email = $"{name}@example.test" }),
    };
}
