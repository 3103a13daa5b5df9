using System.Text.Json.Nodes;
using Support.Domain.Model;
using Xunit;

namespace Support.Domain.Tests.Model;

/// <summary>One change to the default model each, and the mistakes that it makes: where, and words of the message.</summary>
public class When_a_model_has_a_mistake
{
    public static TheoryData<string, string?, string, string> Values => new()
    {
        { "/version", "\"\"", "/version", "1 to 120 characters" },
        { "/version", $"\"{new string('v', 65)}\"", "/version", "at most 64" },
        { "/version", "5", "/version", "Expected a text, found 5" },
        { "/version", "null", "/version", "leave the member out" },
        { "/version", null, "", "'version' is missing" },
        { "/organisation/name", "\"Bcc:\\r\\nx\"", "/organisation/name", "on one line" },
        { "/organisation/supportAddress", "\"support@localhost\"", "/organisation/supportAddress", "mail address" },
        { "/organisation", "[]", "/organisation", "Expected an object, found a list" },
        { "/intake/anonymous", "\"yes\"", "/intake/anonymous", "true or false" },
        { "/intake/defaultApplication", "\"shopp\"", "/intake/defaultApplication", "no application 'shopp'; did you mean 'shop'?" },
        { "/intake/alertApplication", "\"x\"", "/intake/alertApplication", "expected 'shop', 'payroll' or 'platform'" },
        { "/intake/colour", "1", "/intake/colour", "'colour' is unknown" },
        { "/autoCloseAfter", "\"5 days\"", "/autoCloseAfter", "ISO 8601" },
        { "/autoCloseAfter", "\"P1M\"", "/autoCloseAfter", "ISO 8601" },
        { "/autoCloseAfter", "\"PT0S\"", "/autoCloseAfter", "above zero" },
        { "/autoCloseAfter", "\"P367D\"", "/autoCloseAfter", "P366D" },
        { "/autoCloseAfter", "\" P5D\"", "/autoCloseAfter", "ISO 8601" },
        { "/leadership/manager", "\"rossa\"", "/leadership/manager", "did you mean 'rosa'?" },
        { "/leadership/executives", "[]", "/leadership/executives", "at least one" },
        { "/leadership/executives/1", "\"vera\"", "/leadership/executives/1", "twice" },
        { "/leadership/executives/1", "7", "/leadership/executives/1", "Expected an id" },
        { "/priorities/matrix/high/low", null, "/priorities/matrix/high", "'low' is missing" },
        { "/priorities/matrix/medium", null, "/priorities/matrix", "'medium' is missing" },
        { "/priorities/matrix/low/low", "\"lwo\"", "/priorities/matrix/low/low", "did you mean 'low'?" },
        { "/priorities/defaultImpact", "\"critical\"", "/priorities/defaultImpact", "'high', 'medium' or 'low'" },
        { "/calendars", "{}", "/calendars", "Expected 1 to" },
        { "/teams/Service_Desk", "{}", "/teams/Service_Desk", "small letters" },
        { "/agents/nadia/email", "\"nadia@@example.test\"", "/agents/nadia/email", "mail address" },
        { "/agents/nadia/shifts/0", "\"berlin-dya\"", "/agents/nadia/shifts/0", "no shift 'berlin-dya'; did you mean 'berlin-day'?" },
        { "/agents/nadia/skills/0", "\" \"", "/agents/nadia/skills/0", "characters" },
        { "/agents/nadia/eMail", "\"n@example.test\"", "/agents/nadia/eMail", "did you mean 'email'?" },
    };

    public static TheoryData<string, string?, string, string> CalendarValues => new()
    {
        { "/calendars/office/timeZone", "\"Europe/Berln\"", "/calendars/office/timeZone", "did you mean 'Europe/Berlin'?" },
        { "/calendars/office/timeZone", null, "/calendars/office", "'timeZone' is missing" },
        { "/calendars/office/alwaysOpen", "true", "/calendars/office", "found both" },
        { "/calendars/office/weekly", null, "/calendars/office", "found neither" },
        { "/calendars/always/holidays", "[{ \"date\": \"12-25\", \"name\": \"x\" }]", "/calendars/always", "no effect" },
        { "/calendars/office/weekly", "{}", "/calendars/office/weekly", "at least one day" },
        { "/calendars/office/weekly", "{ \"monday\": [] }", "/calendars/office/weekly", "at least one day" },
        { "/calendars/office/weekly/mondy", "[]", "/calendars/office/weekly/mondy", "did you mean 'monday'?" },
        { "/calendars/office/weekly/monday/0", "\"9:00-17:00\"", "/calendars/office/weekly/monday/0", "09:00-17:00" },
        { "/calendars/office/weekly/monday/0", "\"24:00-25:00\"", "/calendars/office/weekly/monday/0", "interval" },
        { "/calendars/office/weekly/monday/0", "\"09:60-17:00\"", "/calendars/office/weekly/monday/0", "interval" },
        { "/calendars/office/weekly/monday/0", "\"09:00-09:00\"", "/calendars/office/weekly/monday/0", "00:00-24:00" },
        { "/calendars/office/weekly/monday/1", "\"16:00-18:00\"", "/calendars/office/weekly/monday/1", "after '09:00-17:00'" },
        { "/calendars/office/weekly/monday/1", "\"07:00-08:00\"", "/calendars/office/weekly/monday/1", "in order" },
        { "/calendars/office/weekly/monday", "[\"22:00-09:30\"]", "/calendars/office/weekly/tuesday/0", "'22:00-09:30' of monday" },
        { "/calendars/office/weekly/monday", "[\"22:00-06:00\", \"23:00-24:00\"]", "/calendars/office/weekly/monday/1", "in order" },
        { "/calendars/office/weekly/sunday", "[\"22:00-10:00\"]", "/calendars/office/weekly/monday/0", "of sunday" },
        { "/calendars/office/weekly/monday/0", "9", "/calendars/office/weekly/monday/0", "found 9" },
        { "/calendars/office/weekly/monday", "\"09:00-17:00\"", "/calendars/office/weekly/monday", "Expected a list" },
        { "/calendars/office/holidays/0/date", "\"2026-02-29\"", "/calendars/office/holidays/0/date", "Expected a date" },
        { "/calendars/office/holidays/0/date", "\"04-31\"", "/calendars/office/holidays/0/date", "Expected a date" },
        { "/calendars/office/holidays/0/date", "\"25.12.\"", "/calendars/office/holidays/0/date", "Expected a date" },
        { "/calendars/office/holidays/0/name", null, "/calendars/office/holidays/0", "'name' is missing" },
        { "/calendars/office/holidays/0/hours", "[]", "/calendars/office/holidays/0/hours", "at least one item" },
        { "/calendars/office/holidays/0/hours", "[\"9-12\"]", "/calendars/office/holidays/0/hours/0", "interval such as" },
        { "/calendars/office/holidays/0/hours", "[\"22:00-02:00\"]", "/calendars/office/holidays/0/hours/0", "crosses midnight" },
        { "/calendars/office/holidays/0/hours", "[\"09:00-12:00\", \"11:00-13:00\"]", "/calendars/office/holidays/0/hours/1", "in order" },
        { "/calendars/office/holidays", "[{ \"date\": \"12-24\", \"name\": \"Eve\" }, { \"date\": \"12-24\", \"name\": \"Eve\", \"hours\": [\"09:00-12:00\"] }]", "/calendars/office/holidays/1", "twice" },
        { "/calendars/office/holidays", "[{ \"date\": \"12-24\", \"name\": \"Eve\" }, { \"date\": \"12-24\", \"name\": \"Half\", \"hours\": [\"09:00-12:00\"] }]", "/calendars/office/holidays/1", "Expected the hours of 'Eve'" },
        { "/calendars/office/holidayFiles", "[\"../x.ics\"]", "/calendars/office/holidayFiles/0", "inside the folder" },
        { "/calendars/office/holidayFiles", "[\"/etc/passwd\"]", "/calendars/office/holidayFiles/0", "inside the folder" },
        { "/calendars/office/holidayFiles", "[\"a\\\\b.ics\"]", "/calendars/office/holidayFiles/0", "inside the folder" },
        { "/calendars/office/holidayFiles", "[\"\"]", "/calendars/office/holidayFiles/0", "inside the folder" },
        { "/calendars/office/holidayFiles", "[\"x.ics\", \"x.ics\"]", "/calendars/office/holidayFiles/1", "twice" },
        { "/calendars/office/holidayFiles", "[\"x.ics\"]", "/calendars/office/holidayFiles/0", "no file 'x.ics'" },
        { "/calendars/always/holidayFiles", "[\"x.ics\"]", "/calendars/always", "no effect" },
        { "/shifts/berlin-day/weekly/monday/0", "\"8-17\"", "/shifts/berlin-day/weekly/monday/0", "interval" },
    };

    public static TheoryData<string, string?, string, string> PolicyValues => new()
    {
        { "/slaPolicies/0/id", "\"office-hours\"", "/slaPolicies/1/id", "'office-hours' already" },
        { "/slaPolicies/0/id", "\"Around\"", "/slaPolicies/0/id", "small letters" },
        { "/slaPolicies/0/calendar", "\"allways\"", "/slaPolicies/0/calendar", "no calendar 'allways'; did you mean 'always'?" },
        { "/slaPolicies/0/warnings", "[0.5, 0.5]", "/slaPolicies/0/warnings/1", "ascending" },
        { "/slaPolicies/0/warnings", "[1]", "/slaPolicies/0/warnings/0", "below 1" },
        { "/slaPolicies/0/warnings", "[0]", "/slaPolicies/0/warnings/0", "above 0" },
        { "/slaPolicies/0/warnings", "[0.12345]", "/slaPolicies/0/warnings/0", "4 decimals" },
        { "/slaPolicies/0/targets/critical/firstResponse", "\"-PT5M\"", "/slaPolicies/0/targets/critical/firstResponse", "above zero" },
        { "/slaPolicies/0/targets/critical/firstResponse", "\"PT5H\"", "/slaPolicies/0/targets/critical/firstResponse", "resolution (\"PT4H\")" },
        { "/slaPolicies/0/targets/critical", "{}", "/slaPolicies/0/targets/critical", "at least one target" },
        { "/slaPolicies/0/targets", "{}", "/slaPolicies/0/targets", "at least one priority" },
        { "/slaPolicies/0/targets/low", "{ \"resolution\": \"PT1H\" }", "/slaPolicies/0/targets/low", "leaves them out" },
        { "/slaPolicies/0/pausedBy", "{ \"resolution\": [\"resolved\"] }", "/slaPolicies/0/pausedBy/resolution/0", "expected 'pending' or 'onHold'" },
        { "/slaPolicies/0/pausedBy", "{ \"resolution\": [\"onhold\"] }", "/slaPolicies/0/pausedBy/resolution/0", "did you mean 'onHold'?" },
        { "/slaPolicies/0/pausedBy", "{ \"resolution\": [\"onHold\", \"onHold\"] }", "/slaPolicies/0/pausedBy/resolution/1", "twice" },
        { "/slaPolicies/0/pausedBy", "{ \"underpinning\": [\"pending\"] }", "/slaPolicies/0/pausedBy/underpinning", "unknown here" },
        { "/slaPolicies/0/onReopen", "\"again\"", "/slaPolicies/0/onReopen", "'resume', 'restart' or 'newCycle'" },
        { "/slaPolicies/0/atClosingTime", "\"opening\"", "/slaPolicies/0/atClosingTime", "'closing' or 'nextOpening'" },
        { "/slaPolicies/0/requesterlessStart", "\"yes\"", "/slaPolicies/0/requesterlessStart", "true or false" },
        { "/slaPolicies/0/tierTargets", "{}", "/slaPolicies/0/tierTargets", "at least one tier" },
        { "/slaPolicies/0/tierTargets", "{ \"L1\": {} }", "/slaPolicies/0/tierTargets/L1", "at least one priority" },
        { "/slaPolicies/0/tierTargets", "{ \"L1\": { \"low\": \"PT1H\" } }", "/slaPolicies/0/tierTargets/L1/low", "no targets for low tickets" },
        { "/slaPolicies/0/tierTargets", "{ \"L4\": { \"critical\": \"PT1H\" } }", "/slaPolicies/0/tierTargets/L4", "did you mean 'L1'" },
        { "/applications/payroll/vendor/contract", "{ \"calendar\": \"ofice\", \"targets\": { \"high\": \"PT8H\" } }", "/applications/payroll/vendor/contract/calendar", "did you mean 'office'?" },
        { "/applications/payroll/vendor/contract", "{ \"calendar\": \"office\", \"targets\": { \"high\": \"8h\" } }", "/applications/payroll/vendor/contract/targets/high", "ISO 8601" },
        { "/applications/payroll/vendor/contract", "{ \"calendar\": \"office\", \"targets\": {} }", "/applications/payroll/vendor/contract/targets", "at least one priority" },
        { "/slaPolicies/0/when", "{}", "/slaPolicies/0/when", "at least one condition" },
        { "/slaPolicies/0/when/priorities", "[]", "/slaPolicies/0/when/priorities", "at least one item" },
        { "/slaPolicies/0/when/priorities/1", "\"critical\"", "/slaPolicies/0/when/priorities/1", "twice" },
        { "/slaPolicies/0/when/applications", "[\"shop\", \"payrol\", \"payroll\", \"platform\"]", "/slaPolicies/0/when/applications/1", "did you mean 'payroll'?" },
        { "/slaPolicies/0/when", null, "/slaPolicies/1", "'around-the-clock' before it has no 'when'" },
        { "/slaPolicies", "[]", "/slaPolicies", "at least one item" },
        { "/escalationPolicies/0/when/applications", null, "/escalationPolicies/2", "take all of its tickets" },
        { "/escalationPolicies/0/steps/1/id", "\"page\"", "/escalationPolicies/0/steps/1/id", "'page' already" },
        { "/escalationPolicies/0/steps/0/at", "-0.1", "/escalationPolicies/0/steps/0/at", "from 0 to 10" },
        { "/escalationPolicies/0/steps/0/at", "10.5", "/escalationPolicies/0/steps/0/at", "from 0 to 10" },
        { "/escalationPolicies/0/steps/0/at", "1e400", "/escalationPolicies/0/steps/0/at", "from 0 to 10" },
        { "/escalationPolicies/0/steps/0/page", null, "/escalationPolicies/0/steps/0", "does nothing" },
        { "/escalationPolicies/0/steps/0/page/0", "\"on-call\"", "/escalationPolicies/0/steps/0/page/0", "did you mean 'onCall'?" },
        { "/escalationPolicies/0/steps/0/clock", "\"response\"", "/escalationPolicies/0/steps/0/clock", "'resolution', 'operational' or 'underpinning'" },
        { "/escalationPolicies/0/steps/0/raiseTo", "\"L1\"", "/escalationPolicies/0/steps/0/raiseTo", "No tier is below L1" },
        { "/escalationPolicies/0/steps/0/raiseTo", "\"l2\"", "/escalationPolicies/0/steps/0/raiseTo", "did you mean 'L2'?" },
        { "/escalationPolicies/0/steps/0/raisePriorityTo", "\"low\"", "/escalationPolicies/0/steps/0/raisePriorityTo", "No priority is below low" },
        { "/escalationPolicies/0/steps", "[]", "/escalationPolicies/0/steps", "at least one item" },
    };

    public static TheoryData<string, string?, string, string> StepValues => new()
    {
        { "/escalationPolicies/0/steps/0/at", null, "/escalationPolicies/0/steps/0", "found neither" },
        { "/escalationPolicies/0/steps/0/after", "\"PT30M\"", "/escalationPolicies/0/steps/0", "found both" },
        { "/escalationPolicies/0/steps/0/tiers", "[]", "/escalationPolicies/0/steps/0/tiers", "at least one item" },
        { "/escalationPolicies/0/steps/0/tiers", "[\"l1\"]", "/escalationPolicies/0/steps/0/tiers/0", "did you mean 'L1'?" },
        { "/escalationPolicies/0/steps/0/statuses", "[\"resolved\"]", "/escalationPolicies/0/steps/0/statuses", "No step is due on a ticket that is resolved" },
        { "/escalationPolicies/0/steps/0/page/1", "{ \"chain\": [\"onCall\"] }", "/escalationPolicies/0/steps/0/page/1", "'every' is missing" },
        { "/escalationPolicies/0/steps/0/page/1", "{ \"chain\": [], \"every\": \"PT10M\" }", "/escalationPolicies/0/steps/0/page/1/chain", "at least one item" },
        { "/escalationPolicies/0/steps/0/page/1", "{ \"chain\": [\"requester\"], \"every\": \"PT10M\" }", "/escalationPolicies/0/steps/0/page/1/chain/0", "not paged" },
        { "/escalationPolicies/0/steps/0/page/1", "{ \"chain\": [\"onCall\"], \"every\": \"PT10S\" }", "/escalationPolicies/0/steps/0/page/1/every", "from PT1M to PT24H" },
        { "/escalationPolicies/0/steps/0/page/1", "{ \"chain\": [\"onCall\"], \"every\": \"PT10M\", \"times\": 11 }", "/escalationPolicies/0/steps/0/page/1/times", "from 1 to 10" },
        { "/escalationPolicies/0/steps/0/raiseTo", "\"above\"", "/escalationPolicies/0/steps/0/raiseTo", "'next', 'L2' or 'L3'" },
        { "/escalationPolicies/0/steps/0/assignTo", "\"leastLoded\"", "/escalationPolicies/0/steps/0/assignTo", "did you mean 'leastLoaded'?" },
        { "/escalationPolicies/0/steps/0/skills", "[\"payments\"]", "/escalationPolicies/0/steps/0/skills", "bySkill" },
        { "/escalationPolicies/0/steps/0/widenSwarm", "{}", "/escalationPolicies/0/steps/0/widenSwarm", "nobody to invite" },
        { "/escalationPolicies/0/steps/0/widenSwarm", "{ \"people\": [\"nadja\"] }", "/escalationPolicies/0/steps/0/widenSwarm/people/0", "did you mean 'nadia'?" },
        { "/escalationPolicies/0/steps/0/callWebhook", "\"status-page\"", "/escalationPolicies/0/steps/0/callWebhook", "no webhook 'status-page'; none is declared" },
        { "/webhooks", "{ \"a\": { \"name\": \"A\", \"url\": \"http://hooks.example.test\" } }", "/webhooks/a/url", "Expected https" },
        { "/webhooks", "{ \"a\": { \"name\": \"A\", \"url\": \"ftp://hooks.example.test\" } }", "/webhooks/a/url", "an https address" },
        { "/webhooks", "{ \"a\": { \"name\": \"A\", \"url\": \"https://u:p@hooks.example.test\" } }", "/webhooks/a/url", "without user" },
        { "/webhooks", "{ \"a\": { \"name\": \"A\", \"url\": \"/hooks\" } }", "/webhooks/a/url", "an https address" },
        { "/quietHours", "{ \"timeZone\": \"Europe/Berlin\" }", "/quietHours", "'weekly' is missing" },
        { "/quietHours", "{ \"timeZone\": \"Etc/UTC\", \"weekly\": { \"monday\": [\"9-17\"] } }", "/quietHours/weekly/monday/0", "interval" },
        { "/quietHours", "{ \"timeZone\": \"Etc/UTC\", \"weekly\": { \"monday\": [\"22:00-07:00\"] }, \"reasons\": [\"slaWarnings\"] }", "/quietHours/reasons/0", "did you mean 'slaWarning'?" },
        { "/agents/nadia/quietHours", "{ \"timeZone\": \"Etc/UTC\", \"weekly\": {} }", "/agents/nadia/quietHours/weekly", "at least one day" },
        { "/agents/nadia/notifications", "{ \"without\": [\"page\"] }", "/agents/nadia/notifications/without/0", "Nobody is left out" },
        { "/webhooks", "{ \"a\": { \"name\": \"A\" } }", "/webhooks/a", "'url' is missing" },
    };

    public static TheoryData<string, string?, string, string> TeamValues => new()
    {
        { "/teams/shop-dev/lead", "\"jona\"", "/teams/shop-dev/lead", "no agent 'jona'; did you mean 'jonas'?" },
        { "/teams/shop-dev/members", "[]", "/teams/shop-dev/members", "at least one item" },
        { "/teams/shop-dev/tier", "\"L4\"", "/teams/shop-dev/tier", "did you mean 'L1'?" },
        { "/teams/shop-dev/tier", "3", "/teams/shop-dev/tier", "found 3" },
        { "/teams/shop-dev/mailbox", "\"shop\"", "/teams/shop-dev/mailbox", "mail address" },
        { "/teams/shop-dev/onCall/members/0", "\"nadia\"", "/teams/shop-dev/onCall/members/0", "not in it" },
        { "/teams/shop-dev/onCall/members/0", "\"nobody\"", "/teams/shop-dev/onCall/members/0", "no agent 'nobody'" },
        { "/teams/shop-dev/onCall/members", "[]", "/teams/shop-dev/onCall/members", "at least one item" },
        { "/teams/shop-dev/onCall/days", "0", "/teams/shop-dev/onCall/days", "from 1 to 366" },
        { "/teams/shop-dev/onCall/days", "367", "/teams/shop-dev/onCall/days", "from 1 to 366" },
        { "/teams/shop-dev/onCall/days", "1.5", "/teams/shop-dev/onCall/days", "whole number" },
        { "/teams/shop-dev/onCall/start", "\"2026-01-05\"", "/teams/shop-dev/onCall/start", "local date and time" },
        { "/teams/shop-dev/onCall/start", "\"2026-01-05T09:00Z\"", "/teams/shop-dev/onCall/start", "local date and time" },
        { "/teams/shop-dev/onCall/timeZone", "\"EST5\"", "/teams/shop-dev/onCall/timeZone", "IANA" },
        { "/teams/shop-dev/onCall/overrides/0/from", "\"2026-12-24T09:00\"", "/teams/shop-dev/onCall/overrides/0/from", "with its offset" },
        { "/teams/shop-dev/onCall/overrides/0/to", "\"2026-12-24T09:00-05:00\"", "/teams/shop-dev/onCall/overrides/0", "'from' before 'to'" },
        { "/teams/shop-dev/onCall/overrides/0/agent", "\"lima\"", "/teams/shop-dev/onCall/overrides/0/agent", "did you mean 'liam'?" },
        { "/applications/shop/teams/L1", null, "/applications/shop/teams", "L1 team is missing" },
        { "/applications/payroll/teams/L1", "\"service-desk\"", "/applications/payroll/teams/L1", "Expected no L1 team" },
        { "/applications/payroll/teams/L3", null, "/applications/payroll/teams", "L3 team is missing" },
        { "/applications/payroll/teams/L3", "\"app-support\"", "/applications/payroll/teams/L3", "works in L2, not in L3" },
        { "/applications/payroll/teams/L3", "\"payrol-dev\"", "/applications/payroll/teams/L3", "no team 'payrol-dev'; did you mean 'payroll-dev'?" },
        { "/applications/payroll/audience", "\"staff\"", "/applications/payroll/audience", "'customerFacing' or 'internal'" },
        { "/applications/payroll/style", "\"swarming\"", "/applications/payroll/style", "unknown here" },
        { "/applications/payroll/vendor/email", null, "/applications/payroll/vendor", "'email' is missing" },
    };

    [Theory]
    [MemberData(nameof(Values))]
    [MemberData(nameof(CalendarValues))]
    [MemberData(nameof(PolicyValues))]
    [MemberData(nameof(StepValues))]
    [MemberData(nameof(TeamValues))]
    public void It_is_found_where_it_is_and_nowhere_else(string at, string? json, string pointer, string words)
    {
        JsonNode tree = ModelFile.Tree();
        ModelFile.Set(tree, at, json);

        ModelReadResult read = SupportModelReader.Read(tree.ToJsonString());

        Assert.Null(read.Model);
        Assert.Contains(words, read.Mistakes.First(mistake => mistake.Pointer == pointer).Message, StringComparison.Ordinal);
        Assert.All(read.Mistakes, mistake => Assert.StartsWith(pointer, mistake.Pointer, StringComparison.Ordinal));
    }
}
