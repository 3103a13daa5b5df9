using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Support.Domain.Chat;
using Support.Domain.Tickets;
using Support.Platform.Receipts;
using Support.Platform.Relations;
using Support.Platform.Tickets;

namespace Support.Platform.Chat;

/// <summary>
/// Takes what a visitor writes into the tickets: the first message opens one, the next ones are added, and one to a ticket
/// that is over opens a follow-up. However often a message is sent, and wherever the process died, it stands there once.
/// </summary>
public sealed class ChatWriting(TicketDesk desk, ChatSessions sessions, IntakeReceipts receipts, MergedConversations merged)
{
    // A chat goes on in another ticket only when somebody ended the one before.
    private const int TicketsMax = 50;

    /// <summary>Takes a message.</summary>
    /// <param name="session">The chat.</param>
    /// <param name="clientId">The visitor's id of the message: the same one again is the same message again.</param>
    /// <param name="text">What they write.</param>
    /// <param name="application">The application of a ticket that it opens; null for what the rules say.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<ChatWritten> WriteAsync(
        ChatSession session, string clientId, string text, string? application, CancellationToken cancellationToken)
    {
        string hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
        string start = (session.Tickets.Count - 1).ToString(CultureInfo.InvariantCulture);
        IntakeReceipt receipt = await receipts.BeginAsync(new DeliveryKey($"chat {session.Id}", clientId), hash, start, cancellationToken);
        if (receipt.BodyHash != hash)
        {
            return new ChatWritten(null, null, Replayed: false);
        }

        var source = new MessageSource { Id = clientId, Url = Uri.TryCreate(session.Page, UriKind.Absolute, out Uri? page) ? page : null };
        for (int index = int.Parse(receipt.Plan, CultureInfo.InvariantCulture); index < TicketsMax; index++)
        {
            CommandResult result = await AddAsync(session, index, text, application, source, receipt.CommandKey, cancellationToken);
            switch (result)
            {
                case CommandResult.Done done:
                    long position = ChatPosition.Of(index, done.Ticket.Messages);
                    if (!receipt.IsDone)
                    {
                        await receipts.CompleteAsync(receipt, position.ToString(CultureInfo.InvariantCulture), cancellationToken);
                    }

                    return new ChatWritten(done.Ticket, position, receipt.Known);
                case CommandResult.Refused { Ticket: { Merged: not null } over }:
                    Ticket end = await merged.EndOfAsync(over, cancellationToken);
                    session = await sessions.GoOnAsync(session, index + 1, new ChatTicket(end.Id, end.Messages + 1), cancellationToken);
                    break;
                default:
                    session = await sessions.GoOnAsync(session, index + 1, null, cancellationToken);
                    break;
            }
        }

        throw new InvalidOperationException("A chat is held in too many tickets.");
    }

    private async Task<CommandResult> AddAsync(
        ChatSession session, int index, string text, string? application, MessageSource source, IdempotencyKey key, CancellationToken cancellationToken)
    {
        TicketId id = session.Tickets[index].Id;
        var request = new CommandRequest { Actor = session.Actor, Channel = IntakeChannel.Chat, Key = key };
        var enclosures = new Enclosures { Source = source };
        var message = new AddRequesterMessage(text) { Enclosures = enclosures };
        CommandResult result = await desk.ExecuteAsync(id, message, request, cancellationToken);
        if (result is not CommandResult.NotFound)
        {
            return result;
        }

        await sessions.LeadBackAsync(id, session, cancellationToken);
        var open = new OpenTicket
        {
            Subject = ChatVisitor.Subject(text),
            Description = text,
            Requester = session.Requester,
            Application = application,
            FollowUpOf = index > 0 ? session.Tickets[index - 1].Id : null,
            Enclosures = enclosures,
        };
        result = await desk.OpenAsync(open, request, id, cancellationToken);

        // Somebody else opened it at the same moment: this message is its second. If it was this one, its key says so.
        return result is CommandResult.Done { Replayed: true }
            ? await desk.ExecuteAsync(id, message, request, cancellationToken)
            : result;
    }
}

/// <summary>What became of a visitor's message.</summary>
/// <param name="Ticket">The ticket right afterwards; null when the id was used before for another message.</param>
/// <param name="Position">Its place in the chat; null likewise.</param>
/// <param name="Replayed">Whether it had been taken before.</param>
public sealed record ChatWritten(Ticket? Ticket, long? Position, bool Replayed);
