using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Support.Domain.Access;
using Support.Domain.Tickets;
using Support.Functions.Desk.Agents;
using Support.Functions.Desk.Tickets.Commands;
using Support.Platform.Http;
using Support.Platform.Model;
using Support.Platform.Tickets;

namespace Support.Functions.Desk.Tickets.Phone;

/// <summary><c>POST /api/desk/tickets</c>: an agent enters a ticket for who called, came by, or wrote to them.</summary>
public sealed class EnterTicketFunction(TicketDesk desk, SignedInAgents agents, SupportModelSource model, TimeProvider time)
{
    /// <summary>Opens the ticket.</summary>
    [Function("EnterTicket")]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "desk/tickets")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        (SignedInAgent? agent, Problem? problem) = agents.Find(request);
        if (agent is null)
        {
            return problem!;
        }

        JsonBody body = await JsonBody.ReadAsync(request, mayBeEmpty: false, cancellationToken);
        var guards = RequestGuards.Read(request, $"agent {agent.Id}", body.Hash);
        if ((body.Problem ?? guards.Problem) is { } unreadable)
        {
            return unreadable;
        }

        var fields = new FieldReader(body.Root);
        if (EnteredTicket.Read(fields, model.Current, time.GetUtcNow()) is not var (command, channel))
        {
            return Problems.InvalidFields(fields.Errors);
        }

        if (AccessRules.RefusalToOpen(agent.User, command.Application ?? model.Current.Intake.DefaultApplication) is { } reason)
        {
            return Problems.Forbidden(reason);
        }

        CommandResult result = await desk.OpenAsync(command, RequestOf(agent, channel, guards), cancellationToken);
        return result is CommandResult.Done done
            ? new JsonAnswer(AgentTicket.Of(done.Ticket, model, time.GetUtcNow()), StatusCodes.Status201Created)
            {
                Version = done.Ticket.Version,
                Replayed = done.Replayed,
                Location = new Uri($"/api/desk/tickets/{done.Ticket.Id}", UriKind.Relative),
            }
            : CommandDoor.ProblemOf(result)!;
    }

    private static CommandRequest RequestOf(SignedInAgent agent, IntakeChannel channel, RequestGuards guards) => new()
    {
        Actor = new Actor(ActorKind.Agent, agent.Id, agent.Name),
        Channel = channel,
        Key = guards.Key,
        Scope = agent.User.Scope,
    };
}
