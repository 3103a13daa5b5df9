using Support.Domain.Access;

namespace Support.Domain.Model.Reading;

/// <summary>Reads teams, their rotations, agents and leadership.</summary>
internal static class PeopleReader
{
    private const int RotationDaysMax = 366;

    public static Team ReadTeam(ModelNode node)
    {
        ObjectReader members = ObjectReader.Open(node, ModelShapes.Team);
        return new Team
        {
            Name = members["name"]?.Name() ?? "",
            Tier = members["tier"]?.Word<Tier>() ?? default,
            Lead = members["lead"]?.Reference(Named.Agent) ?? "",
            Members = members["members"]?.NotEmpty().Set(ReadAgentId) ?? [],
            Mailbox = members["mailbox"]?.Address(),
            TeamsChannel = members["teamsChannel"]?.Flag() ?? false,
            OnCall = members["onCall"] is { } onCall ? ReadOnCall(onCall) : null,
            Assignment = members["assignment"]?.Word<AssignmentMode>() ?? default,
            LoadLimit = members["loadLimit"] is { } limit ? AvailabilityReader.ReadLimit(limit) : null,
            OnShiftEnd = members["onShiftEnd"]?.Word<ShiftEnd>() ?? default,
        };
    }

    public static Agent ReadAgent(ModelNode node)
    {
        ObjectReader members = ObjectReader.Open(node, ModelShapes.Agent);
        return new Agent
        {
            Name = members["name"]?.Name() ?? "",
            Email = members["email"]?.Address() ?? "",
            Skills = members["skills"]?.Set(ModelValues.Name) ?? [],
            Shifts = members["shifts"]?.Set(static item => item.Reference(Named.Shift)) ?? [],
            Absences = members["absences"] is { } absences ? AvailabilityReader.ReadAbsences(absences) : [],
            LoadLimit = members["loadLimit"] is { } limit ? AvailabilityReader.ReadLimit(limit) : null,
            Roles = members["roles"]?.NotEmpty().Set(static item => item.Word<Role>()) ?? [],
            QuietHours = members["quietHours"] is { } quiet ? QuietHoursReader.Read(quiet) : null,
            Notifications = members["notifications"] is { } choices ? QuietHoursReader.ReadChoices(choices) : new NotificationChoices(),
            External = members["external"] is { } external ? ReadExternal(external) : null,
        };
    }

    public static Leadership ReadLeadership(ModelNode node)
    {
        ObjectReader members = ObjectReader.Open(node, ModelShapes.Leadership);
        return new Leadership
        {
            TriageManager = members["triageManager"]?.Reference(Named.Agent) ?? "",
            Manager = members["manager"]?.Reference(Named.Agent) ?? "",
            IncidentManager = members["incidentManager"]?.Reference(Named.Agent) ?? "",
            Executives = members["executives"]?.NotEmpty().Set(ReadAgentId) ?? [],
        };
    }

    // To grant nothing narrower than everything is what nobody means who writes down a grant.
    private static TicketScope ReadExternal(ModelNode node)
    {
        ObjectReader members = ObjectReader.Open(node, ModelShapes.External);
        if (members["teams"] is null && members["applications"] is null)
        {
            node.Mistake("Expected 'teams', 'applications', or both: the tickets that this agent was granted.");
        }

        return new TicketScope(
            members["teams"]?.NotEmpty().Set(static item => item.Reference(Named.Team)) ?? [],
            members["applications"]?.NotEmpty().Set(static item => item.Reference(Named.Application)) ?? []);
    }

    private static OnCallRotation ReadOnCall(ModelNode node)
    {
        ObjectReader members = ObjectReader.Open(node, ModelShapes.OnCall);
        return new OnCallRotation
        {
            Start = members["start"]?.LocalTime() ?? default,
            TimeZone = members["timeZone"]?.TimeZone() ?? "",
            Days = members["days"]?.WholeNumber(1, RotationDaysMax) ?? 7,
            // Somebody may take more turns than others: here a name may come twice.
            Members = members["members"]?.NotEmpty().List(ReadAgentId) ?? [],
            Overrides = members["overrides"]?.List(ReadOverride) ?? [],
            Backup = members["backup"]?.Set(ReadAgentId) ?? [],
        };
    }

    private static OnCallOverride? ReadOverride(ModelNode node)
    {
        ObjectReader members = ObjectReader.Open(node, ModelShapes.OnCallOverride);
        string? agent = members["agent"]?.Reference(Named.Agent);
        DateTimeOffset? from = members["from"]?.Moment();
        DateTimeOffset? to = members["to"]?.Moment();
        if (from >= to)
        {
            node.Mistake("Expected 'from' before 'to'.");
        }

        return agent is null || from is null || to is null
            ? null
            : new OnCallOverride { From = from.Value, To = to.Value, Agent = agent };
    }

    private static string? ReadAgentId(ModelNode node) => node.Reference(Named.Agent);
}
