using Support.Domain.Tickets;
using Support.Platform.Storage;
using Support.Platform.Tests.Fakes;
using Support.Platform.Tickets;
using Support.TestKit.Azurite;
using Xunit;

namespace Support.Platform.Tests.Tickets;

[Collection(SharedAzurite.Name)]
public sealed class Ticket_store(AzuriteFixture azurite) : IAsyncLifetime
{
    private static readonly DateTimeOffset Now = Some.At("2026-03-02T09:00:00Z");

    private readonly TestTransport _transport = new();
    private TestStorage _storage = null!;
    private TicketStore _store = null!;

    public async Task InitializeAsync()
    {
        _storage = await TestStorage.EmptyAsync(azurite);
        _store = new TicketStore(_storage.NewClient(_transport), Some.Random);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task What_is_committed_is_read_back()
    {
        TicketCommit commit = Opening() with { Receipt = new Receipt("key", "body", 5) };

        Assert.True(await CommitAsync(commit));

        TicketId id = commit.Ticket.Id;
        Assert.Equal(Some.Json(commit.Ticket), Some.Json((await FindAsync(id)).Ticket));
        Assert.Equal(Some.Json(commit.Events), Some.Json(await _store.EventsAsync(id)));
        Assert.Equal(Some.Json(commit.Messages), Some.Json(await _store.MessagesAsync(id, CancellationToken.None)));
        Assert.Equal(commit.Receipt, await _store.FindReceiptAsync(id, "key", CancellationToken.None));
        Assert.Null(await _store.FindReceiptAsync(id, "another", CancellationToken.None));
    }

    [Fact]
    public async Task A_ticket_that_is_not_there_is_null()
    {
        TicketId id = Some.Id();

        Assert.Null(await _store.FindAsync(id, CancellationToken.None));
        Assert.Empty(await _store.EventsAsync(id));
        Assert.Null(await _store.FindMessageAsync(id, 1, CancellationToken.None));
    }

    [Fact]
    public async Task Events_are_read_from_after_one_version_up_to_another()
    {
        TicketCommit commit = Opening();
        await CommitAsync(commit);

        IReadOnlyList<TicketEvent> events = await _store.EventsAsync(commit.Ticket.Id, after: 1, upTo: 3);

        Assert.Equal([2, 3], events.Select(happened => happened.Version));
    }

    [Theory]
    [InlineData("a", 300 * 1024)]
    [InlineData("\"", 256 * 1024)]
    [InlineData("\n\uE000", 128 * 1024)]
    [InlineData("\U0001F600", 128 * 1024)]
    [InlineData("a\U0001F600b", 64 * 1024)]
    public async Task Long_texts_of_any_characters_come_back_unchanged(string part, int count)
    {
        string text = string.Concat(Enumerable.Repeat(part, count));
        TicketCommit commit = Opening(text);

        Assert.True(await CommitAsync(commit));

        TicketMessage? message = await _store.FindMessageAsync(commit.Ticket.Id, 1, CancellationToken.None);
        Assert.True(text == message?.Text, "The text has changed.");
        Assert.Equal(text.Length, Assert.Single(await _store.MessagesAsync(commit.Ticket.Id, CancellationToken.None)).Text.Length);
    }

    [Fact]
    public async Task A_character_of_two_halves_on_the_border_of_two_properties_stays_whole()
    {
        foreach (int before in (int[])[31_998, 31_999, 32_000, 63_998, 63_999])
        {
            string text = new string('x', before) + "\U0001F600" + "after";
            TicketCommit commit = Opening(text);

            await CommitAsync(commit);

            Assert.Equal(text, (await _store.FindMessageAsync(commit.Ticket.Id, 1, CancellationToken.None))?.Text);
        }
    }

    [Fact]
    public async Task A_reference_that_is_taken_is_refused_and_nothing_is_written()
    {
        TicketCommit first = Opening("first");
        await CommitAsync(first);
        List<string> before = await RowsAsync(first.Ticket.Id);

        bool again = await CommitAsync(Opening("second", first.Ticket.Id) with { Receipt = new Receipt("key", "body", 1) });

        Assert.False(again);
        Assert.Equal(before, await RowsAsync(first.Ticket.Id));
    }

    [Fact]
    public async Task A_stale_ETag_is_refused_and_nothing_is_written()
    {
        TicketCommit opening = Opening();
        await CommitAsync(opening);
        StoredTicket seen = await FindAsync(opening.Ticket.Id);
        Assert.True(await CommitAsync(Noting(seen, "first")));
        List<string> before = await RowsAsync(opening.Ticket.Id);

        bool stale = await CommitAsync(Noting(seen, "second"));

        Assert.False(stale);
        Assert.Equal(before, await RowsAsync(opening.Ticket.Id));
    }

    [Fact]
    public async Task Of_writers_at_the_same_moment_one_wins_each_round_and_no_event_is_lost()
    {
        TicketCommit opening = Opening();
        await CommitAsync(opening);
        TicketId id = opening.Ticket.Id;

        await Task.WhenAll(Enumerable.Range(0, 6).Select(writer => NoteUntilDoneAsync(id, $"writer {writer}")));

        IReadOnlyList<TicketEvent> events = await _store.EventsAsync(id);
        IReadOnlyList<TicketMessage> messages = await _store.MessagesAsync(id, CancellationToken.None);
        Assert.Equal(Enumerable.Range(1, opening.Ticket.Version + 6), events.Select(happened => happened.Version));
        Assert.Equal(
            Enumerable.Range(0, 6).Select(writer => $"writer {writer}"),
            messages.Skip(1).Select(message => message.Text).Order(StringComparer.Ordinal));
        Assert.Equal(events.Count, (await FindAsync(id)).Ticket.Version);
    }

    [Fact]
    public async Task A_commit_whose_answer_is_lost_is_known_for_its_own()
    {
        TicketCommit opening = Opening();
        _transport.LoseAnswerOfNextTransaction();
        Assert.True(await CommitAsync(opening));

        StoredTicket stored = await FindAsync(opening.Ticket.Id);
        _transport.LoseAnswerOfNextTransaction();
        Assert.True(await CommitAsync(Noting(stored, "once")));

        Assert.Equal(2, (await _store.MessagesAsync(opening.Ticket.Id, CancellationToken.None)).Count);
    }

    private static TicketCommit Opening(string description = "Nothing works.", TicketId? id = null)
    {
        Decision decision = TicketDecision.Open(id ?? Some.Id(), Some.Submission(description: description), Some.Context(Now));
        return Of(decision, null);
    }

    private static TicketCommit Noting(StoredTicket stored, string text) =>
        Of(TicketDecision.Decide(stored.Ticket, new AddNote(text), Some.Context(Now)), stored.ETag);

    private static TicketCommit Of(Decision decision, Azure.ETag? etag) => new()
    {
        Ticket = decision.Ticket!,
        ETag = etag,
        Events = decision.Events,
        Messages = decision.Messages,
    };

    private Task<bool> CommitAsync(TicketCommit commit) => _store.CommitAsync(commit, CancellationToken.None);

    private async Task<StoredTicket> FindAsync(TicketId id)
    {
        StoredTicket? stored = await _store.FindAsync(id, CancellationToken.None);
        Assert.NotNull(stored);
        return stored;
    }

    private async Task NoteUntilDoneAsync(TicketId id, string text)
    {
        while (!await CommitAsync(Noting(await FindAsync(id), text)))
        {
            // Another writer was faster.
        }
    }

    private async Task<List<string>> RowsAsync(TicketId id) =>
        [.. (await _storage.RowsAsync(TableNames.Tickets, $"PartitionKey eq '{id}'")).Select(row => $"{row.RowKey} {row.ETag}")];
}
