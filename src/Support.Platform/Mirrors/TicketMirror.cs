using System.Globalization;
using Microsoft.Extensions.Logging;
using Support.Domain.Model;
using Support.Domain.Tickets;
using Support.Domain.Webhooks;
using Support.Platform.Correlations;
using Support.Platform.Model;
using Support.Platform.Tickets;

namespace Support.Platform.Mirrors;

/// <summary>
/// Tells another system what happens to a ticket: each event once, in order, whatever dies in between. What was being told
/// when a process died is looked for there before it is told again.
/// </summary>
public sealed partial class TicketMirror(
    TicketStore store,
    TicketDesk desk,
    MirrorLog log,
    ServiceNowTable table,
    ExternalRecords records,
    SupportModelSource model,
    TimeProvider time,
    ILogger<TicketMirror> logger)
{
    // What one turn does stays well within the time that a message is ours.
    private const int StepsMax = 20;

    private static readonly TimeSpan[] Delays =
    [
        TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(10),
        TimeSpan.FromMinutes(30), TimeSpan.FromHours(1), TimeSpan.FromHours(3), TimeSpan.FromHours(6), TimeSpan.FromHours(12),
    ];

    private static readonly TimeSpan AfterMax = TimeSpan.FromHours(1);
    private readonly ILogger _logger = logger;

    /// <summary>The systems that are told of tickets, with what they are told.</summary>
    public IEnumerable<(string Source, WebhookMirror Mirror)> Mirrors =>
        model.Current.Intake.Webhooks
            .Where(static source => source.Value.Mirror is not null)
            .OrderBy(static source => source.Key, StringComparer.Ordinal)
            .Select(static source => (source.Key, source.Value.Mirror!));

    /// <summary>Tells a system what it has not been told yet. When to come back; null for not before something happens.</summary>
    public async Task<DateTimeOffset?> TellAsync(TicketId id, string source, WebhookMirror mirror, CancellationToken cancellationToken)
    {
        if (await store.FindAsync(id, cancellationToken) is not { Ticket: { } ticket } || !IsToldOf(ticket, source, mirror))
        {
            return null;
        }

        MirrorTurn turn = await log.BeginAsync(id, source, cancellationToken);
        if (turn.State is not { } state)
        {
            return turn.BusyUntil;
        }

        IReadOnlyList<TicketEvent> events = await store.EventsAsync(id, Math.Max(0, state.Done - 1), cancellationToken: cancellationToken);
        TicketEvent? before = events.FirstOrDefault(happened => happened.Version == state.Done);
        int steps = 0;
        foreach (TicketEvent happened in events.Where(happened => happened.Version > state.Done).ToArray())
        {
            MirrorStep? step = MirrorRules.Of(happened, before, ticket.Application, source, mirror);
            before = happened;
            if (step is null)
            {
                state = state with { Done = happened.Version };
                continue;
            }

            if (++steps > StepsMax)
            {
                await log.EndAsync(state, cancellationToken);
                return time.GetUtcNow();
            }

            (MirrorState? after, DateTimeOffset? again) = await TakeAsync(ticket, state, happened.Version, step, mirror, cancellationToken);
            if (after is null || again is not null)
            {
                return again ?? time.GetUtcNow() + MirrorLog.Lease;
            }

            state = after;
        }

        await log.EndAsync(state, cancellationToken);
        return null;
    }

    private static bool IsToldOf(Ticket ticket, string source, WebhookMirror mirror) =>
        mirror.Push.Contains(ticket.Application) || ticket.ExternalReferences.Any(reference => reference.Source == source);

    // The state afterwards, null when the turn was lost; and when to try again, null when there is nothing to try again.
    private async Task<(MirrorState? State, DateTimeOffset? Again)> TakeAsync(
        Ticket ticket, MirrorState state, int version, MirrorStep step, WebhookMirror mirror, CancellationToken cancellationToken)
    {
        bool maybeTold = state.Sending == version;
        int attempts = maybeTold ? state.Attempts : 0;
        if (await log.GoOnAsync(state with { Sending = version, Attempts = attempts }, cancellationToken) is not { } sending)
        {
            return (null, null);
        }

        try
        {
            string? record = await DoAsync(ticket, sending, step, mirror, maybeTold, cancellationToken);
            return (await log.GoOnAsync(Past(sending, version) with { Record = record }, cancellationToken), null);
        }
        catch (MirrorRefusedException refused)
        {
            LogRefused(state.Source, ticket.Id.Value, version);
            await NoteAsync(ticket, state.Source, version, refused.Message, cancellationToken);
            return (await log.GoOnAsync(Past(sending, version), cancellationToken), null);
        }
        catch (MirrorBusyException busy)
        {
            LogBusy(busy, state.Source, ticket.Id.Value, version, attempts + 1);
            if (attempts >= Delays.Length)
            {
                await NoteAsync(ticket, state.Source, version, $"{busy.Message}, for a day", cancellationToken);
                return (await log.GoOnAsync(Past(sending, version), cancellationToken), null);
            }

            await log.EndAsync(sending with { Attempts = attempts + 1 }, cancellationToken);
            TimeSpan wanted = busy.After is { } after ? (after < AfterMax ? after : AfterMax) : TimeSpan.Zero;
            return (null, time.GetUtcNow() + (wanted > Delays[attempts] ? wanted : Delays[attempts]));
        }
    }

    private static MirrorState Past(MirrorState state, int version) => state with { Done = version, Sending = 0, Attempts = 0 };

    // The record, as far as it is known.
    private async Task<string?> DoAsync(
        Ticket ticket, MirrorState state, MirrorStep step, WebhookMirror mirror, bool maybeTold, CancellationToken cancellationToken)
    {
        string source = state.Source;
        string? record = state.Record ?? ticket.ExternalReferences.FirstOrDefault(reference => reference.Source == source)?.Id;
        switch (step)
        {
            case MirrorStep.Create when record is null:
                return await CreateAsync(ticket, source, mirror, maybeTold, cancellationToken);
            case MirrorStep.Write write when record is not null:
                await table.WriteAsync(mirror, source, record, write.Fields, cancellationToken);
                break;
            case MirrorStep.Add add when record is not null:
                await AddAsync(ticket, source, mirror, record, add, maybeTold, cancellationToken);
                break;
        }

        return record;
    }

    private async Task<string> CreateAsync(Ticket ticket, string source, WebhookMirror mirror, bool maybeTold, CancellationToken cancellationToken)
    {
        ServiceNowRecord? made = maybeTold ? await table.FindAsync(mirror, source, ticket.Id.Value, cancellationToken) : null;
        if (made is null)
        {
            string description = (await store.FindMessageAsync(ticket.Id, 1, cancellationToken))?.Text ?? ticket.Subject;
            made = await table.CreateAsync(mirror, source, MirrorRules.NewRecord(ticket, description, mirror), cancellationToken);
        }

        await records.BindAsync(source, made.Id, ticket.Id, cancellationToken);
        var reference = new ExternalReference
        {
            Source = source,
            Id = made.Id,
            Number = made.Number,
            Url = new Uri(mirror.Url, $"/{mirror.Table}.do?sys_id={Uri.EscapeDataString(made.Id)}"),
        };
        await DoAsync(ticket.Id, source, new AddExternalReference(reference, $"{source} has it as {made.Number}"), "made", cancellationToken);
        return made.Id;
    }

    private async Task AddAsync(
        Ticket ticket, string source, WebhookMirror mirror, string record, MirrorStep.Add add, bool maybeTold, CancellationToken cancellationToken)
    {
        if (await store.FindMessageAsync(ticket.Id, add.Message, cancellationToken) is not { } message
            || (maybeTold && await table.HasEntryAsync(mirror, source, record, EchoMark.Prefix(ticket.Id, add.Message), cancellationToken)))
        {
            return;
        }

        var fields = new Dictionary<string, string> { [add.Internal ? "work_notes" : "comments"] = EchoMark.Marked(ticket.Id, message) };
        await table.WriteAsync(mirror, source, record, fields, cancellationToken);
    }

    // Whoever holds the ticket is called to look; nobody knows yet what the other system was not told.
    private async Task NoteAsync(Ticket ticket, string source, int version, string why, CancellationToken cancellationToken)
    {
        string text = string.Create(CultureInfo.InvariantCulture, $"Not told to {source}: {why}. (Version {version} of this ticket's history.)");
        string[] told = ticket.Assignee is { } agent && model.Current.Agents.ContainsKey(agent) ? [agent] : [];
        await DoAsync(ticket.Id, source, new AddNote(text) { Mention = told }, $"refused-{version}", cancellationToken);
    }

    // By the source, so that the note about it is not told to it.
    private Task<CommandResult> DoAsync(TicketId ticket, string source, TicketCommand command, string what, CancellationToken cancellationToken) =>
        desk.ExecuteAsync(
            ticket,
            command,
            new CommandRequest
            {
                Actor = new Actor(ActorKind.Integration, source),
                Channel = IntakeChannel.Webhook,
                Key = new IdempotencyKey($"mirror {source}", $"{ticket} {what}", string.Empty),
            },
            cancellationToken);

    [LoggerMessage(4020, LogLevel.Warning, "{Source} refused what it was told of {TicketId} at version {Version}.")]
    private partial void LogRefused(string source, string ticketId, int version);

    [LoggerMessage(4021, LogLevel.Warning, "{Source} could not be told of {TicketId} at version {Version} on attempt {Attempt}.")]
    private partial void LogBusy(Exception error, string source, string ticketId, int version, int attempt);
}
