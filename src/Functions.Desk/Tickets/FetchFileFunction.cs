using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Support.Domain.Tickets;
using Support.Platform.Attachments;
using Support.Platform.Http;
using Support.Platform.Tickets;

namespace Support.Functions.Desk.Tickets;

/// <summary>
/// <c>GET /api/desk/tickets/{id}/attachments/{content}</c>: an agent fetches a file of a message, or what the message was
/// before it became one. Only what a message of that ticket names is given out, whatever names there are.
/// </summary>
public sealed class FetchFileFunction(KnownTickets known, TicketStore store, ServedFiles files)
{
    /// <summary>Fetches a file.</summary>
    [Function("FetchTicketAttachment")]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "desk/tickets/{id}/attachments/{content}")] HttpRequest request,
        string id,
        string content,
        CancellationToken cancellationToken)
    {
        (_, Ticket? ticket, Problem? problem) = await known.FindAsync(request, id, cancellationToken);
        if (ticket is null)
        {
            return problem!;
        }

        foreach (TicketMessage message in await store.MessagesAsync(ticket.Id, cancellationToken))
        {
            if (NameOf(message, content) is { } name)
            {
                return await files.AnswerAsync(content, name, cancellationToken);
            }
        }

        return Problems.FileNotFound();
    }

    private static string? NameOf(TicketMessage message, string content)
    {
        if (message.Files?.FirstOrDefault(file => file.Content == content) is { } file)
        {
            return file.Name;
        }

        return message.Source switch
        {
            { Original: { } original } when original == content => $"message-{message.Number}.eml",
            { Html: { } html } when html == content => $"message-{message.Number}.html",
            { WholeText: { } text } when text == content => $"message-{message.Number}.txt",
            _ => null,
        };
    }
}
