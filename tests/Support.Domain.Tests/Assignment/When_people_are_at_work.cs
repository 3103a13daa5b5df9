using Support.Domain.Assignment;
using Support.Domain.Calendars;
using Support.Domain.Model;
using Support.Domain.Tests.Builders;
using Xunit;

namespace Support.Domain.Tests.Assignment;

public class When_people_are_at_work
{
    private static readonly SupportModel Model = AModel.Small with
    {
        Shifts = new Dictionary<string, CalendarDefinition>
        {
            ["berlin"] = Shift("Europe/Berlin", "08:00-17:00"),
            ["evening"] = Shift("Europe/Berlin", "17:00-21:00"),
            ["new-york"] = Shift("America/New_York", "09:00-18:00"),
        },
        Agents = new Dictionary<string, Agent>
        {
            ["ann"] = Person("Ann", "berlin") with
            {
                Absences =
                [
                    new Absence { From = Moment.At("2026-01-08 12:00"), To = Moment.At("2026-01-09 20:00"), Reason = "training" },
                ],
            },
            ["bob"] = Person("Bob", "berlin", "evening"),
            ["cat"] = Person("Cat", "new-york"),
            ["dan"] = Person("Dan"),
        },
    };

    [Theory]
    [InlineData("ann", "2026-01-07 07:00", true, null, "2026-01-07 16:00")] // 08:00 in Berlin, up to 17:00
    [InlineData("ann", "2026-01-07 06:59", false, "off shift until 08:00 Europe/Berlin", "2026-01-07 07:00")]
    [InlineData("ann", "2026-01-07 16:00", false, "off shift until Thu 8 Jan 08:00 Europe/Berlin", "2026-01-08 07:00")]
    [InlineData("ann", "2026-01-08 09:00", true, null, "2026-01-08 12:00")] // the absence begins before the shift ends
    [InlineData("ann", "2026-01-08 12:00", false, "absent (training) until Mon 12 Jan 08:00 Europe/Berlin", "2026-01-12 07:00")]
    [InlineData("bob", "2026-01-07 15:59", true, null, "2026-01-07 20:00")] // one shift after the other
    [InlineData("cat", "2026-01-07 13:00", false, "off shift until 09:00 America/New_York", "2026-01-07 14:00")]
    [InlineData("cat", "2026-07-07 13:00", true, null, "2026-07-07 22:00")] // in summer nine o'clock comes an hour earlier
    [InlineData("dan", "2026-01-10 03:00", true, null, null)] // no shifts: always there
    [InlineData("eve", "2026-01-07 10:00", false, "not in the model any more", null)]
    public void It_is_told_until_when_or_from_when_on(string agent, string at, bool here, string? why, string? next) =>
        Assert.Equal(
            new Presence(here, why, next is null ? null : Moment.At(next)),
            Presence.Of(Model, agent, Moment.At(at)));

    [Fact]
    public void A_shift_that_never_opens_is_told_without_a_time()
    {
        SupportModel model = Model with
        {
            Shifts = new Dictionary<string, CalendarDefinition>
            {
                ["berlin"] = Shift("Europe/Berlin", "08:00-17:00") with { Compiled = BusinessCalendar.From(new CalendarDefinition { TimeZone = "Etc/UTC", Weekly = new Dictionary<string, IReadOnlyList<string>>() }) },
            },
        };

        Assert.Equal(new Presence(false, "off shift", null), Presence.Of(model, "ann", Moment.At("2026-01-07 10:00")));
    }

    private static Agent Person(string name, params string[] shifts) =>
        new() { Name = name, Email = $"{name}@example.test", Shifts = shifts };

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
