using Support.Domain.Relations;
using Support.Domain.Tickets;
using Support.Platform.Tickets;

namespace Support.Platform.Relations;

/// <summary>
/// Does at other tickets what follows from a change of one: a command commits on one ticket, and its other half is done
/// here, from the event. An event may come twice, late, or after a later one. Twice is harmless, because each other half is
/// done under a key of its event; late is harmless, because each is checked against the first ticket as it stands now, once
/// before and once after.
/// </summary>
public sealed class TicketReactions(TicketStore store, TicketDesk desk)
{
    private const int ChainMax = 20;

    /// <summary>Does what follows from one event of a ticket; most are followed by nothing.</summary>
    public Task ReactAsync(TicketId ticket, TicketEvent happened, CancellationToken cancellationToken) => happened.Data switch
    {
        TicketMerged merged => MergedAsync(ticket, merged.Into, happened, cancellationToken),
        TicketUnmerged unmerged => UnmergedAsync(ticket, unmerged.From, happened, cancellationToken),
        TicketLinked { Back: false } linked => LinkedAsync(ticket, linked.To, linked.As, happened, cancellationToken),
        TicketUnlinked { Back: false } unlinked => LinkedAsync(ticket, unlinked.To, unlinked.As, happened, cancellationToken),
        TicketSplit split => SplitAsync(ticket, split, happened, cancellationToken),
        StatusChanged { Cascade: true } resolved => CascadeAsync(ticket, resolved.Message, happened, cancellationToken),
        MessageAdded { ForChildren: true } message => TellChildrenAsync(ticket, message.Number, happened, cancellationToken),
        _ => Task.CompletedTask,
    };

    private async Task MergedAsync(TicketId source, TicketId into, TicketEvent happened, CancellationToken cancellationToken)
    {
        if (await FindAsync(source, cancellationToken) is not { Merged: { } merged } ticket || merged.Into != into)
        {
            return;
        }

        if (await RingLoserAsync(ticket, cancellationToken) is { } loser)
        {
            // Two agents merged two tickets into each other at the same moment, and each saw the other as it was before.
            // Exactly one merge is taken back, the same one whoever finds out.
            await DoAsync(loser, new UnmergeTicket($"{loser} and the ticket that it was merged into went on in each other"), $"ring-{loser}", source, happened, cancellationToken);
            if (loser == source)
            {
                return;
            }
        }

        var takeIn = new TakeInMerged
        {
            Source = source,
            Requester = ticket.Requester,
            Watchers = ticket.Watchers,
            WaitingSince = ticket.Channel == IntakeChannel.Alert ? null : ticket.WaitingSince,
            ByMachine = ticket.Channel == IntakeChannel.Alert,
            Reason = happened.Cause,
        };
        await DoAsync(into, takeIn, "take-in", source, happened, cancellationToken);
        if (await FindAsync(source, cancellationToken) is not { Merged: { } still } || still.Into != into)
        {
            await UnmergedAsync(source, into, happened, cancellationToken);
        }
    }

    private async Task UnmergedAsync(TicketId source, TicketId from, TicketEvent happened, CancellationToken cancellationToken)
    {
        if (await FindAsync(source, cancellationToken) is { } ticket && ticket.Merged?.Into != from)
        {
            await DoAsync(from, new GiveBackMerged(source, happened.Cause), "give-back", source, happened, cancellationToken);
        }
    }

    private async Task LinkedAsync(TicketId ticket, TicketId other, LinkKind kind, TicketEvent happened, CancellationToken cancellationToken)
    {
        bool linked = await IsLinkedAsync(ticket, other, kind, cancellationToken);
        await LinkBackAsync(linked);
        if (await IsLinkedAsync(ticket, other, kind, cancellationToken) != linked)
        {
            await LinkBackAsync(!linked);
        }

        Task LinkBackAsync(bool there) => DoAsync(
            other,
            there ? new LinkBack(ticket, kind.Inverse(), happened.Cause) : new UnlinkBack(ticket, kind.Inverse(), happened.Cause),
            $"{(there ? "link" : "unlink")}-{kind}",
            ticket,
            happened,
            cancellationToken);
    }

    private async Task SplitAsync(TicketId ticket, TicketSplit split, TicketEvent happened, CancellationToken cancellationToken)
    {
        if (await FindAsync(ticket, cancellationToken) is not { } source
            || await store.FindMessageAsync(ticket, split.Messages[0], cancellationToken) is not { } first)
        {
            return;
        }

        var open = new OpenTicket
        {
            Subject = split.Subject,
            Description = first.Text,
            Requester = source.Requester,
            Application = source.Application,
            Kind = source.Kind,
            Impact = source.Impact,
            Urgency = source.Urgency,
            CustomFields = source.CustomFields,
            SplitOff = new SplitOff(ticket, first),
        };

        // By the channel of the first: policies go by it, and whether the requester reads mail.
        var request = new CommandRequest { Actor = happened.Actor, Channel = source.Channel };
        await desk.OpenAsync(open, request, split.Into, cancellationToken);
        foreach (int number in split.Messages.Skip(1))
        {
            if (await store.FindMessageAsync(ticket, number, cancellationToken) is { } message)
            {
                await DoAsync(split.Into, new CopyMessage(message, ticket), $"copy-{number}", ticket, happened, cancellationToken);
            }
        }
    }

    private async Task CascadeAsync(TicketId ticket, int? message, TicketEvent happened, CancellationToken cancellationToken)
    {
        string? text = message is { } number ? (await store.FindMessageAsync(ticket, number, cancellationToken))?.Text : null;
        foreach (TicketId follower in await LinkedAsAsync(ticket, cancellationToken, LinkKind.Child, LinkKind.DuplicatedBy))
        {
            await DoAsync(follower, new ResolveWithOriginal(ticket, text), "resolve", ticket, happened, cancellationToken);
        }
    }

    private async Task TellChildrenAsync(TicketId ticket, int number, TicketEvent happened, CancellationToken cancellationToken)
    {
        if (await store.FindMessageAsync(ticket, number, cancellationToken) is not { } message)
        {
            return;
        }

        foreach (TicketId child in await LinkedAsAsync(ticket, cancellationToken, LinkKind.Child))
        {
            await DoAsync(child, new PassOnFromParent(ticket, message.Text), "tell", ticket, happened, cancellationToken);
        }
    }

    /// <summary>Of tickets that go on in each other in a ring, the one whose reference comes first; null where there is no ring.</summary>
    private async Task<TicketId?> RingLoserAsync(Ticket ticket, CancellationToken cancellationToken)
    {
        TicketId loser = ticket.Id;
        TicketId? next = ticket.Merged?.Into;
        for (int hops = 0; hops < ChainMax && next is { } id; hops++)
        {
            if (id == ticket.Id)
            {
                return loser;
            }

            loser = string.CompareOrdinal(id.Value, loser.Value) < 0 ? id : loser;
            next = (await FindAsync(id, cancellationToken))?.Merged?.Into;
        }

        return null;
    }

    private async Task<bool> IsLinkedAsync(TicketId ticket, TicketId other, LinkKind kind, CancellationToken cancellationToken) =>
        await FindAsync(ticket, cancellationToken) is { } found && found.Links.Contains(new TicketLink(other, kind));

    private async Task<IReadOnlyList<TicketId>> LinkedAsAsync(TicketId ticket, CancellationToken cancellationToken, params LinkKind[] kinds) =>
        await FindAsync(ticket, cancellationToken) is { } found
            ? [.. found.Links.Where(link => kinds.Contains(link.As)).Select(link => link.To).Distinct()]
            : [];

    private async Task<Ticket?> FindAsync(TicketId id, CancellationToken cancellationToken) =>
        (await store.FindAsync(id, cancellationToken))?.Ticket;

    // What the other ticket refuses or does not know any more cannot be done later either: only a fault is worth a repetition,
    // and a fault is thrown.
    private Task<CommandResult> DoAsync(
        TicketId to, TicketCommand command, string what, TicketId from, TicketEvent happened, CancellationToken cancellationToken) =>
        desk.ExecuteAsync(
            to,
            command,
            new CommandRequest
            {
                Actor = happened.Actor,
                Channel = IntakeChannel.Rule,
                Key = new IdempotencyKey($"reaction to {from}", $"{what}-{happened.Version}", string.Empty),
            },
            cancellationToken);
}
