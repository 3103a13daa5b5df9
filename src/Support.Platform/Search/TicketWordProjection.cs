using Azure;
using Azure.Data.Tables;
using Support.Domain.Search;
using Support.Domain.Tickets;
using Support.Platform.Storage;
using Support.Platform.Tickets;

namespace Support.Platform.Search;

/// <summary>
/// Keeps the index of words up with the tickets' changes, which may come twice, late and out of order. A ticket that is over
/// has no words in it. As in the agents' lists, the ticket's own row says first what will be written and deleted, and at last
/// that it was; a row too many is harmless, because a search looks at the ticket before it shows it.
/// </summary>
public sealed class TicketWordProjection(TableServiceClient tables, TicketStore tickets)
{
    /// <summary>The most words of a ticket; its subject's and its first messages' come first.</summary>
    public const int WordsMax = 400;

    private const int BatchMax = 100;
    private readonly TableClient _words = tables.GetTableClient(TableNames.TicketWords);

    /// <summary>Brings the words of a ticket up to a version.</summary>
    /// <param name="ticket">The ticket at that version.</param>
    /// <param name="opened">Whether the change opened it, so that it likely has no words yet.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task ApplyAsync(Ticket ticket, bool opened, CancellationToken cancellationToken)
    {
        TicketWordState? first = opened ? TicketWordState.Nothing : null;
        while (true)
        {
            TicketWordState state = first ?? await FindAsync(ticket.Id, cancellationToken);
            first = null;
            if (state.Version > ticket.Version || (state.IsDone && state.Version == ticket.Version))
            {
                return;
            }

            if (state.IsDone && IsSame(state, ticket))
            {
                return;
            }

            if (await TryApplyAsync(ticket, state, cancellationToken))
            {
                return;
            }
        }
    }

    // Most changes bring no words. A ticket that is over has none, whatever is noted to it still.
    private static bool IsSame(TicketWordState state, Ticket ticket) => ticket.IsOver
        ? state.Words.Count == 0
        : state.Subject == ticket.Subject && state.Messages == ticket.Messages && state.Words.Count > 0;

    private async Task<bool> TryApplyAsync(Ticket ticket, TicketWordState state, CancellationToken cancellationToken)
    {
        IReadOnlyList<string> words = ticket.IsOver ? [] : await WordsAsync(ticket, state, cancellationToken);
        var intent = new TicketWordState
        {
            Version = ticket.Version,
            IsDone = false,
            Subject = ticket.Subject,
            Messages = ticket.Messages,
            Words = words,
            Stale = [.. state.Words.Concat(state.Stale).Except(words)],
        };
        if (await TryWriteAsync(ticket.Id, intent, state.ETag, cancellationToken) is not { } etag)
        {
            return false;
        }

        await AddAsync(ticket, state.IsDone ? words.Except(state.Words) : words, cancellationToken);
        await RemoveAsync(ticket, intent.Stale, cancellationToken);

        // Whoever was faster meanwhile has seen these words in the row, and sees to them.
        await TryWriteAsync(ticket.Id, intent with { IsDone = true, Stale = [] }, etag, cancellationToken);
        return true;
    }

    private async Task<IReadOnlyList<string>> WordsAsync(Ticket ticket, TicketWordState state, CancellationToken cancellationToken)
    {
        bool goesOn = state.Subject == ticket.Subject && state.Words.Count > 0 && state.Messages < ticket.Messages;
        var words = goesOn ? new List<string>(state.Words) : [.. SearchWords.Of(ticket.Subject, WordsMax)];
        for (int number = goesOn ? state.Messages + 1 : 1; number <= ticket.Messages && words.Count < WordsMax; number++)
        {
            if (await tickets.FindMessageAsync(ticket.Id, number, cancellationToken) is { } message)
            {
                words.AddRange(SearchWords.Of(message.Text, WordsMax).Except(words).Take(WordsMax - words.Count).ToArray());
            }
        }

        return words;
    }

    private async Task AddAsync(Ticket ticket, IEnumerable<string> words, CancellationToken cancellationToken)
    {
        foreach (TableEntity[] rows in Batches(ticket, words))
        {
            await _words.SubmitTransactionAsync(
                rows.Select(row => new TableTransactionAction(TableTransactionActionType.UpsertReplace, row)), cancellationToken);
        }
    }

    private async Task RemoveAsync(Ticket ticket, IEnumerable<string> words, CancellationToken cancellationToken)
    {
        foreach (TableEntity[] rows in Batches(ticket, words))
        {
            try
            {
                await _words.SubmitTransactionAsync(
                    rows.Select(row => new TableTransactionAction(TableTransactionActionType.Delete, row, ETag.All)), cancellationToken);
            }
            catch (RequestFailedException missing) when (missing.Status == 404)
            {
                // One that is gone already keeps the others from going.
                foreach (TableEntity row in rows)
                {
                    await _words.DeleteEntityAsync(row.PartitionKey, row.RowKey, ETag.All, cancellationToken);
                }
            }
        }
    }

    private static IEnumerable<TableEntity[]> Batches(Ticket ticket, IEnumerable<string> words) => words
        .Select(word => WordKeys.Row(word, ticket.Id, ticket.OpenedAt))
        .GroupBy(row => row.PartitionKey, StringComparer.Ordinal)
        .SelectMany(partition => partition.Chunk(BatchMax));

    private async Task<TicketWordState> FindAsync(TicketId id, CancellationToken cancellationToken)
    {
        NullableResponse<TableEntity> row = await _words.GetEntityIfExistsAsync<TableEntity>(
            TicketWordState.PartitionOf(id), TicketWordState.RowKey, cancellationToken: cancellationToken);
        return row is { HasValue: true, Value: { } state }
            ? TicketWordState.Of(state)
            : TicketWordState.Nothing;
    }

    /// <summary>The new ETag; null when somebody else has written.</summary>
    private async Task<ETag?> TryWriteAsync(TicketId id, TicketWordState state, ETag? former, CancellationToken cancellationToken)
    {
        try
        {
            Response written = former is { } etag
                ? await _words.UpdateEntityAsync(state.ToRow(id), etag, TableUpdateMode.Replace, cancellationToken)
                : await _words.AddEntityAsync(state.ToRow(id), cancellationToken);
            return written.Headers.ETag;
        }
        catch (RequestFailedException lost) when (lost.Status is 409 or 412)
        {
            return null;
        }
    }
}
