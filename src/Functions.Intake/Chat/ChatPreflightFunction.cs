using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Support.Functions.Intake.Chat;

/// <summary><c>OPTIONS /api/chat/…</c>: a browser asks whether a page may chat.</summary>
public sealed class ChatPreflightFunction(ChatDoor door)
{
    /// <summary>Answers for every address below.</summary>
    [Function("ChatPreflight")]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "options", Route = "chat/{*path}")] HttpRequest request,
        CancellationToken cancellationToken) =>
        door.PassAsync(request, () => Task.FromResult(CrossOriginAnswer.Preflight));
}
