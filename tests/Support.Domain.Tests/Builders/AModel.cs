using Support.Domain.Calendars;
using Support.Domain.Model;

namespace Support.Domain.Tests.Builders;

/// <summary>
/// A model small enough to hold in the head: one desk (ann on call, led by dana), support (sue, led by sam), developers
/// (dot, led by dirk), and no escalation. High impact and urgency are critical, medium are medium, low are low. A test
/// changes the one thing that it is about.
/// </summary>
internal static class AModel
{
    public const string Shop = "shop";
    public const string Payroll = "payroll";
    public const string Platform = "platform";

    public static SupportModel Small { get; } = new()
    {
        Version = "small-1",
        Organisation = new Organisation { Name = "Example Ltd", SupportAddress = "support@example.test" },
        Intake = new IntakeRules { Anonymous = true, DefaultApplication = Shop, AlertApplication = Payroll },
        Calendars = new Dictionary<string, CalendarDefinition>
        {
            ["always"] = Compiled(new CalendarDefinition { TimeZone = "Etc/UTC", AlwaysOpen = true }),
            ["office"] = Compiled(new CalendarDefinition { TimeZone = "Etc/UTC", Weekly = Office }),
        },
        Priorities = new PriorityMatrix { Matrix = Matrix, DefaultImpact = Grade.Medium, DefaultUrgency = Grade.Medium },
        SlaPolicies = [Promise("PT1H", "PT2H", "PT8H")],
        EscalationPolicies = [],
        Teams = new Dictionary<string, Team>
        {
            ["desk"] = ATeam(Tier.L1, "dana", "ann") with { Mailbox = "desk@example.test", TeamsChannel = true },
            ["support"] = ATeam(Tier.L2, "sam", "sue") with { TeamsChannel = true },
            ["dev"] = ATeam(Tier.L3, "dirk", "dot"),
        },
        Agents = new[] { "ann", "dana", "sue", "sam", "dot", "dirk", "max", "ida", "eve" }.ToDictionary(
            static id => id,
            static id => new Agent { Name = id.ToUpperInvariant(), Email = $"{id}@example.test" }),
        Shifts = new Dictionary<string, CalendarDefinition>(),
        Applications = new Dictionary<string, ServiceApplication>
        {
            [Shop] = AnApplication(Audience.CustomerFacing, (Tier.L1, "desk"), (Tier.L2, "support"), (Tier.L3, "dev")),
            [Payroll] = AnApplication(Audience.Internal, (Tier.L2, "support"), (Tier.L3, "dev")),
        },
        Leadership = new Leadership { TriageManager = "dana", Manager = "max", IncidentManager = "ida", Executives = ["eve"] },
        AutoCloseAfter = TimeSpan.FromDays(5),
    };

    private static Dictionary<string, IReadOnlyList<string>> Office =>
        WeeklyHours.DayNames.Where(static day => day is not ("saturday" or "sunday"))
            .ToDictionary(static day => day, static IReadOnlyList<string> (_) => ["09:00-17:00"]);

    private static Dictionary<Grade, IReadOnlyDictionary<Grade, Priority>> Matrix => new()
    {
        [Grade.High] = Row(Priority.Critical, Priority.High, Priority.Medium),
        [Grade.Medium] = Row(Priority.High, Priority.Medium, Priority.Low),
        [Grade.Low] = Row(Priority.Medium, Priority.Low, Priority.Low),
    };

    /// <summary>The small model with an application that support and developers work as a swarm; sue and dot know databases.</summary>
    public static SupportModel WithSwarm { get; } = Small with
    {
        Applications = Small.Applications.Append(new(
            Platform, AnApplication(Audience.Internal, (Tier.L2, "support"), (Tier.L3, "dev")) with { Style = SupportStyle.Swarm })).ToDictionary(),
        Agents = Small.Agents.ToDictionary(
            static agent => agent.Key,
            static agent => agent.Key is "sue" or "dot" ? agent.Value with { Skills = ["databases"] } : agent.Value),
    };

    /// <summary>The model with a swarm, in which a vendor without a contract stands behind payroll.</summary>
    public static SupportModel WithVendor { get; } = WithSwarm with
    {
        Applications = WithSwarm.Applications.ToDictionary(
            static application => application.Key,
            static application => application.Key == Payroll
                ? application.Value with { Vendor = new Vendor { Name = "Paymaster", Email = "help@paymaster.test" } }
                : application.Value),
    };

    /// <summary>The small model with these steps for every ticket.</summary>
    public static SupportModel Escalating(params EscalationStep[] steps) =>
        Small with { EscalationPolicies = [new EscalationPolicy { Id = "all", Steps = steps }] };

    /// <summary>A policy for every ticket, around the clock; null promises nothing there.</summary>
    public static SlaPolicy Promise(string? firstResponse, string? nextResponse, string? resolution)
    {
        SlaTargets targets = Targets(firstResponse, nextResponse, resolution);
        return new SlaPolicy
        {
            Id = "promise",
            Calendar = "always",
            Targets = Enum.GetValues<Priority>().ToDictionary(static priority => priority, _ => targets),
        };
    }

    public static SlaTargets Targets(string? firstResponse, string? nextResponse, string? resolution) => new()
    {
        FirstResponse = Span(firstResponse),
        NextResponse = Span(nextResponse),
        Resolution = Span(resolution),
    };

    public static EscalationStep Step(string id, ClockKind clock, decimal at) => new() { Id = id, Clock = clock, At = at };

    private static TimeSpan? Span(string? text) => text is null ? null : System.Xml.XmlConvert.ToTimeSpan(text);

    private static Dictionary<Grade, Priority> Row(Priority high, Priority medium, Priority low) =>
        new() { [Grade.High] = high, [Grade.Medium] = medium, [Grade.Low] = low };

    private static Team ATeam(Tier tier, string lead, string onCall) => new()
    {
        Name = $"Team of {lead}",
        Tier = tier,
        Lead = lead,
        Members = [onCall, lead],
        OnCall = new OnCallRotation { Start = new DateTime(2026, 1, 5, 9, 0, 0, DateTimeKind.Unspecified), TimeZone = "Etc/UTC", Members = [onCall] },
    };

    private static ServiceApplication AnApplication(Audience audience, params (Tier Tier, string Team)[] teams) => new()
    {
        Name = "Application",
        Audience = audience,
        Teams = teams.ToDictionary(static pair => pair.Tier, static pair => pair.Team),
    };

    private static CalendarDefinition Compiled(CalendarDefinition definition) =>
        definition with { Compiled = BusinessCalendar.From(definition) };
}
