using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Support.Domain.Access;
using Support.Domain.Routing;
using Support.Functions.Desk.Agents;
using Support.Platform.Http;
using Support.Platform.Model;

namespace Support.Functions.Desk.Routing;

/// <summary><c>POST /api/desk/routing/explain</c>: what the routing rules would make of a ticket, and why. Nothing is opened.</summary>
public sealed class ExplainRoutingFunction(SignedInAgents agents, SupportModelSource model)
{
    /// <summary>Asks the rules.</summary>
    [Function("ExplainRouting")]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "desk/routing/explain")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        if (agents.Find(request, DeskQuery.Desk).Problem is { } problem)
        {
            return problem;
        }

        JsonBody body = await JsonBody.ReadAsync(request, mayBeEmpty: false, cancellationToken);
        if (body.Problem is { } unreadable)
        {
            return unreadable;
        }

        return RoutingQuestion.Read(body.Root, model.Current, out IReadOnlyList<FieldError> errors) is { } facts
            ? new JsonAnswer(TicketRouting.Route(facts, model.Current))
            : Problems.InvalidFields(errors);
    }
}
