using System.Collections.Immutable;
using System.Runtime.CompilerServices;

// The tests keep the JSON Schema in step with the tables below.
[assembly: InternalsVisibleTo("Support.Domain.Tests")]

namespace Support.Domain.Model.Reading;

/// <summary>Every object of the file: what the readers know, and what the JSON Schema must say too.</summary>
internal static class ModelShapes
{
    public static readonly ObjectShape Root = new(
        "",
        [
            "version", "organisation", "intake", "calendars", "priorities", "slaPolicies", "escalationPolicies",
            "teams", "agents", "shifts", "applications", "leadership", "autoCloseAfter",
        ],
        ["$schema", "organisations", "contracts", "webhooks", "quietHours", "routing", "load", "customFields", "cannedAnswers"]);

    public static readonly ObjectShape Organisation = new("organisation", ["name", "supportAddress"], []);

    public static readonly ObjectShape Intake = new("intake", ["anonymous", "defaultApplication", "alertApplication"], ["alerts", "limits", "email", "chat", "webhooks"]);

    public static readonly ObjectShape IntakeLimits = new("intakeLimits", [], ["attachments", "rates"]);

    public static readonly ObjectShape AttachmentLimits = new(
        "attachmentLimits", [], ["sizeMax", "totalMax", "countMax", "blockedExtensions", "blockPrograms"]);

    public static readonly ObjectShape IntakeRates = new("intakeRates", [], ["address", "anonymous", "key", "failures"]);

    public static readonly ObjectShape Rate = new("rate", ["perMinute", "burst"], []);

    public static readonly ObjectShape Email = new(
        "email",
        [],
        [
            "plusAddressing", "newSubject", "forwardedReplies", "agentReplies", "copies", "machines", "cancelled", "spam",
            "reopenWithin", "blocked", "rate",
        ]);

    public static readonly ObjectShape EmailRate = new("emailRate", [], ["perSender", "perTicket"]);

    public static readonly ObjectShape ChatIntake = new(
        "chatIntake", [], ["origins", "application", "idleAfter", "awayAfter", "sessionLasts"]);

    public static readonly ObjectShape Alerts = new(
        "alerts",
        [],
        ["onResolved", "reopenWithin", "updateEvery", "applicationLabels", "applications", "severities", "flapping", "storms", "cloudEvents", "sources"]);

    public static readonly ObjectShape AlertSeverity = new("alertSeverity", ["impact", "urgency"], []);

    public static readonly ObjectShape AlertFlapping = new("alertFlapping", [], ["changes", "within", "quietFor"]);

    public static readonly ObjectShape AlertStorms = new("alertStorms", [], ["alerts", "within", "updateEvery", "groupBy"]);

    public static readonly ObjectShape AlertCloudEvents = new("alertCloudEvents", [], ["firing", "resolved", "acknowledged", "ignored"]);

    public static readonly ObjectShape AlertSource = new("alertSource", [], ["onResolved", "severities"]);

    public static readonly ObjectShape Calendar = new("calendar", ["timeZone"], ["weekly", "alwaysOpen", "holidays", "holidayFiles"]);

    public static readonly ObjectShape Weekly = new(
        "weekly", [], ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]);

    public static readonly ObjectShape Holiday = new("holiday", ["date", "name"], ["hours"]);

    public static readonly ObjectShape Priorities = new("priorities", ["matrix", "defaultImpact", "defaultUrgency"], []);

    public static readonly ObjectShape Matrix = new("matrix", Words<Grade>.All, []);

    public static readonly ObjectShape MatrixRow = new("matrixRow", Words<Grade>.All, []);

    public static readonly ObjectShape TicketFilter = new("ticketFilter", [], ["applications", "kinds", "priorities", "channels", "organisations", "contracts"]);

    public static readonly ObjectShape SlaPolicy = new(
        "slaPolicy",
        ["id", "calendar", "targets"],
        [
            "when", "warnings", "tierTargets", "pausedBy", "onPriorityChange", "onReopen", "atClosingTime", "nextResponseFrom",
            "nextResponseStarts", "firstResponseWhenPaused", "requesterlessStart",
        ]);

    public static readonly ObjectShape PausedBy = new("pausedBy", [], ["firstResponse", "nextResponse", "resolution", "operational"]);

    public static readonly ObjectShape TargetsByPriority = new("targetsByPriority", [], Words<Priority>.All);

    public static readonly ObjectShape Targets = new("targets", [], ["firstResponse", "nextResponse", "resolution"]);

    public static readonly ObjectShape TierTargets = new("tierTargets", [], Words<Tier>.All);

    public static readonly ObjectShape DurationsByPriority = new("durationsByPriority", [], Words<Priority>.All);

    public static readonly ObjectShape EscalationPolicy = new("escalationPolicy", ["id", "steps"], ["when"]);

    public static readonly ObjectShape EscalationStep = new(
        "escalationStep",
        ["id", "clock"],
        [
            "at", "after", "tiers", "statuses", "unlessAcknowledged", "notify", "page", "raiseTo", "assignTo", "assignToOnCall",
            "skills", "raisePriorityTo", "declareMajorIncident", "widenSwarm", "callWebhook",
        ]);

    public static readonly ObjectShape QuietHours = new("quietHours", ["timeZone", "weekly"], ["priorities", "reasons"]);

    public static readonly ObjectShape Notifications = new("notifications", [], ["email", "without"]);

    public static readonly ObjectShape PageChain = new("pageChain", ["chain", "every"], ["times"]);

    public static readonly ObjectShape SwarmWidening = new("swarmWidening", [], ["skills", "people"]);

    public static readonly ObjectShape Webhook = new("webhook", ["name", "url"], []);

    public static readonly ObjectShape Team = new(
        "team", ["name", "tier", "lead", "members"], ["mailbox", "teamsChannel", "onCall", "assignment", "loadLimit", "onShiftEnd"]);

    public static readonly ObjectShape OnCall = new(
        "onCall", ["start", "timeZone", "members"], ["days", "overrides", "backup"]);

    public static readonly ObjectShape OnCallOverride = new("onCallOverride", ["from", "to", "agent"], []);

    public static readonly ObjectShape Agent = new(
        "agent", ["name", "email"], ["skills", "shifts", "absences", "loadLimit", "roles", "external", "quietHours", "notifications"]);

    public static readonly ObjectShape External = new("external", [], ["teams", "applications"]);

    public static readonly ObjectShape Absence = new("absence", ["from", "to"], ["reason"]);

    public static readonly ObjectShape Load = new("load", [], ["limit", "weights"]);

    public static readonly ObjectShape LoadWeights = new("loadWeights", [], Words<Priority>.All);

    public static readonly ObjectShape Routing = new("routing", ["rules"], []);

    public static readonly ObjectShape RoutingRule = new("routingRule", ["id", "set"], ["name", "when", "andContinue", "override"]);

    public static readonly ObjectShape RoutingCondition = new(
        "routingCondition",
        [],
        ["text", "subject", "channels", "organisations", "contracts", "applications", "tags", "kinds", "requesterDomains", "customFields"]);

    public static readonly ObjectShape RoutingOutcome = new(
        "routingOutcome", [], ["application", "kind", "impact", "urgency", "priority", "team", "tags", "skills"]);

    public static readonly ObjectShape Application = new("application", ["name", "audience", "teams"], ["style", "vendor"]);

    public static readonly ObjectShape ApplicationTeams = new("applicationTeams", [], Words<Tier>.All);

    public static readonly ObjectShape Vendor = new("vendor", ["name", "email"], ["contract", "webhook"]);

    public static readonly ObjectShape VendorContract = new("vendorContract", ["calendar", "targets"], ["warnings"]);

    public static readonly ObjectShape CustomerOrganisation = new(
        "customerOrganisation", ["name", "domains"], ["contract", "relationshipManager", "sharedTickets"]);

    public static readonly ObjectShape Contract = new("contract", ["name"], []);

    public static readonly ObjectShape CustomField = new(
        "customField",
        ["name", "type"],
        ["choices", "required", "applications", "visibleToRequester", "editableByRequester"]);

    public static readonly ObjectShape CannedAnswer = new("cannedAnswer", ["name", "text"], ["applications"]);

    public static readonly ObjectShape Leadership = new(
        "leadership", ["triageManager", "manager", "incidentManager", "executives"], []);

    public static readonly ImmutableArray<ObjectShape> All =
    [
        .. WebhookShapes.All,
        Absence, Load, LoadWeights, Routing, RoutingRule, RoutingCondition, RoutingOutcome,
        Root, Organisation, Intake, Calendar, Weekly, Holiday, Priorities, Matrix, MatrixRow, TicketFilter, SlaPolicy,
        TargetsByPriority, Targets, TierTargets, DurationsByPriority, PausedBy, EscalationPolicy, EscalationStep, PageChain,
        SwarmWidening, Webhook, QuietHours, Notifications, Team, OnCall, OnCallOverride, Agent, External, Application,
        ApplicationTeams, Vendor, VendorContract, CustomerOrganisation, Contract, Leadership,
        CustomField, CannedAnswer, IntakeLimits, AttachmentLimits, IntakeRates, Rate,
        Email, EmailRate, ChatIntake,
        Alerts, AlertSeverity, AlertFlapping, AlertStorms, AlertCloudEvents, AlertSource,
    ];
}
