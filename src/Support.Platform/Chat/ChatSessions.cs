using System.Globalization;
using System.Security.Cryptography;
using Azure;
using Azure.Data.Tables;
using Support.Domain.Tickets;
using Support.Platform.Storage;

namespace Support.Platform.Chat;

/// <summary>
/// The chats: a row each, and a row for each ticket that leads back to its chat. What was said is in the tickets alone.
/// </summary>
public sealed class ChatSessions(TableServiceClient tables, TimeProvider time, RandomNumberGenerator random)
{
    private const string SessionRow = "session";
    private const string TicketRow = "ticket";
    private const int IdLength = 32;
    private readonly TableClient _chats = tables.GetTableClient(TableNames.Chats);

    /// <summary>Begins a chat; nothing is opened yet.</summary>
    /// <param name="visitor">Gives a chat, whose id and tickets are not there yet, what the visitor said.</param>
    /// <param name="lasts">For how long the visitor can come back.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<ChatSession> BeginAsync(Func<ChatSession, ChatSession> visitor, TimeSpan lasts, CancellationToken cancellationToken)
    {
        DateTimeOffset now = time.GetUtcNow();
        ChatSession session = visitor(new ChatSession
        {
            Id = random.NewName(),
            CreatedAt = now,
            ExpiresAt = now + lasts,
            Tickets = [new ChatTicket(random.NewTicketId(), 1)],
        });
        await _chats.AddEntityAsync(RowOf(session), cancellationToken);
        return session;
    }

    /// <summary>The chat of that id; null when there is none.</summary>
    public async Task<ChatSession?> FindAsync(string session, CancellationToken cancellationToken)
    {
        if (session.Length != IdLength || !session.All(char.IsAsciiHexDigitLower))
        {
            return null;
        }

        NullableResponse<TableEntity> row = await _chats.GetEntityIfExistsAsync<TableEntity>(session, SessionRow, cancellationToken: cancellationToken);
        return row is { HasValue: true, Value: { } found } ? Read(found) : null;
    }

    /// <summary>The chat that a ticket holds a part of; null when it holds none.</summary>
    public async Task<ChatSession?> OfTicketAsync(TicketId ticket, CancellationToken cancellationToken)
    {
        NullableResponse<TableEntity> row = await _chats.GetEntityIfExistsAsync<TableEntity>(ticket.Value, TicketRow, cancellationToken: cancellationToken);
        return row is { HasValue: true, Value: { } found } ? await FindAsync(found.GetString("Session"), cancellationToken) : null;
    }

    /// <summary>Lets a ticket lead back to its chat. Written before the ticket is opened, so that none is without; repeating it is harmless.</summary>
    public async Task LeadBackAsync(TicketId ticket, ChatSession session, CancellationToken cancellationToken) =>
        await _chats.UpsertEntityAsync(new TableEntity(ticket.Value, TicketRow) { ["Session"] = session.Id }, TableUpdateMode.Replace, cancellationToken);

    /// <summary>
    /// Lets the chat go on in another ticket after that many: in the one that is named, or under a new reference. Of several who
    /// do so at once all get what the first one chose.
    /// </summary>
    public async Task<ChatSession> GoOnAsync(ChatSession session, int after, ChatTicket? named, CancellationToken cancellationToken)
    {
        ChatSession current = session;
        while (current.Tickets.Count <= after)
        {
            ChatSession longer = current with { Tickets = [.. current.Tickets, named ?? new ChatTicket(random.NewTicketId(), 1)] };
            try
            {
                await _chats.UpdateEntityAsync(RowOf(longer), current.ETag, TableUpdateMode.Merge, cancellationToken);
            }
            catch (RequestFailedException lost) when (lost.Status == 412)
            {
                // Another writer was faster; what it wrote is read.
            }

            current = await FindAsync(session.Id, cancellationToken) ?? throw new InvalidOperationException("A chat is gone.");
        }

        return current;
    }

    /// <summary>Writes down how far the visitor has certainly seen everything. It is never taken back.</summary>
    public async Task SawAsync(ChatSession session, long position, CancellationToken cancellationToken)
    {
        if (position > session.Seen)
        {
            await MergeAsync(session.Id, row => row["Seen"] = position, cancellationToken);
        }
    }

    /// <summary>Counts a message that the visitor sends. Of two at the same moment one may not be counted.</summary>
    public async Task CountAsync(ChatSession session, CancellationToken cancellationToken)
    {
        DateTimeOffset now = time.GetUtcNow();
        bool sameMinute = now < session.MinuteBeganAt.AddMinutes(1);
        await MergeAsync(
            session.Id,
            row =>
            {
                row["Sent"] = session.Sent + 1;
                row["MinuteBeganAt"] = sameMinute ? session.MinuteBeganAt : now;
                row["SentInMinute"] = sameMinute ? session.SentInMinute + 1 : 1;
            },
            cancellationToken);
    }

    private async Task MergeAsync(string session, Action<TableEntity> change, CancellationToken cancellationToken)
    {
        var row = new TableEntity(session, SessionRow);
        change(row);
        await _chats.UpdateEntityAsync(row, ETag.All, TableUpdateMode.Merge, cancellationToken);
    }

    private static TableEntity RowOf(ChatSession session) => new(session.Id, SessionRow)
    {
        ["Email"] = session.Email,
        ["Name"] = session.Name,
        ["Application"] = session.Application,
        ["Page"] = session.Page,
        ["CreatedAt"] = session.CreatedAt,
        ["ExpiresAt"] = session.ExpiresAt,
        ["Tickets"] = string.Join(' ', session.Tickets.Select(static ticket => string.Create(CultureInfo.InvariantCulture, $"{ticket.Id}:{ticket.From}"))),
    };

    private static ChatSession Read(TableEntity row) => new()
    {
        Id = row.PartitionKey,
        Email = row.GetString("Email"),
        Name = row.GetString("Name"),
        Application = row.GetString("Application"),
        Page = row.GetString("Page"),
        CreatedAt = row.GetDateTimeOffset("CreatedAt") ?? default,
        ExpiresAt = row.GetDateTimeOffset("ExpiresAt") ?? default,
        Tickets = [.. row.GetString("Tickets").Split(' ').Select(ReadTicket)],
        Seen = row.GetInt64("Seen") ?? 0,
        Sent = row.GetInt32("Sent") ?? 0,
        MinuteBeganAt = row.GetDateTimeOffset("MinuteBeganAt") ?? default,
        SentInMinute = row.GetInt32("SentInMinute") ?? 0,
        ETag = row.ETag,
    };

    private static ChatTicket ReadTicket(string text)
    {
        int colon = text.IndexOf(':', StringComparison.Ordinal);
        return new ChatTicket(TicketId.Parse(text[..colon]), int.Parse(text.AsSpan(colon + 1), CultureInfo.InvariantCulture));
    }
}
