using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Support.Domain.Chat;
using Support.Domain.Model;
using Support.Platform.Chat;
using Support.Platform.Http;
using Support.Platform.Model;

namespace Support.Functions.Intake.Chat;

/// <summary><c>POST /api/chat/sessions</c>: a visitor begins a chat. No ticket is opened before they write.</summary>
public sealed class OpenChatFunction(ChatDoor door, ChatSessions sessions, ChatTokens tokens, SupportModelSource source, TimeProvider time)
{
    /// <summary>Begins a chat.</summary>
    [Function("OpenChat")]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "chat/sessions")] HttpRequest request,
        CancellationToken cancellationToken) =>
        door.PassAsync(request, () => OpenAsync(request, cancellationToken));

    private async Task<IResult> OpenAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        SupportModel model = source.Current;
        if (!model.Intake.Anonymous)
        {
            return Problems.Unauthorized();
        }

        JsonBody body = await JsonBody.ReadAsync(request, mayBeEmpty: true, cancellationToken);
        if (body.Problem is { } unreadable)
        {
            return unreadable;
        }

        var fields = new FieldReader(body.Root);
        if (ChatOpening.Read(fields, model) is not { } visitor)
        {
            return Problems.InvalidFields(fields.Errors);
        }

        ChatSession session = await sessions.BeginAsync(visitor, model.Intake.Chat.SessionLasts, cancellationToken);
        ChatWelcome welcome = ChatWelcome.At(time.GetUtcNow(), model, session.Application, session.Requester);
        string token = await tokens.OfAsync(session, cancellationToken);
        return new JsonAnswer(
            new ChatOpened(session.Id, token, session.ExpiresAt, model.Organisation.Name, welcome), StatusCodes.Status201Created);
    }
}
