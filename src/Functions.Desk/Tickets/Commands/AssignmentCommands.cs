using Support.Domain.Tickets;
using Support.Platform.Http;

namespace Support.Functions.Desk.Tickets.Commands;

/// <summary>Who holds the ticket.</summary>
internal static class AssignmentCommands
{
    private static readonly BodyField<string?> Agent =
        BodyFields.Text("agent", CommandFields.IdLengthMax, "Agent id; left out for the team alone.");

    private static readonly BodyField<string?> Team =
        BodyFields.Text("team", CommandFields.IdLengthMax, "Team id; left out for the team that holds the ticket.");

    public static IReadOnlyList<DeskCommand> All { get; } =
    [
        new("take", "Take the ticket.", [], (_, agent) => new TakeTicket(agent)),
        new("assign", "Give the ticket to an agent, a team, or both.", [Agent, Team, CommandFields.Reason], (body, _) => Assign(body)),
    ];

    private static AssignTicket Assign(FieldReader body)
    {
        string? agent = Agent.In(body);
        string? team = Team.In(body);
        if (agent is null && team is null && body.Errors.Count == 0)
        {
            body.Reject(Agent.Name, "Name an agent, a team, or both.");
        }

        return new AssignTicket(agent, team, CommandFields.Reason.In(body));
    }
}
