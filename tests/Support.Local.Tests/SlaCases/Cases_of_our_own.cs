using System.Runtime.CompilerServices;
using Support.Local.SlaCases;
using Xunit;

namespace Support.Local.Tests.SlaCases;

public class Cases_of_our_own
{
    private static readonly IReadOnlyList<SlaCaseResult> Results = SlaCaseFile.Run(File.ReadAllText(PathOfCases()));

    [Fact]
    public void Are_met_but_for_the_wrong_one() => Assert.Equal(
        ["wrong-about-closing-time"],
        Results.Where(static result => !result.Ok).Select(static result => result.Id + string.Concat(result.Id.StartsWith("wrong", StringComparison.Ordinal) ? [] : result.Difference)));

    [Fact]
    public void Show_what_differs_and_the_arithmetic_that_led_there() => Assert.Equal(
        [
            "first_response_min: expected 1050, actual 90",
            "  FirstResponse: PT1H30M of PT2H used, Met",
            "    2026-01-12T16:00:00Z to 2026-01-12T17:00:00Z: PT1H counted, opening hours of case",
            "    2026-01-12T17:00:00Z to 2026-01-13T09:00:00Z: not counted, closed hours of case",
            "    2026-01-13T09:00:00Z to 2026-01-13T09:30:00Z: PT30M counted, opening hours of case",
        ],
        Results.Single(static result => result.Id.StartsWith("wrong", StringComparison.Ordinal)).Difference.Take(5));

    [Fact]
    public void Say_how_they_were_put_into_our_terms()
    {
        Assert.Equal(
            "our defaults; no customer wrote as it was created, so an agent opened it",
            Results.Single(static result => result.Id.StartsWith("wrong", StringComparison.Ordinal)).Note);
        Assert.Contains("each clock is driven on a ticket of its own", Results.Single(static result => result.Id == "zammad-closing-time").Note, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{ "id": "x", "kind": "ticket", "calendar": {}, "policy": { "first_response_min": 1 }, "events": [{ "at": "2026-01-12T16:00:00Z", "type": "created" }, { "at": "2026-01-12T16:00:00Z", "type": "teleported" }], "expected": {} }""", "not run: the event type 'teleported' is unknown")]
    [InlineData("""{ "id": "x", "kind": "ticket", "calendar": {}, "policy": { "first_response_min": 1 }, "events": [{ "at": "soon", "type": "created" }], "expected": {} }""", "not run: 'soon' is no instant")]
    [InlineData("""{ "id": "x", "kind": "ticket", "calendar": {}, "policy": {}, "events": [{ "at": "2026-01-12T16:00:00Z", "type": "created" }], "expected": {} }""", "not run: the policy has no target that is known here")]
    [InlineData("""{ "id": "x", "kind": "ticket", "calendar": {}, "policy": { "first_response_min": 1 }, "events": [{ "at": "2026-01-12T16:00:00Z", "type": "created" }], "expected": { "mood": 1 } }""", "not run: 'mood' is nothing that is known to be expected here")]
    [InlineData("""{ "id": "x", "kind": "add_business_time", "calendar": { "tz": "Mars/Base" }, "policy": { "span_seconds": 1 }, "events": [{ "at": "2026-01-12T16:00:00Z", "type": "start" }], "expected": {} }""", "not run: the case is no model: /calendars/case/timeZone: ")]
    [InlineData("""{ "id": "x", "kind": "riddle", "calendar": {}, "policy": {}, "events": [], "expected": {} }""", "not run: the kind 'riddle' is unknown")]
    public void That_cannot_be_read_are_not_met_and_say_why(string sla, string why)
    {
        SlaCaseResult result = Assert.Single(SlaCaseFile.Run($"[{sla}]"));

        Assert.False(result.Ok);
        Assert.StartsWith(why, Assert.Single(result.Difference), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{", "The file is not JSON")]
    [InlineData("{}", "Expected a list")]
    [InlineData("[1]", "/cases/0: expected an object.")]
    [InlineData("""[{ "kind": "ticket" }]""", "/cases/0/id: expected a text.")]
    [InlineData("""{ "cases": [{ "id": "a", "kind": "ticket", "policy": {}, "events": [], "expected": {} }] }""", "/cases/0/calendar: expected an object.")]
    public void In_a_file_that_is_none_are_refused_with_the_place(string json, string why) =>
        Assert.StartsWith(why, Assert.Throws<FormatException>(() => SlaCaseFile.Run(json)).Message, StringComparison.Ordinal);

    [Fact]
    public void In_the_guide_are_met()
    {
        string guide = File.ReadAllText(Path.Combine(Path.GetDirectoryName(PathOfCases())!, "..", "..", "..", "docs", "sla.md"));
        int start = guide.IndexOf("{\n  \"cases\"", StringComparison.Ordinal);

        SlaCaseResult result = Assert.Single(SlaCaseFile.Run(guide[start..guide.IndexOf("```", start, StringComparison.Ordinal)]));

        Assert.Empty(result.Difference);
    }

    private static string PathOfCases([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "own-cases.json");
}
