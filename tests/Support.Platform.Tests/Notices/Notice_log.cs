using Azure;
using Support.Domain.Notices;
using Support.Domain.Tickets;
using Support.Platform.Notices;
using Support.Platform.Tests.Fakes;
using Support.TestKit.Azurite;
using Xunit;

namespace Support.Platform.Tests.Notices;

[Collection(SharedAzurite.Name)]
public sealed class Notice_log(AzuriteFixture azurite) : IAsyncLifetime
{
    private static readonly DateTimeOffset Now = Some.At("2026-03-02T09:00:00Z");

    private readonly TicketId _ticket = Some.Id();
    private readonly TestTransport _transport = new();
    private NoticeLog _log = null!;
    private NoticeLog _otherProcess = null!;
    private NoticeLog _deadProcess = null!;

    public async Task InitializeAsync()
    {
        TestStorage storage = await TestStorage.EmptyAsync(azurite);
        _log = new NoticeLog(storage.NewClient(_transport), Some.Random);
        _otherProcess = new NoticeLog(storage.Tables, Some.Random);
        _deadProcess = new NoticeLog(storage.Tables, Some.Random);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Records_an_attempt_and_how_it_ended()
    {
        NoticeAttempt attempt = await BeginAsync(_log);
        Assert.Equal(NoticeFate.Sending, Assert.Single(await ReadAsync()).Fate);

        await _log.EndAsync(attempt, NoticeFate.Sent, Now.AddSeconds(2), null, CancellationToken.None);

        NoticeRecord record = Assert.Single(await ReadAsync());
        Assert.Equal((NoticeFate.Sent, 1, Now.AddSeconds(2)), (record.Fate, record.Attempts, record.At));
        Assert.Equal(Notice(), record.Notice);
    }

    [Theory]
    [InlineData(NoticeFate.Sent)]
    [InlineData(NoticeFate.Failed)]
    [InlineData(NoticeFate.Skipped)]
    [InlineData(NoticeFate.Dropped)]
    public async Task Never_begins_again_what_is_over(NoticeFate fate)
    {
        await EndAsync(await BeginAsync(_log), fate);

        Assert.Equal(NoticeTurn.Over, await _log.BeginAsync(_ticket, Notice(), Now.AddDays(1), CancellationToken.None));
        Assert.Equal(NoticeTurn.Over, await _otherProcess.BeginAsync(_ticket, Notice(), Now.AddDays(1), CancellationToken.None));
        Assert.Equal(1, Assert.Single(await ReadAsync()).Attempts);
    }

    [Fact]
    public async Task Records_that_a_notice_waits_and_begins_when_its_time_has_come()
    {
        Assert.True(await _log.WaitAsync(_ticket, Notice(), Now, CancellationToken.None));
        Assert.True(await _otherProcess.WaitAsync(_ticket, Notice(), Now, CancellationToken.None));
        Assert.Equal((NoticeFate.Waiting, 0), Assert.Single(await ReadAsync()) is var waits ? (waits.Fate, waits.Attempts) : default);

        NoticeAttempt attempt = await BeginAsync(_log);
        Assert.Equal(1, attempt.Record.Attempts);
        Assert.False(await _otherProcess.WaitAsync(_ticket, Notice(), Now, CancellationToken.None));
    }

    [Fact]
    public async Task Begins_again_after_a_failure_and_counts()
    {
        NoticeAttempt first = await BeginAsync(_log);
        await _log.EndAsync(first, NoticeFate.Retrying, Now, "connection refused", CancellationToken.None);
        Assert.Equal("connection refused", Assert.Single(await ReadAsync()).Error);

        NoticeAttempt second = await BeginAsync(_otherProcess, Now.AddSeconds(1));

        Assert.Equal(2, second.Record.Attempts);
    }

    [Fact]
    public async Task Leaves_another_process_its_attempt_until_the_lease_is_over_and_then_takes_it_over()
    {
        NoticeAttempt abandoned = await BeginAsync(_otherProcess);
        DateTimeOffset end = Now + NoticeLog.AttemptLease;

        NoticeTurn busy = await _log.BeginAsync(_ticket, Notice(), end.AddTicks(-1), CancellationToken.None);
        Assert.Equal(new NoticeTurn(null, end), busy);

        NoticeAttempt taken = await BeginAsync(_log, end);
        Assert.Equal(2, taken.Record.Attempts);
        RequestFailedException late = await Assert.ThrowsAsync<RequestFailedException>(() =>
            _otherProcess.EndAsync(abandoned, NoticeFate.Sent, end, null, CancellationToken.None));
        Assert.Equal(412, late.Status);
        await EndAsync(taken, NoticeFate.Sent);
    }

    [Fact]
    public async Task Begins_its_own_attempt_again_at_once()
    {
        await BeginAsync(_log);

        NoticeAttempt again = await BeginAsync(_log);

        Assert.Equal(2, again.Record.Attempts);
        await EndAsync(again, NoticeFate.Sent);
    }

    [Fact]
    public async Task Gives_an_abandoned_attempt_to_one_of_two_who_ask_at_once()
    {
        await BeginAsync(_deadProcess);
        DateTimeOffset later = Now + NoticeLog.AttemptLease;

        NoticeTurn[] turns = await Task.WhenAll(
            _log.BeginAsync(_ticket, Notice(), later, CancellationToken.None),
            _otherProcess.BeginAsync(_ticket, Notice(), later, CancellationToken.None));

        Assert.Single(turns, turn => turn.Attempt is not null);
        Assert.Single(turns, turn => turn.BusyUntil is not null);
    }

    [Fact]
    public async Task Keeps_notices_of_different_reason_recipient_and_channel_apart()
    {
        Notice notice = Notice();
        foreach (Notice one in (Notice[])
        [
            notice,
            notice with { Recipient = "bob/#?@example.com" },
            notice with { Reason = NoticeReason.Page },
            notice with { Channel = NoticeChannel.Teams },
            notice with { EventVersion = 4 },
        ])
        {
            NoticeTurn turn = await _log.BeginAsync(_ticket, one, Now, CancellationToken.None);
            Assert.NotNull(turn.Attempt);
        }

        Assert.Equal([3, 3, 3, 3, 4], (await ReadAsync()).Select(record => record.Notice.EventVersion));
    }

    [Fact]
    public async Task Knows_its_own_first_attempt_when_the_answer_to_it_is_lost()
    {
        int left = 1;
        _transport.Around = async (_, send) =>
        {
            await send();
            if (Interlocked.Decrement(ref left) == 0)
            {
                throw new RequestFailedException("reset");
            }
        };

        await EndAsync(await BeginAsync(_log), NoticeFate.Sent);

        Assert.Equal(NoticeFate.Sent, Assert.Single(await ReadAsync()).Fate);
    }

    private static Notice Notice() => new()
    {
        EventVersion = 3,
        Reason = NoticeReason.SlaWarning,
        Channel = NoticeChannel.Email,
        Recipient = "ann@example.com",
        At = Now,
    };

    private async Task<NoticeAttempt> BeginAsync(NoticeLog log, DateTimeOffset? at = null)
    {
        NoticeTurn turn = await log.BeginAsync(_ticket, Notice(), at ?? Now, CancellationToken.None);
        Assert.NotNull(turn.Attempt);
        return turn.Attempt;
    }

    private Task EndAsync(NoticeAttempt attempt, NoticeFate fate) =>
        _log.EndAsync(attempt, fate, Now, null, CancellationToken.None);

    private Task<IReadOnlyList<NoticeRecord>> ReadAsync() => _log.ReadAsync(_ticket, CancellationToken.None);
}
