using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Support.Domain.Tickets;
using Support.Domain.Vendors;
using Support.Functions.Intake.Tickets;
using Support.Platform.Http;
using Support.Platform.Tickets;

namespace Support.Functions.Intake.Vendors;

/// <summary><c>GET</c> and <c>POST /api/vendor/tickets/{id}</c>: the vendor whom a ticket was sent to looks at it, and answers.</summary>
public sealed class VendorAnswerFunction(TicketDesk desk, VendorTickets tickets)
{
    private static readonly BodyField<string?> Reference = BodyFields.Text("reference", 120, "Your reference for the ticket.");

    private static readonly BodyField<string?> Message =
        BodyFields.Text("message", TicketSubmission.TextLengthMax, "What you have to say.", multiline: true);

    private static readonly BodyField<VendorWord?> Status = BodyFields.Word<VendorWord>(
        "status", "How it stands; left out, a message is an answer and a reference alone a receipt.");

    /// <summary>Every member that an answer may have; at least one must be there.</summary>
    public static IReadOnlyList<BodyField> Members { get; } = [Reference, Message, Status];

    /// <summary>What was asked, and what was said so far.</summary>
    [Function("ReadVendorTicket")]
    public async Task<IResult> ReadAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "vendor/tickets/{id}")] HttpRequest request,
        string id,
        CancellationToken cancellationToken) =>
        await tickets.FindAsync(id, request, cancellationToken) is { } found
            ? new JsonAnswer(await tickets.ViewAsync(found.Ticket, cancellationToken))
            : Problems.TicketNotFound();

    /// <summary>
    /// Takes an answer: <c>reference</c>, <c>message</c> and <c>status</c> (acknowledged, inProgress, answered or resolved),
    /// at least one of them.
    /// </summary>
    [Function("AnswerVendorTicket")]
    public async Task<IResult> AnswerAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "vendor/tickets/{id}")] HttpRequest request,
        string id,
        CancellationToken cancellationToken)
    {
        if (await tickets.FindAsync(id, request, cancellationToken) is not { } found)
        {
            return Problems.TicketNotFound();
        }

        JsonBody body = await JsonBody.ReadAsync(request, mayBeEmpty: false, cancellationToken);
        var guards = RequestGuards.Read(request, $"vendor {found.Ticket.Id} {found.Vendor.Email}", body.Hash);
        if ((body.Problem ?? guards.Problem) is { } problem)
        {
            return problem;
        }

        var fields = new FieldReader(body.Root);
        RecordVendorAnswer answer = Read(fields);
        if (fields.Errors.Count > 0)
        {
            return Problems.InvalidFields(fields.Errors);
        }

        var from = new CommandRequest
        {
            Actor = new Actor(ActorKind.Vendor, found.Vendor.Email, found.Vendor.Name),
            Channel = IntakeChannel.Api,
            Key = guards.Key,
        };
        return await AnswerOfAsync(await desk.ExecuteAsync(found.Ticket.Id, answer, from, cancellationToken), cancellationToken);
    }

    private static RecordVendorAnswer Read(FieldReader fields)
    {
        string? reference = Reference.In(fields);
        string? message = Message.In(fields);
        VendorWord? status = Status.In(fields);
        fields.RejectUnknown();
        if (reference is null && message is null && status is null && fields.Errors.Count == 0)
        {
            fields.Reject("message", "Name a message, a reference, a status, or several of them.");
        }

        return new RecordVendorAnswer(status, reference, message);
    }

    private async Task<IResult> AnswerOfAsync(CommandResult result, CancellationToken cancellationToken) => result switch
    {
        CommandResult.Done done => new JsonAnswer(await tickets.ViewAsync(done.Ticket, cancellationToken)) { Replayed = done.Replayed },
        CommandResult.Refused refused => Problems.CommandRefused(refused.Reason),
        CommandResult.KeyReused => Problems.KeyReused(),
        _ => Problems.TicketNotFound(),
    };
}
