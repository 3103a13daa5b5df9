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
public sealed class CommandFunction(CommandDoor door, SignedInAgents agents, SupportModelSource model, TimeProvider time)
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

        JsonBody body = await JsonBody.ReadAsync(request, mayBeEmpty: true, cancellationToken);
        var guards = RequestGuards.Read(request, $"agent {agent.Id}", body.Hash);
        if ((body.Problem ?? guards.Problem) is { } unreadable)
        {
            return unreadable;
        }

        (TicketCommand? command, Problem? mistake) = CommandDoor.Read(name, new FieldReader(body.Root), agent);
        if (command is null)
        {
            return mistake!;
        }

        if (!TicketId.TryParse(id, out TicketId ticketId))
        {
            return Problems.TicketNotFound();
        }

        CommandResult result = await door.DoAsync(ticketId, command, agent, guards.Key, guards.IfVersion, cancellationToken);
        return result is CommandResult.Done done
            ? new JsonAnswer(AgentTicket.Of(done.Ticket, model, time.GetUtcNow())) { Version = done.Ticket.Version, Replayed = done.Replayed }
            : CommandDoor.ProblemOf(result)!;
    }
}
