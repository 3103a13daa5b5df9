using Support.Domain.Chat;
using Support.Domain.Model;
using Support.Domain.Tickets;

namespace Support.Domain.Access;

/// <summary>Who may do what at the desk. What is allowed by nobody's role is forbidden.</summary>
public static class AccessRules
{
    private static readonly Role[] Workers =
        [Role.Agent, Role.TeamLead, Role.TriageManager, Role.IncidentManager, Role.ChangeManager, Role.Administrator, Role.ExternalAgent];

    private static readonly Role[] Leads =
        [Role.TeamLead, Role.TriageManager, Role.IncidentManager, Role.ChangeManager, Role.Administrator];

    /// <summary>Null when somebody may ask this; otherwise the reason why not, for a person to read.</summary>
    public static string? Refusal(DeskUser who, DeskQuery query) => query switch
    {
        DeskQuery.List or DeskQuery.Ticket => who.IsAny([.. Workers, Role.CabMember, Role.Auditor])
            ? null
            : "Your role reads figures, and no tickets.",
        DeskQuery.Desk => who.IsAny([.. Workers, Role.CabMember, Role.Auditor, Role.ReportReader]) && who.Scope.IsEverything
            ? null
            : "External agents see the tickets that they were granted, and nothing of the desk itself.",
        DeskQuery.Reports => who.IsAny([.. Leads, Role.ReportReader, Role.Auditor]) && who.Scope.IsEverything
            ? null
            : "Figures are for leads, report readers and auditors.",
        DeskQuery.Export => who.IsAny(Role.Administrator, Role.Auditor) && who.Scope.IsEverything
            ? null
            : "Only administrators and auditors take tickets away.",
        DeskQuery.Quarantine => who.IsAny(Leads) && who.Scope.IsEverything
            ? null
            : "Mails in the quarantine are for leads and administrators.",
        DeskQuery.Suppressions => who.IsAny(Workers) && who.Scope.IsEverything
            ? null
            : "Whom mails do not reach is for the desk's own people to see and to mend.",
        DeskQuery.Administer => who.IsAny(Role.Administrator) && who.Scope.IsEverything
            ? null
            : "Only administrators, and the support manager, look after keys and dead letters.",
        _ => who.IsAny(Leads) && who.Scope.IsEverything
            ? null
            : "Only leads and administrators share a view with everybody.",
    };

    /// <summary>
    /// Null when somebody may give this command to a ticket that they may know of; otherwise the reason why not, for a
    /// person to read. That a ticket lies outside of somebody's scope is no reason to be told: to them there is none.
    /// </summary>
    public static string? Refusal(DeskUser who, TicketCommand command) => command switch
    {
        OpenTicket or AddRequesterMessage or FireDeadlines or AssignAutomatically or EndChat => "Nobody gives this command by hand.",
        AddNote when who.IsAny(Role.CabMember) => null,
        _ when !who.IsAny(Workers) => who.IsAny(Role.Auditor)
            ? "Auditors read everything and change nothing."
            : "Your role does not work tickets.",
        AssignTicket { Team: { } team } when !MayGiveTo(who, team) => "You may give tickets only to teams that you were granted.",
        TriageTicket { Team: { } team } when !MayGiveTo(who, team) => "You may give tickets only to teams that you were granted.",
        _ => null,
    };

    /// <summary>Null when somebody may open a ticket of an application for a requester; otherwise the reason why not.</summary>
    public static string? RefusalToOpen(DeskUser who, string application) => who switch
    {
        _ when !who.IsAny(Workers) => "Your role does not work tickets.",
        _ when who.Scope.Applications.Count > 0 && !who.Scope.Applications.Contains(application) =>
            "You may open tickets only of applications that you were granted.",
        _ => null,
    };

    private static bool MayGiveTo(DeskUser who, string team) => who.Scope.Teams.Count == 0 || who.Scope.Teams.Contains(team);

    /// <summary>Whether somebody may know of a ticket. To who may not, it is not there.</summary>
    public static bool MayKnow(DeskUser who, Ticket ticket) => who.Scope.Covers(ticket.Team, ticket.Application);
}
