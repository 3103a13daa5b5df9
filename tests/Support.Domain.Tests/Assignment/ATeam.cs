using Support.Domain.Calendars;
using Support.Domain.Model;
using Support.Domain.Tests.Builders;

namespace Support.Domain.Tests.Assignment;

/// <summary>The small model whose desk has five people in two zones: ann, bob and eve in Berlin, cat and dan in New York.</summary>
internal static class ATeam
{
    public static SupportModel Of(AssignmentMode mode, int? limit = null) => AModel.Small with
    {
        Load = new LoadRules { Limit = limit, Weights = new Dictionary<Priority, int> { [Priority.Critical] = 3 } },
        Shifts = new Dictionary<string, CalendarDefinition>
        {
            ["berlin"] = Shift("Europe/Berlin", "08:00-17:00"),
            ["new-york"] = Shift("America/New_York", "09:00-18:00"),
        },
        Agents = new Dictionary<string, Agent>
        {
            ["ann"] = Person("Ann", "berlin", "orders", "payments", "accounts"),
            ["bob"] = Person("Bob", "berlin", "orders"),
            ["cat"] = Person("Cat", "new-york", "payments"),
            ["dan"] = Person("Dan", "new-york", "payments", "orders"),
            ["eve"] = Person("Eve", "berlin"),
            ["max"] = new Agent { Name = "Max", Email = "max@example.test" },
        },
        Leadership = new Leadership { TriageManager = "max", Manager = "max", IncidentManager = "max", Executives = ["max"] },
        Teams = new Dictionary<string, Team>(AModel.Small.Teams)
        {
            ["desk"] = new() { Name = "Service desk", Tier = Tier.L1, Lead = "ann", Members = ["ann", "bob", "cat", "dan", "eve"], Assignment = mode },
        },
    };

    public static SupportModel With(this SupportModel model, string agent, Func<Agent, Agent> change) => model with
    {
        Agents = model.Agents.ToDictionary(static pair => pair.Key, pair => pair.Key == agent ? change(pair.Value) : pair.Value),
    };

    public static SupportModel Away(this SupportModel model, string agent, string from, string to) =>
        model.With(agent, person => person with { Absences = [new Absence { From = Moment.At(from), To = Moment.At(to), Reason = "holiday" }] });

    private static Agent Person(string name, string shift, params string[] skills) =>
        new() { Name = name, Email = $"{name}@example.test", Shifts = [shift], Skills = skills };

    private static CalendarDefinition Shift(string zone, string hours)
    {
        var definition = new CalendarDefinition
        {
            TimeZone = zone,
            Weekly = new[] { "monday", "tuesday", "wednesday", "thursday", "friday" }.ToDictionary(
                static day => day, IReadOnlyList<string> (_) => [hours]),
        };
        return definition with { Compiled = BusinessCalendar.From(definition) };
    }
}
