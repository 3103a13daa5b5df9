using Support.Domain.Assignment;
using Support.Domain.Model;
using Support.Domain.Tests.Builders;
using Xunit;

namespace Support.Domain.Tests.Assignment;

public class When_somebody_is_chosen
{
    // Wednesday: 16:00 in Berlin and 10:00 in New York, so all are there.
    private static readonly DateTimeOffset All = Moment.At("2026-01-07 15:00");

    // 10:00 in Berlin; New York begins at 14:00 UTC.
    private static readonly DateTimeOffset Morning = Moment.At("2026-01-07 09:00");

    // 22:00 in Berlin, 16:00 in New York.
    private static readonly DateTimeOffset Evening = Moment.At("2026-01-07 21:00");

    private static readonly DateTimeOffset Night = Moment.At("2026-01-08 03:00");

    private static readonly AssignmentNeed Need = new() { Since = 1, Team = "desk", Mode = AssignmentMode.RoundRobin, Weight = 1 };

    [Fact]
    public void Round_robin_goes_to_who_has_waited_longest()
    {
        Assert.Equal("round robin: the first → Ann", Cause(Need, new Roster(), All));
        Assert.Equal("round robin: after Bob → Cat", Cause(Need, Turns(("ann", 1), ("bob", 2)), All));
        Assert.Equal("round robin: after Eve → Ann", Cause(Need, Turns(("ann", 1), ("bob", 2), ("cat", 3), ("dan", 4), ("eve", 5)), All));
    }

    [Fact]
    public void Who_is_off_shift_absent_or_at_the_limit_is_left_out_and_it_is_said_why()
    {
        SupportModel model = ATeam.Of(AssignmentMode.RoundRobin, limit: 10).Away("ann", "2026-01-05 00:00", "2026-01-09 00:00");
        var roster = new Roster { Load = new Dictionary<string, int> { ["bob"] = 10 }, Turns = Turns(("eve", 1)).Turns };

        Assert.Equal(
            "round robin: after Eve; Ann is absent (holiday) until Fri 9 Jan 08:00 Europe/Berlin, Bob is at the limit 10/10, "
            + "Cat is off shift until 09:00 America/New_York, Dan is off shift until 09:00 America/New_York → Eve",
            AssignmentChoice.Choose(model, Need, roster, Morning).Cause);
    }

    [Fact]
    public void A_heavy_ticket_needs_more_room()
    {
        SupportModel model = ATeam.Of(AssignmentMode.RoundRobin, limit: 10);
        var roster = new Roster { Load = new Dictionary<string, int> { ["ann"] = 8, ["bob"] = 7, ["eve"] = 10 } };

        AssignmentAnswer answer = AssignmentChoice.Choose(model, Need with { Weight = 3 }, roster, Morning);

        Assert.Equal("bob", answer.Agent);
        Assert.Contains("Ann has 8/10, and this one weighs 3", answer.Cause, StringComparison.Ordinal);
    }

    [Fact]
    public void A_limit_of_ones_own_goes_before_the_teams_and_that_before_the_desks()
    {
        SupportModel model = ATeam.Of(AssignmentMode.RoundRobin, limit: 10).With("ann", static person => person with { LoadLimit = 3 });
        Team team = model.Teams["desk"];

        Assert.Equal(3, AssignmentChoice.LimitOf(model, team with { LoadLimit = 5 }, "ann"));
        Assert.Equal(5, AssignmentChoice.LimitOf(model, team with { LoadLimit = 5 }, "bob"));
        Assert.Equal(10, AssignmentChoice.LimitOf(model, team, "bob"));
    }

    [Fact]
    public void Least_loaded_goes_to_who_has_least_and_among_those_to_who_has_waited_longest()
    {
        AssignmentNeed need = Need with { Mode = AssignmentMode.LeastLoaded };
        var load = new Dictionary<string, int> { ["ann"] = 4, ["bob"] = 2, ["cat"] = 2, ["dan"] = 9, ["eve"] = 3 };

        Assert.Equal("least loaded: Cat has 2 → Cat", Cause(need, new Roster { Load = load, Turns = Turns(("bob", 5), ("cat", 4)).Turns }, All));
    }

    [Fact]
    public void Skills_must_all_be_there()
    {
        AssignmentAnswer answer = Choose(Need with { Skills = ["payments", "orders"] }, new Roster(), All);

        Assert.Equal(
            "round robin with payments and orders: the first; Bob lacks payments, Cat lacks orders, Eve lacks payments and orders → Ann",
            answer.Cause);
    }

    [Fact]
    public void By_skill_spares_those_who_can_do_more()
    {
        AssignmentNeed need = Need with { Mode = AssignmentMode.BySkill, Skills = ["payments"] };

        Assert.Equal("cat", Choose(need, new Roster { Load = new Dictionary<string, int> { ["cat"] = 7 } }, All).Agent);
        Assert.StartsWith(
            "by skill with payments: Cat is good at the fewest other things and has 7",
            Choose(need, new Roster { Load = new Dictionary<string, int> { ["cat"] = 7 } }, All).Cause,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Who_had_it_last_does_not_get_it_again()
    {
        AssignmentAnswer answer = Choose(Need with { NotAgent = "ann" }, new Roster(), All);

        Assert.Equal(("bob", "round robin: the first; Ann had it last → Bob"), (answer.Agent, answer.Cause));
    }

    [Fact]
    public void Where_nobody_is_there_it_waits_for_who_comes_first()
    {
        AssignmentAnswer answer = Choose(Need with { Skills = ["payments"] }, new Roster(), Night);

        Assert.Null(answer.Agent);
        Assert.Equal(Moment.At("2026-01-08 07:00"), answer.Until);
        Assert.StartsWith("nobody of Service desk can take it until 08:00 Europe/Berlin, when Ann is there (Ann is off shift", answer.Cause, StringComparison.Ordinal);
        Assert.EndsWith("; waits", answer.Cause, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2026-01-08 07:00", false)] // due as they come: too late
    [InlineData("2026-01-08 07:01", true)]
    [InlineData(null, true)]
    public void It_waits_only_for_who_comes_in_time(string? due, bool waits) => Assert.Equal(
        waits,
        Choose(Need with { DueAt = due is null ? null : Moment.At(due) }, new Roster(), Night).Until is not null);

    [Fact]
    public void Who_lacks_a_skill_or_is_at_the_limit_is_not_waited_for()
    {
        Assert.Equal(Moment.At("2026-01-08 14:00"), Choose(Need with { Skills = ["payments"], NotAgent = "ann" }, new Roster(), Night).Until);
        AssignmentAnswer nobody = Choose(Need with { Skills = ["magic"] }, new Roster(), Evening);
        Assert.Equal((null, null), (nobody.Agent, nobody.Until));
        Assert.Equal(
            "nobody of Service desk can take it in time: Ann lacks magic, Bob lacks magic, Cat lacks magic, Dan lacks magic, Eve lacks magic",
            nobody.Cause);
    }

    private static AssignmentAnswer Choose(AssignmentNeed need, Roster roster, DateTimeOffset now) =>
        AssignmentChoice.Choose(ATeam.Of(need.Mode), need, roster, now);

    private static string Cause(AssignmentNeed need, Roster roster, DateTimeOffset now) => Choose(need, roster, now).Cause;

    private static Roster Turns(params (string Agent, long Turn)[] turns) =>
        new() { Turns = turns.ToDictionary(static turn => turn.Agent, static turn => turn.Turn) };
}
