using System.Text.Json.Serialization;
using Support.Domain.Calendars;

namespace Support.Domain.Model;

/// <summary>
/// A support model: who supports what, when, how fast, and what happens when they do not. Only
/// <see cref="SupportModelReader"/> makes one, and only from a file without mistakes, so every name in it resolves.
/// </summary>
public sealed record SupportModel
{
    /// <summary>The operator's name for this state of the model; recorded with the deadlines that it set.</summary>
    public required string Version { get; init; }

    /// <summary>
    /// Hexadecimal digits that follow from what the file says, comments and spacing apart; empty for a model that was not
    /// read from a file.
    /// </summary>
    public string Hash { get; init; } = string.Empty;

    /// <summary>
    /// The version and the hash: two models of one revision are the same model, also where an operator changed the file
    /// and forgot to change its version.
    /// </summary>
    [JsonIgnore]
    public string Revision => Hash.Length == 0 ? Version : $"{Version}+{Hash}";

    /// <summary>Whose desk this is.</summary>
    public required Organisation Organisation { get; init; }

    /// <summary>How tickets come in.</summary>
    public required IntakeRules Intake { get; init; }

    /// <summary>Calendars by id.</summary>
    public required IReadOnlyDictionary<string, CalendarDefinition> Calendars { get; init; }

    /// <summary>Impact × urgency → priority.</summary>
    public required PriorityMatrix Priorities { get; init; }

    /// <summary>SLA policies, the first that matches a ticket wins.</summary>
    public required IReadOnlyList<SlaPolicy> SlaPolicies { get; init; }

    /// <summary>Escalation policies, the first that matches a ticket wins.</summary>
    public required IReadOnlyList<EscalationPolicy> EscalationPolicies { get; init; }

    /// <summary>Teams by id.</summary>
    public required IReadOnlyDictionary<string, Team> Teams { get; init; }

    /// <summary>Agents by id; the id is the name an agent signs in with.</summary>
    public required IReadOnlyDictionary<string, Agent> Agents { get; init; }

    /// <summary>Shifts by id.</summary>
    public required IReadOnlyDictionary<string, CalendarDefinition> Shifts { get; init; }

    /// <summary>The service catalogue: applications by id.</summary>
    public required IReadOnlyDictionary<string, ServiceApplication> Applications { get; init; }

    /// <summary>The organisations whose people open tickets, by id.</summary>
    public IReadOnlyDictionary<string, CustomerOrganisation> Organisations { get; init; } =
        new Dictionary<string, CustomerOrganisation>();

    /// <summary>Contracts by id.</summary>
    public IReadOnlyDictionary<string, Contract> Contracts { get; init; } = new Dictionary<string, Contract>();

    /// <summary>Who is told beyond the teams.</summary>
    public required Leadership Leadership { get; init; }

    /// <summary>How tickets find their application, priority and team; null when the operator wrote no rules.</summary>
    public RoutingRules? Routing { get; init; }

    /// <summary>How much is assigned automatically to one person at most.</summary>
    public LoadRules Load { get; init; } = new();

    /// <summary>A resolved ticket closes by itself after this time (calendar time, not business time).</summary>
    public required TimeSpan AutoCloseAfter { get; init; }

    /// <summary>When no agent is to be disturbed by what can wait; null for never.</summary>
    public QuietHours? QuietHours { get; init; }

    /// <summary>The systems that escalation calls, by id.</summary>
    public IReadOnlyDictionary<string, Webhook> Webhooks { get; init; } = new Dictionary<string, Webhook>();

    /// <summary>The fields that tickets have beside those that every ticket has, by id; empty for any texts.</summary>
    public IReadOnlyDictionary<string, CustomField> CustomFields { get; init; } = new Dictionary<string, CustomField>();

    /// <summary>Answers that are written once and given often, by id.</summary>
    public IReadOnlyDictionary<string, CannedAnswer> CannedAnswers { get; init; } = new Dictionary<string, CannedAnswer>();

    /// <summary>The compiled calendar of that id.</summary>
    /// <exception cref="KeyNotFoundException">No such calendar.</exception>
    public BusinessCalendar Calendar(string id) => Calendars[id].Compiled;

    /// <summary>The id of the organisation that a mail address belongs to, by its whole domain; null when it is nobody's.</summary>
    /// <param name="address">The mail address.</param>
    /// <param name="vouching">The organisation that vouches for the sender, which then is theirs if the model knows it; null for none.</param>
    public string? OrganisationOf(string address, string? vouching = null)
    {
        if (vouching is not null && Organisations.ContainsKey(vouching))
        {
            return vouching;
        }

        string domain = address[(address.LastIndexOf('@') + 1)..];
        foreach ((string id, CustomerOrganisation organisation) in Organisations)
        {
            if (organisation.Domains.Contains(domain, StringComparer.OrdinalIgnoreCase))
            {
                return id;
            }
        }

        return null;
    }
}

/// <summary>Whose desk this is.</summary>
public sealed record Organisation
{
    /// <summary>The name that customers know.</summary>
    public required string Name { get; init; }

    /// <summary>The address that customers write to and mails come from.</summary>
    public required string SupportAddress { get; init; }
}

/// <summary>How tickets come in.</summary>
public sealed record IntakeRules
{
    /// <summary>Whether a ticket may be opened without a key.</summary>
    public required bool Anonymous { get; init; }

    /// <summary>The application of a ticket that names none.</summary>
    public required string DefaultApplication { get; init; }

    /// <summary>The application of a ticket that a monitoring alert opens, unless the alert names one.</summary>
    public required string AlertApplication { get; init; }

    /// <summary>How much strangers may send.</summary>
    public IntakeLimits Limits { get; init; } = IntakeLimits.Default;

    /// <summary>What becomes of mails.</summary>
    public EmailRules Email { get; init; } = new();

    /// <summary>How the chat takes tickets in.</summary>
    public ChatIntake Chat { get; init; } = new();

    /// <summary>What the news of other systems does, by source.</summary>
    public IReadOnlyDictionary<string, WebhookIntake> Webhooks { get; init; } = new Dictionary<string, WebhookIntake>();

    /// <summary>How monitoring alerts become tickets.</summary>
    public AlertIntakeRules Alerts { get; init; } = new();
}

/// <summary>Who is told beyond the teams: agent ids.</summary>
public sealed record Leadership
{
    /// <summary>Gets what no rule and no person can take.</summary>
    public required string TriageManager { get; init; }

    /// <summary>The support manager: hierarchical escalation goes here.</summary>
    public required string Manager { get; init; }

    /// <summary>Leads major incidents.</summary>
    public required string IncidentManager { get; init; }

    /// <summary>Told when the worst happens.</summary>
    public required IReadOnlyList<string> Executives { get; init; }
}
