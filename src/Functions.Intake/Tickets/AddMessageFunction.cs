using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Support.Domain.Model;
using Support.Domain.Tickets;
using Support.Platform.ApiKeys;
using Support.Platform.Attachments;
using Support.Platform.Http;
using Support.Platform.Links;
using Support.Platform.Model;
using Support.Platform.Relations;
using Support.Platform.Tickets;

namespace Support.Functions.Intake.Tickets;

/// <summary><c>POST /api/tickets/{id}/messages</c>: the requester writes again.</summary>
public sealed class AddMessageFunction(
    TicketDesk desk, RequesterTickets tickets, MergedConversations merged, TicketLinks links, AttachmentIntake attachments, SupportModelSource model)
{
    /// <summary>Adds a message; to a closed ticket it opens a follow-up.</summary>
    [Function("AddMessage")]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "tickets/{id}/messages")] HttpRequest request,
        string id,
        CancellationToken cancellationToken)
    {
        if (await tickets.FindAsync(id, request, cancellationToken) is not { } ticket)
        {
            return Problems.TicketNotFound();
        }

        if (ApiKey.Of(request)?.Allows(ApiKey.WriteTickets) == false)
        {
            return Problems.KeyNotForThis(ApiKey.WriteTickets);
        }

        JsonBody body = await JsonBody.ReadAsync(request, mayBeEmpty: false, AttachedFiles.BodyMax(Limits), cancellationToken);
        var guards = RequestGuards.Read(request, $"requester {ticket.Id}", body.Hash);
        if ((body.Problem ?? guards.Problem) is { } problem)
        {
            return problem;
        }

        var fields = new FieldReader(body.Root);
        string? text = fields.Text("text", TicketSubmission.TextLengthMax, required: true, multiline: true);
        IReadOnlyList<JudgedFile> files = AttachedFiles.Read(fields, Limits);
        fields.RejectUnknown();
        if (text is null || fields.Errors.Count > 0)
        {
            return Problems.InvalidFields(fields.Errors);
        }

        KeptFiles kept = await attachments.KeepAllAsync(files, guards.Key, cancellationToken);
        return await AddAsync(ticket, new AddRequesterMessage(text) { Enclosures = new Enclosures { Files = kept.Files } }, guards, cancellationToken);
    }

    private AttachmentLimits Limits => model.Current.Intake.Limits.Attachments;

    private async Task<IResult> AddAsync(Ticket ticket, AddRequesterMessage message, RequestGuards guards, CancellationToken cancellationToken)
    {
        Requester writer = ticket.Requester;
        var request = new CommandRequest
        {
            Actor = new Actor(ActorKind.Requester, ticket.Requester.Email, ticket.Requester.Name),
            Channel = IntakeChannel.Api,
            Key = guards.Key,
            IfVersion = guards.IfVersion,
        };

        // The ticket is asked first, over or not: a repeated key is answered as the first time, even if it closed since.
        CommandResult result = await desk.ExecuteAsync(ticket.Id, message, request, cancellationToken);
        if (result is CommandResult.Refused { Ticket: { Merged: not null } source })
        {
            // What is written to a ticket that goes on in another lands there.
            ticket = await merged.EndOfAsync(source, cancellationToken);
            result = await desk.ExecuteAsync(ticket.Id, message, request with { IfVersion = null }, cancellationToken);
        }

        if (result is CommandResult.Refused { Ticket: { IsOver: true } closed })
        {
            result = await desk.OpenAsync(FollowUp(closed, writer, message), request, cancellationToken);
            return await tickets.OpenedAsync(result, cancellationToken);
        }

        if (result is not CommandResult.Done done)
        {
            return await tickets.OpenedAsync(result, cancellationToken);
        }

        Uri link = await links.ForRequesterAsync(ticket.Id, ticket.OpenedAt, cancellationToken);
        return new JsonAnswer(RequesterTicket.Of(done.Ticket, link)) { Version = done.Ticket.Version, Replayed = done.Replayed };
    }

    private static OpenTicket FollowUp(Ticket closed, Requester writer, AddRequesterMessage message) => new()
    {
        Subject = closed.Subject,
        Description = message.Text,
        Enclosures = message.Enclosures,
        Requester = writer,
        Application = closed.Application,
        Kind = closed.Kind,
        Impact = closed.Impact,
        Urgency = closed.Urgency,
        FollowUpOf = closed.Id,
    };
}
