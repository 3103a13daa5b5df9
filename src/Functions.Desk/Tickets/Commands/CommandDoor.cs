using Support.Domain.Access;
using Support.Domain.Phone;
using Support.Domain.Tickets;
using Support.Functions.Desk.Agents;
using Support.Platform.Http;
using Support.Platform.Tickets;

namespace Support.Functions.Desk.Tickets.Commands;

/// <summary>Reads a command, asks whether its sender may give it, and does it.</summary>
public sealed class CommandDoor(TicketDesk desk)
{
    /// <summary>Reads a command's body for somebody; the problem to answer with when it cannot be read or they may not.</summary>
    public static (TicketCommand? Command, Problem? Problem) Read(string name, FieldReader fields, SignedInAgent agent)
    {
        if (DeskCommands.Find(name) is not { } command)
        {
            return (null, Problems.UnknownCommand(name));
        }

        TicketCommand parsed = command.Parse(fields, agent.Id);
        if (fields.Errors.Count > 0)
        {
            return (null, Problems.InvalidFields(fields.Errors));
        }

        return AccessRules.Refusal(agent.User, parsed) is { } reason ? (null, Problems.Forbidden(reason)) : (parsed, null);
    }

    /// <summary>Does a command.</summary>
    public Task<CommandResult> DoAsync(
        TicketId id, TicketCommand command, SignedInAgent agent, IdempotencyKey? key, int? ifVersion, CancellationToken cancellationToken) =>
        desk.ExecuteAsync(
            id,
            command,
            new CommandRequest
            {
                Actor = new Actor(ActorKind.Agent, agent.Id, agent.Name),
                Channel = command is RecordCall ? IntakeChannel.Phone : IntakeChannel.Desk,
                Key = key,
                IfVersion = ifVersion,
                Scope = agent.User.Scope,
            },
            cancellationToken);

    /// <summary>The problem that a result comes to; null when it was done.</summary>
    public static Problem? ProblemOf(CommandResult result) => result switch
    {
        CommandResult.Done => null,
        CommandResult.Refused refused => Problems.CommandRefused(refused.Reason),
        CommandResult.Stale stale => Problems.Stale(stale.Ticket.Version),
        CommandResult.KeyReused => Problems.KeyReused(),
        _ => Problems.TicketNotFound(),
    };
}
