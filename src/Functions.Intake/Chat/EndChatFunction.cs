using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Support.Domain.Chat;
using Support.Domain.Tickets;
using Support.Platform.Chat;
using Support.Platform.Http;
using Support.Platform.Tickets;

namespace Support.Functions.Intake.Chat;

/// <summary><c>POST /api/chat/sessions/{session}/end</c>: the visitor leaves the chat. Their ticket goes on.</summary>
public sealed class EndChatFunction(ChatDoor door, TicketDesk desk)
{
    private static readonly BodyField<bool?> Transcript = BodyFields.Flag(
        "transcript", "Whether to mail the visitor what was said, if they gave an address and somebody answered; left out, it is mailed.");

    /// <summary>Every member.</summary>
    public static IReadOnlyList<BodyField> Fields { get; } = [Transcript];

    /// <summary>Ends the chat. Ending it again is harmless.</summary>
    [Function("EndChat")]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "chat/sessions/{session}/end")] HttpRequest request,
        string session,
        CancellationToken cancellationToken) =>
        door.PassAsync(request, session, found => EndAsync(request, found, cancellationToken), cancellationToken);

    private async Task<IResult> EndAsync(HttpRequest request, ChatSession session, CancellationToken cancellationToken)
    {
        JsonBody body = await JsonBody.ReadAsync(request, mayBeEmpty: true, cancellationToken);
        if (body.Problem is { } unreadable)
        {
            return unreadable;
        }

        var fields = new FieldReader(body.Root);
        bool transcript = (Transcript.In(fields) ?? true) && session.Email is not null;
        fields.RejectUnknown();
        if (fields.Errors.Count > 0)
        {
            return Problems.InvalidFields(fields.Errors);
        }

        // Of a chat in which nothing was written there is nothing to end.
        CommandResult result = await desk.ExecuteAsync(
            session.Tickets[^1].Id,
            new EndChat(transcript),
            new CommandRequest { Actor = session.Actor, Channel = IntakeChannel.Chat },
            cancellationToken);
        bool sent = result is CommandResult.Done { Ticket.Chat.TranscriptSent: true };
        return new JsonAnswer(new ChatEnd(Ended: true, Transcript: sent));
    }
}
