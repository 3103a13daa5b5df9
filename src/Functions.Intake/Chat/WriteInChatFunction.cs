using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Support.Functions.Intake.Tickets;
using Support.Platform.Chat;
using Support.Platform.Http;
using Support.Platform.Links;
using Support.Platform.Model;

namespace Support.Functions.Intake.Chat;

/// <summary><c>POST /api/chat/sessions/{session}/messages</c>: the visitor writes.</summary>
public sealed class WriteInChatFunction(
    ChatDoor door, ChatSessions sessions, ChatWriting writing, TicketLinks links, SupportModelSource model, TimeProvider time)
{
    /// <summary>The longest message.</summary>
    public const int TextLengthMax = 8000;

    /// <summary>How many messages a chat takes within a minute.</summary>
    public const int MessagesPerMinuteMax = 30;

    private const int IdLengthMax = 64;
    private const int MessagesMax = 1000;

    private static readonly BodyField<string> Id = BodyFields.NeededText(
        "id", IdLengthMax, "An id of your own for the message, such as a UUID: sent again with it, it is the same message.");

    private static readonly BodyField<string> Text = BodyFields.NeededText("text", TextLengthMax, "What the visitor writes.", multiline: true);

    /// <summary>Every member.</summary>
    public static IReadOnlyList<BodyField> Fields { get; } = [Id, Text];

    /// <summary>Takes a message.</summary>
    [Function("WriteInChat")]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "chat/sessions/{session}/messages")] HttpRequest request,
        string session,
        CancellationToken cancellationToken) =>
        door.PassAsync(request, session, found => WriteAsync(request, found, cancellationToken), cancellationToken);

    private async Task<IResult> WriteAsync(HttpRequest request, ChatSession session, CancellationToken cancellationToken)
    {
        JsonBody body = await JsonBody.ReadAsync(request, mayBeEmpty: false, cancellationToken);
        if ((body.Problem ?? TooMuch(session)) is { } problem)
        {
            return problem;
        }

        var fields = new FieldReader(body.Root);
        (string id, string text) = (Id.In(fields), Text.In(fields));
        fields.RejectUnknown();
        if (fields.Errors.Count > 0)
        {
            return Problems.InvalidFields(fields.Errors);
        }

        await sessions.CountAsync(session, cancellationToken);
        ChatWritten written = await writing.WriteAsync(
            session, id, text, session.Application ?? model.Current.Intake.Chat.Application, cancellationToken);
        if (written is not { Ticket: { } ticket, Position: { } position })
        {
            return Problems.KeyReused();
        }

        Uri link = await links.ForRequesterAsync(ticket.Id, ticket.OpenedAt, cancellationToken);
        return new JsonAnswer(new ChatTaken(position, ticket.Id, NextForRequester.Of(ticket), link), StatusCodes.Status201Created)
        {
            Replayed = written.Replayed,
        };
    }

    private Problem? TooMuch(ChatSession session)
    {
        if (session.Sent >= MessagesMax)
        {
            return Problems.ChatIsFull(MessagesMax);
        }

        TimeSpan left = session.MinuteBeganAt.AddMinutes(1) - time.GetUtcNow();
        return session.SentInMinute >= MessagesPerMinuteMax && left > TimeSpan.Zero
            ? Problems.TooMany("chat", (int)Math.Ceiling(left.TotalSeconds))
            : null;
    }
}
