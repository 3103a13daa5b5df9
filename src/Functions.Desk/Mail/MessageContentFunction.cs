using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Support.Domain.Tickets;
using Support.Functions.Desk.Tickets;
using Support.Platform.Attachments;
using Support.Platform.Http;
using Support.Platform.Tickets;

namespace Support.Functions.Desk.Mail;

/// <summary>
/// <c>GET /api/desk/tickets/{id}/messages/{number}/original</c>, <c>…/html</c> and <c>…/text</c>: what a message was before it
/// became one. To be saved, not shown: a browser runs nothing of it.
/// </summary>
public sealed class MessageContentFunction(TicketStore store, KnownTickets known, ServedFiles files)
{
    /// <summary>The whole as it came.</summary>
    [Function("ShowMessageOriginal")]
    public Task<IResult> OriginalAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "desk/tickets/{id}/messages/{number}/original")] HttpRequest request,
        string id,
        string number,
        CancellationToken cancellationToken) =>
        AnswerAsync(request, id, number, static source => (source.Original, "eml"), cancellationToken);

    /// <summary>Its HTML, safe to show.</summary>
    [Function("ShowMessageHtml")]
    public Task<IResult> HtmlAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "desk/tickets/{id}/messages/{number}/html")] HttpRequest request,
        string id,
        string number,
        CancellationToken cancellationToken) =>
        AnswerAsync(request, id, number, static source => (source.Html, "html"), cancellationToken);

    /// <summary>Its whole text with quotes and signatures.</summary>
    [Function("ShowMessageText")]
    public Task<IResult> TextAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "desk/tickets/{id}/messages/{number}/text")] HttpRequest request,
        string id,
        string number,
        CancellationToken cancellationToken) =>
        AnswerAsync(request, id, number, static source => (source.WholeText, "txt"), cancellationToken);

    private async Task<IResult> AnswerAsync(
        HttpRequest request, string id, string number, Func<MessageSource, (string? Content, string Extension)> which, CancellationToken cancellationToken)
    {
        (_, Ticket? ticket, Problem? problem) = await known.FindAsync(request, id, cancellationToken);
        if (ticket is null)
        {
            return problem!;
        }

        return int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out int index)
            && await store.FindMessageAsync(ticket.Id, index, cancellationToken) is { Source: { } source }
            && which(source) is ({ } content, var extension)
            ? await files.AnswerAsync(content, $"{ticket.Id}-{index}.{extension}", cancellationToken)
            : MailProblems.NoSuchContent();
    }
}
