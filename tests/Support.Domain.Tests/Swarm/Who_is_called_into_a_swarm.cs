using Support.Domain.Calendars;
using Support.Domain.Model;
using Support.Domain.Swarm;
using Support.Domain.Tests.Builders;
using Support.Domain.Tickets;
using Xunit;

namespace Support.Domain.Tests.Swarm;

public class Who_is_called_into_a_swarm
{
    // A Wednesday.
    private static readonly DateTimeOffset Morning = Moment.At("2026-01-07 10:00");

    [Fact]
    public void Those_of_the_applications_teams_who_have_the_skill() =>
        Assert.Equal(["sue", "dot"], Called(Skilled("sue", "dot", "ann"), "databases"));

    [Fact]
    public void Any_agent_who_has_it_when_nobody_of_the_teams_has() =>
        Assert.Equal(["ann", "max"], Called(Skilled("max", "ann"), "databases"));

    [Fact]
    public void A_skill_is_the_same_in_capitals() =>
        Assert.Equal(["sue"], Called(Skilled("sue"), "Databases"));

    [Fact]
    public void Those_on_shift_when_somebody_is_and_else_all()
    {
        SupportModel model = OnShift(OnShift(Skilled("sue", "dot"), "sue", "day"), "dot", "night");

        Assert.Equal(["sue"], Called(model, "databases"));
        Assert.Equal(["dot"], Called(model, "databases", Morning.AddHours(12)));
        Assert.Equal(["sue", "dot"], Called(model, "databases", Morning.AddHours(-2)));
    }

    [Fact]
    public void Somebody_off_shift_when_who_is_on_shift_is_in_it_already()
    {
        SupportModel model = OnShift(OnShift(Skilled("sue", "dot"), "sue", "day"), "dot", "night");
        ATicket ticket = Opened(model).Agent(Morning, new TakeTicket("sue")).Agent(Morning, new InviteToSwarm(["databases"], [], null));

        Assert.Equal(["dot"], ticket.All<SwarmInvited>()[^1].People);
    }

    [Fact]
    public void Nobody_twice()
    {
        ATicket ticket = Opened(Skilled("sue", "dot")).Agent(Morning, new InviteToSwarm(["databases"], ["sue", "sue"], null));

        Assert.Equal(["sue", "dot"], ticket.All<SwarmInvited>()[^1].People);
        Assert.Equal(
            "All who have the skill 'databases' are in the swarm or invited already.",
            ticket.TryAgent(Morning, new InviteToSwarm(["databases"], [], null)).Refusal);
        Assert.Equal("Sue is in the swarm or invited already.", ticket.TryAgent(Morning, new InviteToSwarm([], ["sue"], null)).Refusal);
    }

    [Theory]
    [InlineData("juggling", null, "Nobody has the skill 'juggling'.")]
    [InlineData("databases", "nobody", "There is no agent 'nobody'.")]
    public void Not_who_is_not_there(string skill, string? agent, string refusal) => Assert.Equal(
        refusal,
        Opened(Skilled("sue")).TryAgent(Morning, new InviteToSwarm([skill], agent is null ? [] : [agent], null)).Refusal);

    [Fact]
    public void Not_more_than_ten_for_one_skill()
    {
        SupportModel model = AModel.WithSwarm with
        {
            Agents = AModel.WithSwarm.Agents
                .Concat(Enumerable.Range(10, 30).Select(static number => KeyValuePair.Create(
                    $"agent-{number}", new Agent { Name = "A", Email = "a@example.test", Skills = ["sql"] })))
                .ToDictionary(),
        };

        Assert.Equal(Enumerable.Range(10, 10).Select(static number => $"agent-{number}"), Called(model, "sql"));
    }

    private static IReadOnlyList<string> Called(SupportModel model, string skill, DateTimeOffset? at = null) =>
        Opened(model).Agent(at ?? Morning, new InviteToSwarm([skill], [], null)).All<SwarmInvited>()[^1].People;

    private static ATicket Opened(SupportModel model) => ATicket.Opened(Morning.AddHours(-3), model: model, application: AModel.Platform);

    private static SupportModel Skilled(params string[] agents) => AModel.WithSwarm with
    {
        Agents = AModel.WithSwarm.Agents.ToDictionary(
            static agent => agent.Key,
            agent => agent.Value with { Skills = agents.Contains(agent.Key) ? ["databases"] : [] }),
        Shifts = new Dictionary<string, CalendarDefinition> { ["day"] = Shift("09:00-17:00"), ["night"] = Shift("17:00-24:00") },
    };

    private static SupportModel OnShift(SupportModel model, string agent, string shift) => model with
    {
        Agents = model.Agents.ToDictionary(
            static known => known.Key,
            known => known.Key == agent ? known.Value with { Shifts = [shift] } : known.Value),
    };

    private static CalendarDefinition Shift(string hours)
    {
        var definition = new CalendarDefinition
        {
            TimeZone = "Etc/UTC",
            Weekly = WeeklyHours.DayNames.ToDictionary(static day => day, IReadOnlyList<string> (_) => [hours]),
        };
        return definition with { Compiled = BusinessCalendar.From(definition) };
    }
}
