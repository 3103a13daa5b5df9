using System.Globalization;
using System.Security.Cryptography;
using System.Threading.Channels;
using Azure;
using Azure.Data.Tables;
using Microsoft.Extensions.Logging;
using Support.Domain.Tickets;
using Support.Platform.Storage;

namespace Support.Platform.Outbox;

/// <summary>
/// Writes and deletes intents for one process. All go through one loop that has one transaction under way at a time, so
/// that what arrives meanwhile shares the next one: under load an intent costs a fraction of a storage operation.
/// </summary>
public sealed partial class OutboxIntents : IAsyncDisposable
{
    // An entity-group transaction takes 100 operations.
    private const int BatchMax = 100;

    // A deletion may wait for company this long; until then the sweep would only publish something twice, harmlessly.
    private static readonly TimeSpan DeletionPatience = TimeSpan.FromMilliseconds(200);

    private readonly string _writer;
    private readonly Channel<Work> _work = Channel.CreateUnbounded<Work>(new UnboundedChannelOptions { SingleReader = true });
    private readonly TableClient _outbox;
    private readonly TimeProvider _time;
    private readonly ILogger<OutboxIntents> _logger;
    private readonly Task _loop;
    private long _count;

    /// <summary>Starts the loop.</summary>
    public OutboxIntents(TableServiceClient tables, TimeProvider time, RandomNumberGenerator random, ILogger<OutboxIntents> logger)
    {
        _outbox = tables.GetTableClient(TableNames.Outbox);
        _writer = random.NewName();
        _time = time;
        _logger = logger;
        _loop = RunAsync();
    }

    /// <summary>Writes an intent; returns once it is stored.</summary>
    /// <exception cref="RequestFailedException">Storage refused or cannot be reached.</exception>
    public async Task<OutboxIntent> BeginAsync(TicketId ticketId, int afterVersion, CancellationToken cancellationToken)
    {
        var intent = new OutboxIntent
        {
            Writer = _writer,
            Key = Interlocked.Increment(ref _count).ToString("D12", CultureInfo.InvariantCulture),
            TicketId = ticketId,
            AfterVersion = afterVersion,
            At = _time.GetUtcNow(),
        };
        var stored = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        ObjectDisposedException.ThrowIf(!_work.Writer.TryWrite(new Work(intent, stored)), this);
        using CancellationTokenRegistration leave = cancellationToken.Register(() => stored.TrySetCanceled(cancellationToken));
        await stored.Task;
        return intent;
    }

    /// <summary>Deletes an intent, soon.</summary>
    public void Complete(OutboxIntent intent) => _work.Writer.TryWrite(new Work(intent, Stored: null));

    /// <summary>Writes what is left and ends the loop.</summary>
    public async ValueTask DisposeAsync()
    {
        _work.Writer.TryComplete();
        await _loop;
    }

    private async Task RunAsync()
    {
        var batch = new List<Work>(BatchMax);
        while (await _work.Reader.WaitToReadAsync())
        {
            await GatherAsync(batch);
            await SubmitAsync(batch);
            batch.Clear();
        }
    }

    private async Task GatherAsync(List<Work> batch)
    {
        Drain(batch);
        if (!MayWait(batch))
        {
            return;
        }

        using var patience = new CancellationTokenSource(DeletionPatience, _time);
        try
        {
            while (MayWait(batch) && await _work.Reader.WaitToReadAsync(patience.Token))
            {
                Drain(batch);
            }
        }
        catch (OperationCanceledException)
        {
            // No intent came by; the deletions go alone.
        }
    }

    // Nobody waits for a deletion, so it may wait for others; an intent goes at once.
    private static bool MayWait(List<Work> batch) => batch.Count < BatchMax && batch.TrueForAll(work => work.Stored is null);

    private void Drain(List<Work> batch)
    {
        while (batch.Count < BatchMax && _work.Reader.TryRead(out Work? work))
        {
            batch.Add(work);
        }
    }

    private async Task SubmitAsync(List<Work> batch)
    {
        try
        {
            await _outbox.SubmitTransactionAsync(batch.Select(Action));
            batch.ForEach(work => work.Stored?.TrySetResult());
        }
        catch (RequestFailedException error) when (error.Status == 404)
        {
            // The sweep was faster with one of the deletions; the others are done one by one.
            await SubmitOneByOneAsync(batch);
        }
        catch (Exception error)
        {
            // The writers hear of it; an intent that was not deleted is left to the sweep.
            LogNotStored(error, batch.Count);
            batch.ForEach(work => work.Stored?.TrySetException(error));
        }
    }

    private async Task SubmitOneByOneAsync(List<Work> batch)
    {
        foreach (Work work in batch)
        {
            try
            {
                await (work.Stored is null
                    ? _outbox.DeleteEntityAsync(work.Intent.Writer, work.Intent.Key)
                    : _outbox.UpsertEntityAsync(Row(work.Intent), TableUpdateMode.Replace));
                work.Stored?.TrySetResult();
            }
            catch (Exception error)
            {
                work.Stored?.TrySetException(error);
            }
        }
    }

    private static TableTransactionAction Action(Work work) => work.Stored is null
        ? new TableTransactionAction(TableTransactionActionType.Delete, new TableEntity(work.Intent.Writer, work.Intent.Key), ETag.All)
        : new TableTransactionAction(TableTransactionActionType.UpsertReplace, Row(work.Intent));

    private static TableEntity Row(OutboxIntent intent) => new(intent.Writer, intent.Key)
    {
        ["TicketId"] = intent.TicketId.Value,
        ["AfterVersion"] = intent.AfterVersion,
        ["At"] = intent.At,
    };

    [LoggerMessage(4001, LogLevel.Warning, "{Count} outbox intents could not be stored or deleted.")]
    private partial void LogNotStored(Exception error, int count);

    // Stored is null for a deletion.
    private sealed record Work(OutboxIntent Intent, TaskCompletionSource? Stored);
}
