using Support.Domain.Alerts;
using Support.Domain.Model;
using Support.Domain.Relations;
using Support.Domain.Tickets;
using Support.Platform.Tickets;

namespace Support.Platform.Correlations;

/// <summary>
/// Does to tickets what follows from alerts. Each effect has a key of its own and none is ever refused once it was done, so
/// that two hosts that do the same effects in the same order do each of them once.
/// </summary>
public sealed class AlertEffects(TicketDesk desk, TicketStore store)
{
    private const int MergesMax = 10;

    /// <summary>Does one effect.</summary>
    /// <returns>Whether the alert's ticket could hear it; false when that ticket is over.</returns>
    public async Task<bool> DoAsync(string groupKey, string source, AlertEffect effect, CancellationToken cancellationToken)
    {
        CommandRequest request = Request(groupKey, source, effect);
        switch (effect.Kind)
        {
            case AlertEffectKind.Open:
                await OpenAsync(source, effect, request, cancellationToken);
                return true;
            case AlertEffectKind.Join:
                await JoinAsync(effect, request, cancellationToken);
                return true;
            default:
                return await TellAsync(effect, request, cancellationToken);
        }
    }

    /// <summary>How a ticket stands, as alerts see it; one that went on in another stands as that one does.</summary>
    public async Task<AlertTicket?> FindAsync(TicketId id, CancellationToken cancellationToken)
    {
        TicketId next = id;
        for (int hops = 0; hops < MergesMax; hops++)
        {
            if ((await store.FindAsync(next, cancellationToken))?.Ticket is not { } ticket)
            {
                return null;
            }

            if (ticket.Merged is not { } merged)
            {
                // What alerts do to the ticket that theirs was merged into does not depend on whether it is resolved.
                return new AlertTicket(ticket.IsOver, next == id ? ticket.ResolvedAt : null);
            }

            next = merged.Into;
        }

        return new AlertTicket(true, null);
    }

    private async Task OpenAsync(string source, AlertEffect effect, CommandRequest request, CancellationToken cancellationToken)
    {
        var command = new OpenTicket
        {
            Subject = effect.Subject ?? source,
            Description = effect.Text,

            // RFC 2606: an address that can never exist, because a monitor reads no mail.
            Requester = new Requester($"{source}@monitoring.invalid", source),
            Application = effect.Application,
            Impact = effect.Impact,
            Urgency = effect.Urgency,
            FollowUpOf = effect.Other,
        };
        CommandResult result = await desk.OpenAsync(command, request with { Key = null }, effect.Ticket, cancellationToken);
        if (result is CommandResult.Refused && effect.Application is not null)
        {
            // The application left the model since: better a ticket of the default one than none.
            result = await desk.OpenAsync(command with { Application = null }, request with { Key = null }, effect.Ticket, cancellationToken);
        }

        if (result is not CommandResult.Done)
        {
            throw new InvalidOperationException($"The ticket of an alert could not be opened: {(result as CommandResult.Refused)?.Reason}");
        }
    }

    // Somebody who works on a ticket keeps it, linked to the storm's; what nobody looked at goes on there.
    private async Task JoinAsync(AlertEffect effect, CommandRequest request, CancellationToken cancellationToken)
    {
        if (effect.Other is not { } storm || (await store.FindAsync(effect.Ticket, cancellationToken))?.Ticket is not { IsOver: false } ticket)
        {
            return;
        }

        CommandResult? merged = ticket is { Status: TicketStatus.New, AcknowledgedAt: null }
            ? await desk.ExecuteAsync(effect.Ticket, new MergeTicket(storm, effect.Cause), request, cancellationToken)
            : null;
        if (merged is not CommandResult.Done)
        {
            await desk.ExecuteAsync(effect.Ticket, new LinkTicket(storm, LinkKind.Parent, effect.Cause), request, cancellationToken);
        }
    }

    private async Task<bool> TellAsync(AlertEffect effect, CommandRequest request, CancellationToken cancellationToken)
    {
        var command = new HearAlert(effect.News ?? AlertNews.Note, effect.Text, effect.Cause)
        {
            Subject = effect.Subject,
            Impact = effect.Impact,
            Urgency = effect.Urgency,
            Cascade = effect.Cascade,
        };
        TicketId next = effect.Ticket;
        for (int hops = 0; hops < MergesMax; hops++)
        {
            if (await desk.ExecuteAsync(next, command, request, cancellationToken) is not CommandResult.Done { Ticket: var ticket })
            {
                return false;
            }

            if (ticket.Merged is not { } merged)
            {
                return !ticket.IsOver;
            }

            // Somebody merged it: its new ticket is about more than this alert, which only is on record there.
            next = merged.Into;
            command = new HearAlert(AlertNews.Note, effect.Text, effect.Cause);
        }

        return false;
    }

    private static CommandRequest Request(string groupKey, string source, AlertEffect effect) => new()
    {
        Actor = new Actor(ActorKind.Integration, source),
        Channel = IntakeChannel.Alert,
        Key = new IdempotencyKey($"alerts {groupKey}", $"{effect.Sequence}", string.Empty),
    };
}
