using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Support.Platform.Http;

namespace Support.Functions.Intake.Tickets;

/// <summary><c>GET /api/tickets/{id}</c>: the requester looks at a ticket.</summary>
public sealed class ReadTicketFunction(RequesterTickets tickets)
{
    /// <summary>Reads a ticket.</summary>
    [Function("ReadTicket")]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "tickets/{id}")] HttpRequest request,
        string id,
        CancellationToken cancellationToken) =>
        await tickets.FindAsync(id, request, cancellationToken) is { } ticket
            ? await tickets.ReadAsync(ticket, cancellationToken)
            : Problems.TicketNotFound();
}
