using Support.Domain.Model;

namespace Support.Domain.Access;

/// <summary>Somebody who is signed in at the desk.</summary>
/// <param name="Id">Agent id; for who is no agent of the model, the name in their token.</param>
/// <param name="Name">What people call them.</param>
/// <param name="Roles">What they are there for.</param>
/// <param name="Scope">The tickets that they may know of.</param>
public sealed record DeskUser(string Id, string Name, IReadOnlyList<Role> Roles, TicketScope Scope)
{
    // What somebody may be without being one of the people who work tickets.
    private static readonly Role[] WithoutDesk = [Role.ReportReader, Role.Auditor, Role.Administrator];

    /// <summary>
    /// An agent of the model. Roles of the token and of the model add up; so do the positions that the model gives. Who has
    /// none at all is an agent. Who is external stays in what was granted, whatever else they are.
    /// </summary>
    /// <param name="model">The model in force.</param>
    /// <param name="id">Agent id.</param>
    /// <param name="claimed">The roles that the token brings.</param>
    public static DeskUser OfAgent(SupportModel model, string id, IReadOnlyList<Role> claimed)
    {
        Agent agent = model.Agents[id];
        var roles = new SortedSet<Role>(claimed.Concat(agent.Roles));
        if (agent.External is not null)
        {
            roles.Add(Role.ExternalAgent);
        }

        bool external = roles.Contains(Role.ExternalAgent);
        if (roles.Count == 0)
        {
            roles.Add(Role.Agent);
        }

        roles.UnionWith(Positions(model, id));
        TicketScope scope = external ? agent.External ?? TicketScope.Nothing : TicketScope.Everything;
        return new DeskUser(id, agent.Name, [.. roles], scope);
    }

    /// <summary>Somebody whom the model does not know, but whose token lets them look or administer; null for anybody else.</summary>
    public static DeskUser? OfToken(string name, IReadOnlyList<Role> claimed)
    {
        Role[] roles = [.. WithoutDesk.Where(claimed.Contains)];
        return roles.Length == 0 ? null : new DeskUser(name, name, roles, TicketScope.Everything);
    }

    /// <summary>Whether they have one of these roles.</summary>
    public bool IsAny(params ReadOnlySpan<Role> roles)
    {
        foreach (Role role in roles)
        {
            if (Roles.Contains(role))
            {
                return true;
            }
        }

        return false;
    }

    private static IEnumerable<Role> Positions(SupportModel model, string id)
    {
        if (model.Teams.Values.Any(team => team.Lead == id))
        {
            yield return Role.TeamLead;
        }

        if (model.Leadership.TriageManager == id)
        {
            yield return Role.TriageManager;
        }

        // Somebody has to look after keys and dead letters before anybody was given that role.
        if (model.Leadership.Manager == id)
        {
            yield return Role.Administrator;
        }

        if (model.Leadership.IncidentManager == id)
        {
            yield return Role.IncidentManager;
        }
    }
}
