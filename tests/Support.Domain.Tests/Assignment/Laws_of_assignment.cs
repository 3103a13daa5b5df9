using FsCheck;
using FsCheck.Fluent;
using Support.Domain.Assignment;
using Support.Domain.Model;
using Support.Domain.Tests.Builders;
using Xunit;

namespace Support.Domain.Tests.Assignment;

/// <summary>What holds however the tickets come and people come and go.</summary>
public class Laws_of_assignment
{
    private static readonly DateTimeOffset Monday = Moment.At("2026-01-05 00:00");
    private static readonly string[] People = ["ann", "bob", "cat", "dan", "eve"];

    // Tickets that come after so many minutes, each with a weight, sometimes needing a skill; some are done before the next.
    private static Gen<Arrival> Arrivals =>
        from gap in Gen.Choose(0, 300)
        from weight in Gen.Choose(0, 3)
        from skill in Gen.Frequency((4, Gen.Constant<string?>(null)), (1, Gen.Elements<string?>("orders", "payments")))
        from done in Gen.Choose(0, 3)
        select new Arrival(gap, weight, skill, done);

    private static Gen<(AssignmentMode Mode, int Limit, int Away, Arrival[] Arrivals)> Runs =>
        from mode in Gen.Elements(AssignmentMode.RoundRobin, AssignmentMode.LeastLoaded, AssignmentMode.BySkill)
        from limit in Gen.Choose(1, 12)
        from away in Gen.Choose(0, 3000)
        from arrivals in Gen.ArrayOf(Arrivals, 40)
        select (mode, limit, away, arrivals);

    [Fact]
    public void Nobody_gets_one_who_is_not_there_or_lacks_a_skill_or_has_no_room() => Property.Holds(
        Runs,
        static run => Live(run, static (model, need, before, answer, now) =>
        {
            if (answer.Agent is not { } agent)
            {
                Assert.True(answer.Until is null || answer.Until > now);
                return;
            }

            Assert.True(Presence.Of(model, agent, now).Here);
            Assert.Empty(need.Skills.Except(model.Agents[agent].Skills));
            Assert.True(before.LoadOf(agent) + need.Weight <= model.Load.Limit);
            Assert.NotEqual(need.NotAgent, agent);
        }),
        count: 150);

    [Fact]
    public void Somebody_gets_it_wherever_somebody_can() => Property.Holds(
        Runs,
        static run => Live(run, static (model, need, before, answer, now) =>
        {
            bool someone = People.Any(agent => Presence.Of(model, agent, now).Here
                && !need.Skills.Except(model.Agents[agent].Skills).Any()
                && before.LoadOf(agent) + need.Weight <= model.Load.Limit);
            Assert.Equal(someone, answer.Agent is not null);
        }),
        count: 150);

    [Fact]
    public void Round_robin_alternates_between_any_two_who_could_both_have_had_every_one() => Property.Holds(
        Runs,
        static run =>
        {
            var counts = new Dictionary<(string, string), int>();
            Live(run with { Mode = AssignmentMode.RoundRobin }, (model, need, before, answer, now) =>
            {
                foreach ((string one, string other) in People.SelectMany(one => People.Select(other => (one, other))).Where(pair => pair.one != pair.other))
                {
                    // The count begins again whenever one of the two could not have had it.
                    bool both = CouldHave(model, need, before, one, now) && CouldHave(model, need, before, other, now);
                    int ahead = both ? counts.GetValueOrDefault((one, other)) + (answer.Agent == one ? 1 : answer.Agent == other ? -1 : 0) : 0;
                    Assert.InRange(ahead, -1, 1);
                    counts[(one, other)] = ahead;
                }
            });
        },
        count: 150);

    [Fact]
    public void Least_loaded_goes_to_nobody_who_has_more_than_another_who_could_have_had_it() => Property.Holds(
        Runs,
        static run => Live(run with { Mode = AssignmentMode.LeastLoaded }, static (model, need, before, answer, now) =>
        {
            if (answer.Agent is { } agent)
            {
                Assert.All(
                    People.Where(other => CouldHave(model, need, before, other, now)),
                    other => Assert.True(before.LoadOf(agent) <= before.LoadOf(other)));
            }
        }),
        count: 150);

    private static bool CouldHave(SupportModel model, AssignmentNeed need, Roster roster, string agent, DateTimeOffset now) =>
        Presence.Of(model, agent, now).Here
        && !need.Skills.Except(model.Agents[agent].Skills).Any()
        && roster.LoadOf(agent) + need.Weight <= model.Load.Limit;

    private static void Live(
        (AssignmentMode Mode, int Limit, int Away, Arrival[] Arrivals) run,
        Action<SupportModel, AssignmentNeed, Roster, AssignmentAnswer, DateTimeOffset> look)
    {
        SupportModel model = ATeam.Of(run.Mode, run.Limit);
        model = model.With("bob", person => person with
        {
            Absences = [new Absence { From = Monday.AddMinutes(run.Away), To = Monday.AddMinutes(run.Away + 2000) }],
        });
        var load = new Dictionary<string, int>();
        var turns = new Dictionary<string, long>();
        var held = new Queue<(string Agent, int Weight)>();
        DateTimeOffset now = Monday;
        foreach (Arrival arrival in run.Arrivals)
        {
            now = now.AddMinutes(arrival.MinutesLater);
            for (int done = 0; done < arrival.Done && held.TryDequeue(out (string Agent, int Weight) over); done++)
            {
                load[over.Agent] -= over.Weight;
            }

            var need = new AssignmentNeed
            {
                Since = 1, Team = "desk", Mode = run.Mode, Weight = arrival.Weight, Skills = arrival.Skill is { } skill ? [skill] : [],
            };
            var before = new Roster { Load = new Dictionary<string, int>(load), Turns = new Dictionary<string, long>(turns) };
            AssignmentAnswer answer = AssignmentChoice.Choose(model, need, before, now);
            look(model, need, before, answer, now);
            if (answer.Agent is { } agent)
            {
                load[agent] = load.GetValueOrDefault(agent) + arrival.Weight;
                turns[agent] = turns.Values.DefaultIfEmpty().Max() + 1;
                held.Enqueue((agent, arrival.Weight));
            }
        }
    }

    private sealed record Arrival(int MinutesLater, int Weight, string? Skill, int Done);
}
