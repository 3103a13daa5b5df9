using System.Security.Cryptography;
using System.Text;
using Support.Domain.Access;
using Support.Domain.Relations;
using Support.Domain.Tickets;
using Support.Platform.Links;
using Support.Platform.Model;
using Support.Platform.Outbox;
using Support.Platform.Storage;

namespace Support.Platform.Tickets;

/// <summary>
/// The one door through which a ticket changes: load, decide (pure), commit one atomic batch, publish. A lost race
/// loads and decides again.
/// </summary>
public sealed class TicketDesk(
    TicketStore store,
    OutboxIntents intents,
    OutboxPublisher publisher,
    KeyRing keys,
    SupportModelSource model,
    ModelChanges modelChanges,
    TimeProvider time,
    RandomNumberGenerator random)
{
    // Writers to one ticket are few; who loses this often meets a fault, not a crowd.
    private const int RacesMax = 20;

    // A parent may have this many children, and each is looked at before it is resolved.
    private const int OthersMax = 250;

    /// <summary>Opens a ticket. Needs one storage transaction, and shares one more.</summary>
    public async Task<CommandResult> OpenAsync(OpenTicket command, CommandRequest request, CancellationToken cancellationToken) =>
        await OpenAsync(command, request, null, cancellationToken);

    /// <summary>Opens a ticket under a reference chosen before; opening it again is answered as the first time.</summary>
    public async Task<CommandResult> OpenAsync(
        OpenTicket command, CommandRequest request, TicketId? chosen, CancellationToken cancellationToken)
    {
        byte[]? secret = request.Key is null ? null : await keys.SecretAsync(cancellationToken);
        string? keyHash = request.Key is { } key ? Hash(key) : null;
        for (int attempt = 0; attempt < RacesMax; attempt++)
        {
            // A keyed request derives its reference from the key: a repetition runs into the ticket that it made.
            TicketId id = chosen ?? (request.Key is { } k ? Derive(secret!, k, attempt) : random.NewTicketId());
            Decision decision = TicketDecision.Open(id, command, Context(request));
            if (decision.Refusal is { } reason)
            {
                return new CommandResult.Refused(null, reason);
            }

            Receipt? receipt = keyHash is null ? null : new Receipt(keyHash, request.Key!.BodyHash, decision.Ticket!.Version);
            if (await CommitAsync(decision, etag: null, afterVersion: 0, receipt, cancellationToken))
            {
                return new CommandResult.Done(decision.Ticket!, Replayed: false);
            }

            if (await ExistingAsync(id, chosen, keyHash, request, cancellationToken) is { } answer)
            {
                return answer;
            }
        }

        throw new InvalidOperationException("No free ticket reference was found.");
    }

    /// <summary>
    /// Does a command to a ticket that is there. Needs one storage read and one transaction. Whether a keyed command was done
    /// before is not asked in advance: its receipt is a row of the transaction, which storage refuses a second time.
    /// </summary>
    public async Task<CommandResult> ExecuteAsync(
        TicketId id, TicketCommand command, CommandRequest request, CancellationToken cancellationToken)
    {
        string? keyHash = request.Key is { } key ? Hash(key) : null;
        for (int attempt = 0; attempt < RacesMax; attempt++)
        {
            if (await store.FindAsync(id, cancellationToken) is not { } stored
                || !request.Scope.Covers(stored.Ticket.Team, stored.Ticket.Application))
            {
                return new CommandResult.NotFound();
            }

            if (request.IfVersion is { } seen && seen != stored.Ticket.Version)
            {
                return await ReplayAsync(id, keyHash, request, cancellationToken) ?? new CommandResult.Stale(stored.Ticket);
            }

            if (await TryAsync(stored, command, request, keyHash, cancellationToken) is { } answer)
            {
                return answer;
            }
        }

        throw new InvalidOperationException($"The ticket {id} is changed by others all the time.");
    }

    // Null when another writer was faster.
    private async Task<CommandResult?> TryAsync(
        StoredTicket stored, TicketCommand command, CommandRequest request, string? keyHash, CancellationToken cancellationToken)
    {
        TicketId id = stored.Ticket.Id;
        TicketCommand complete = command is IOpensAnotherTicket opens ? opens.Under(random.NewTicketId()) : command;
        DecisionContext context = Context(request) with
        {
            ModelChange = await modelChanges.OfAsync(stored.Ticket, cancellationToken),
            Others = await LookAtAsync(complete, stored.Ticket, request.Scope, cancellationToken),
        };
        Decision decision = TicketDecision.Decide(stored.Ticket, complete, context);
        if (decision.Refusal is not null && await ReplayAsync(id, keyHash, request, cancellationToken) is { } before)
        {
            // What was done the first time may well be refused the second: the ticket is resolved already.
            return before;
        }

        Receipt? receipt = keyHash is null || decision.Refusal is not null
            ? null
            : new Receipt(keyHash, request.Key!.BodyHash, decision.Ticket!.Version);

        // A keyed command that changed nothing is committed too: its receipt makes the repetition answer the same.
        bool nothing = decision.Events.Count == 0 && receipt is null;
        if (nothing || await CommitAsync(decision, stored.ETag, stored.Ticket.Version, receipt, cancellationToken, command is FireDeadlines))
        {
            return decision.Refusal is { } reason
                ? new CommandResult.Refused(decision.Ticket, reason)
                : new CommandResult.Done(decision.Ticket!, Replayed: false);
        }

        return await ReplayAsync(id, keyHash, request, cancellationToken);
    }

    // Most commands look at no other ticket, and cost no read more. What the sender may not know of is not there.
    private async Task<IReadOnlyDictionary<TicketId, Ticket?>> LookAtAsync(
        TicketCommand command, Ticket ticket, TicketScope scope, CancellationToken cancellationToken)
    {
        var known = new Dictionary<TicketId, Ticket?>();
        while (known.Count < OthersMax && command.NextToLookAt(ticket, known) is { } next)
        {
            Ticket? found = (await store.FindAsync(next, cancellationToken))?.Ticket;
            known[next] = found is not null && scope.Covers(found.Team, found.Application) ? found : null;
        }

        return known;
    }

    private async Task<bool> CommitAsync(
        Decision decision, Azure.ETag? etag, int afterVersion, Receipt? receipt, CancellationToken cancellationToken, bool byClock = false)
    {
        Ticket ticket = decision.Ticket!;
        var commit = new TicketCommit
        {
            Ticket = ticket,
            ETag = etag,
            Events = decision.Events,
            Messages = decision.Messages,
            Receipt = receipt,
        };
        if (commit.Events.Count == 0)
        {
            return await store.CommitAsync(commit, cancellationToken);
        }

        OutboxIntent intent = await intents.BeginAsync(ticket.Id, afterVersion, cancellationToken);
        if (!await store.CommitAsync(commit, cancellationToken))
        {
            intents.Complete(intent);
            return false;
        }

        var change = new TicketChange
        {
            TicketId = ticket.Id,
            Version = ticket.Version,
            ByClock = byClock,
            Events = decision.Events,
            Ticket = ticket,
        };
        publisher.Enqueue(change, intent);
        return true;
    }

    private async Task<CommandResult?> ExistingAsync(
        TicketId id, TicketId? chosen, string? keyHash, CommandRequest request, CancellationToken cancellationToken)
    {
        if (await ReplayAsync(id, keyHash, request, cancellationToken) is { } replay)
        {
            return replay;
        }

        return chosen is not null && await store.FindAsync(id, cancellationToken) is { } stored
            ? new CommandResult.Done(stored.Ticket, Replayed: true)
            : null;
    }

    // The answer of the first time; null when there was none, or the request has no key.
    private async Task<CommandResult?> ReplayAsync(
        TicketId id, string? keyHash, CommandRequest request, CancellationToken cancellationToken)
    {
        if (keyHash is null || await store.FindReceiptAsync(id, keyHash, cancellationToken) is not { } receipt)
        {
            return null;
        }

        if (receipt.BodyHash != request.Key!.BodyHash)
        {
            return new CommandResult.KeyReused();
        }

        IReadOnlyList<TicketEvent> events = await store.EventsAsync(id, 0, receipt.Version, cancellationToken);
        return new CommandResult.Done(Ticket.From(events), Replayed: true);
    }

    private DecisionContext Context(CommandRequest request) => new()
    {
        Now = time.GetUtcNow(),
        Model = model.Current,
        Actor = request.Actor,
        Channel = request.Channel,
    };

    private static TicketId Derive(byte[] secret, IdempotencyKey key, int attempt) =>
        TicketId.FromEntropy(HMACSHA256.HashData(secret, Encoding.UTF8.GetBytes($"ticket\n{attempt}\n{key.Scope}\n{key.Value}")));

    private static string Hash(IdempotencyKey key) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{key.Scope}\n{key.Value}")).AsSpan(0, 16));
}
