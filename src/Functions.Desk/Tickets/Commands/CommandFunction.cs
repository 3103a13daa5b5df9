using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Support.Domain.Tickets;
using Support.Functions.Desk.Agents;
using Support.Platform.Http;
using Support.Platform.Model;
using Support.Platform.Tickets;

namespace Support.Functions.Desk.Tickets.Commands;

/// <summary>
/// <c>POST /api/desk/tickets/{id}/{command}</c>, and <c>…/{family}/{command}</c> for commands such as <c>swarm/join</c>: an
/// agent does something to a ticket.
/// </summary>
public sealed class CommandFunction(TicketDesk desk, SignedInAgents agents, SupportModelSource model, TimeProvider time)
{
    /// <summary>Does a command.</summary>
    [Function("TicketCommand")]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "desk/tickets/{id}/{command}")] HttpRequest request,
        string id,
        string command,
        CancellationToken cancellationToken) =>
        DoAsync(request, id, command, cancellationToken);

    /// <summary>Does a command of a family.</summary>
    [Function("TicketFamilyCommand")]
    public Task<IResult> RunInFamilyAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "desk/tickets/{id}/{family}/{command}")] HttpRequest request,
        string id,
        string family,
        string command,
        CancellationToken cancellationToken) =>
        DoAsync(request, id, $"{family}/{command}", cancellationToken);

    private async Task<IResult> DoAsync(HttpRequest request, string id, string name, CancellationToken cancellationToken)
    {
        (SignedInAgent? agent, Problem? problem) = agents.Find(request);
        if (agent is null)
        {
            return problem!;
        }

        if (DeskCommands.Find(name) is not { } command)
        {
            return Problems.UnknownCommand(name);
        }

        if (!TicketId.TryParse(id, out TicketId ticketId))
        {
            return Problems.TicketNotFound();
        }

        JsonBody body = await JsonBody.ReadAsync(request, mayBeEmpty: true, cancellationToken);
        var guards = RequestGuards.Read(request, $"agent {agent.Id}", body.Hash);
        if ((body.Problem ?? guards.Problem) is { } unreadable)
        {
            return unreadable;
        }

        var fields = new FieldReader(body.Root);
        TicketCommand parsed = command.Parse(fields, agent.Id);
        return fields.Errors.Count > 0
            ? Problems.InvalidFields(fields.Errors)
            : Answer(await desk.ExecuteAsync(ticketId, parsed, Request(agent, guards), cancellationToken));
    }

    private static CommandRequest Request(SignedInAgent agent, RequestGuards guards) => new()
    {
        Actor = new Actor(ActorKind.Agent, agent.Id, agent.Name),
        Channel = IntakeChannel.Desk,
        Key = guards.Key,
        IfVersion = guards.IfVersion,
    };

    private IResult Answer(CommandResult result) => result switch
    {
        CommandResult.Done done => new JsonAnswer(AgentTicket.Of(done.Ticket, model, time.GetUtcNow()))
        {
            Version = done.Ticket.Version,
            Replayed = done.Replayed,
        },
        CommandResult.Refused refused => Problems.CommandRefused(refused.Reason),
        CommandResult.Stale stale => Problems.Stale(stale.Ticket.Version),
        CommandResult.KeyReused => Problems.KeyReused(),
        _ => Problems.TicketNotFound(),
    };
}
