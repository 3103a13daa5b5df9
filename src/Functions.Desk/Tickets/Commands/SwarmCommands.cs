using Support.Domain.Swarm;
using Support.Platform.Http;

namespace Support.Functions.Desk.Tickets.Commands;

/// <summary>Working a ticket as a swarm.</summary>
internal static class SwarmCommands
{
    private const int CountMax = 20;
    private const int SkillLengthMax = 120;

    private static readonly BodyField<IReadOnlyList<string>> Skills =
        BodyFields.Texts("skills", CountMax, SkillLengthMax, "What they must be good at; for each skill those on shift are called first.");

    private static readonly BodyField<IReadOnlyList<string>> People =
        BodyFields.Texts("people", CountMax, CommandFields.IdLengthMax, "Agent ids of people to call by name.");

    private static readonly BodyField<string> To =
        BodyFields.NeededText("to", CommandFields.IdLengthMax, "Agent id of the new owner, who joins with it.");

    public static IReadOnlyList<DeskCommand> All { get; } =
    [
        new("swarm/invite", "Call people into the swarm, by skill, by name, or both.", [Skills, People, CommandFields.Reason], (body, _) => Invite(body)),
        new("swarm/join", "Come into the swarm, called or not.", [], (_, agent) => new JoinSwarm(agent)),
        new(
            "swarm/leave",
            "Leave the swarm; the owner hands over first.",
            [CommandFields.Reason],
            (body, agent) => new LeaveSwarm(agent, CommandFields.Reason.In(body))),
        new(
            "swarm/hand-over",
            "Let somebody else own the ticket.",
            [To, CommandFields.NeededReason],
            (body, _) => new HandOverSwarm(To.In(body), CommandFields.NeededReason.In(body))),
        new(
            "swarm/dissolve",
            "End the swarm; the ticket goes on with its owner alone.",
            [CommandFields.NeededReason],
            (body, _) => new DissolveSwarm(CommandFields.NeededReason.In(body))),
    ];

    private static InviteToSwarm Invite(FieldReader body)
    {
        IReadOnlyList<string> skills = Skills.In(body);
        IReadOnlyList<string> people = People.In(body);
        if (skills.Count + people.Count == 0 && body.Errors.Count == 0)
        {
            body.Reject(Skills.Name, "Name skills, people, or both.");
        }

        return new InviteToSwarm(skills, people, CommandFields.Reason.In(body));
    }
}
