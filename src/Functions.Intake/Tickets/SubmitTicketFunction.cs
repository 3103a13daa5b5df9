using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Support.Domain.Tickets;
using Support.Platform.ApiKeys;
using Support.Platform.Http;
using Support.Platform.Model;
using Support.Platform.Tickets;

namespace Support.Functions.Intake.Tickets;

/// <summary><c>POST /api/tickets</c>: a customer opens a ticket.</summary>
public sealed class SubmitTicketFunction(SubmissionDoor door, RequesterTickets tickets, SupportModelSource model)
{
    /// <summary>Opens a ticket.</summary>
    [Function("SubmitTicket")]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "tickets")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        JsonBody body = await JsonBody.ReadAsync(
            request, mayBeEmpty: false, AttachedFiles.BodyMax(model.Current.Intake.Limits.Attachments), cancellationToken);
        if (body.Problem is { } unreadable)
        {
            return unreadable;
        }

        var key = ApiKey.Of(request);
        if (key is null && !model.Current.Intake.Anonymous)
        {
            return Problems.Unauthorized();
        }

        if (key?.Allows(ApiKey.WriteTickets) == false)
        {
            return Problems.KeyNotForThis(ApiKey.WriteTickets);
        }

        var guards = RequestGuards.Read(request, key is null ? "anonymous" : $"key {key.Id}", body.Hash);
        if (guards.Problem is { } wrongHeader)
        {
            return wrongHeader;
        }

        if (TicketSubmission.Read(body.Root, model.Current, out IReadOnlyList<FieldError> errors) is not { } submission)
        {
            return Problems.InvalidFields(errors);
        }

        CommandResult result = await door.OpenAsync(
            submission with { Command = submission.Command with { Organisation = key?.Organisation } },
            new CommandRequest
            {
                Actor = new Actor(ActorKind.Requester, submission.Command.Requester.Email, submission.Command.Requester.Name),
                Channel = IntakeChannel.Api,
                Key = guards.Key,
            },
            cancellationToken);
        return await tickets.OpenedAsync(result, cancellationToken);
    }
}
