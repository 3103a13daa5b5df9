using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Support.Platform.Attachments;
using Support.Platform.Http;

namespace Support.Functions.Intake.Tickets;

/// <summary><c>GET /api/attachments/{content}</c>: whoever holds a link that has not ended fetches its file.</summary>
public sealed class FetchAttachmentFunction(AttachmentLinks links, ServedFiles files)
{
    /// <summary>Fetches a file.</summary>
    [Function("FetchAttachment")]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "attachments/{content}")] HttpRequest request,
        string content,
        CancellationToken cancellationToken)
    {
        string? name = request.Query["name"];
        return await links.OpensAsync(content, name, request.Query["expires"], request.Query["signature"], cancellationToken)
            ? await files.AnswerAsync(content, name ?? string.Empty, cancellationToken)
            : Problems.FileNotFound();
    }
}
