using Support.Domain.Access;

namespace Support.Domain.Model;

/// <summary>What somebody at the desk is there for; it decides what they may do (<see cref="AccessRules"/>).</summary>
public enum Role
{
    /// <summary>Works tickets.</summary>
    Agent,

    /// <summary>Leads a team.</summary>
    TeamLead,

    /// <summary>Sorts what no rule could place.</summary>
    TriageManager,

    /// <summary>Runs major incidents.</summary>
    IncidentManager,

    /// <summary>Runs changes.</summary>
    ChangeManager,

    /// <summary>Votes on changes.</summary>
    CabMember,

    /// <summary>Reads figures, and no ticket.</summary>
    ReportReader,

    /// <summary>Reads everything, and writes nothing.</summary>
    Auditor,

    /// <summary>May do everything.</summary>
    Administrator,

    /// <summary>Works the tickets that were granted, for another company.</summary>
    ExternalAgent,
}
