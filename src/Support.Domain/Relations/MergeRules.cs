using Support.Domain.Model;
using Support.Domain.Sla;
using Support.Domain.Tickets;

namespace Support.Domain.Relations;

/// <summary>Lets tickets go on in other tickets, and takes that back.</summary>
internal static class MergeRules
{
    /// <summary>Whose messages are all read when the ticket is shown.</summary>
    public const int MergedMax = 20;

    public static string? Merge(TicketDraft draft, MergeTicket command)
    {
        Ticket ticket = draft.Ticket;
        (Ticket? target, string? refusal) = TargetOf(draft, command);
        if (target is null)
        {
            return refusal;
        }

        if (target.IsOver)
        {
            return $"{target.Id} is {TicketTransitions.Word(target.Status)}; a ticket goes on only in one that is not over.";
        }

        if (target.MergedFrom.Count >= MergedMax)
        {
            return $"{MergedMax} tickets go on in {target.Id} already, which is the most.";
        }

        if (!command.AcrossOrganisations && !IsSamePeople(ticket, target))
        {
            return $"{target.Id} belongs to other people, who would read this ticket; say 'acrossOrganisations' to merge it all the same.";
        }

        string cause = target.Id == command.Into ? command.Reason : $"{command.Reason} ({command.Into} was merged into {target.Id} before)";
        draft.Emit(new TicketMerged(target.Id, ticket.Status), cause);
        draft.Emit(new StatusChanged(ticket.Status, TicketStatus.Merged), cause);
        SlaClocks.Withdraw(draft, $"the ticket goes on in {target.Id}");
        return null;
    }

    public static string? Unmerge(TicketDraft draft, UnmergeTicket command)
    {
        if (draft.Ticket.Merged is not { } merged)
        {
            return "The ticket is not merged.";
        }

        draft.Emit(new TicketUnmerged(merged.Into), command.Reason);
        draft.Emit(new StatusChanged(TicketStatus.Merged, merged.StatusBefore), command.Reason);
        return null;
    }

    public static string? TakeIn(TicketDraft draft, TakeInMerged command)
    {
        Ticket ticket = draft.Ticket;
        if (ticket.MergedFrom.Any(merged => merged.Ticket == command.Source))
        {
            return null;
        }

        Watcher[] brought = [.. Brought(ticket, command).Take(WatcherRules.WatchersMax - ticket.Watchers.Count)];
        string cause = $"{command.Source} was merged into this ticket: {command.Reason}";
        draft.Emit(
            new MergedTicketTakenIn(command.Source, command.Requester, brought, command.ByMachine, command.WaitingSince), cause);
        if (command.WaitingSince is not null && draft.Ticket.IsWorkedOn)
        {
            SlaClocks.FollowRequesterMessage(draft, cause);
        }

        return null;
    }

    public static string? GiveBack(TicketDraft draft, GiveBackMerged command)
    {
        if (draft.Ticket.MergedFrom.Any(merged => merged.Ticket == command.Source))
        {
            draft.Emit(new MergedTicketGivenBack(command.Source), $"{command.Source} goes on by itself again: {command.Reason}");
        }

        return null;
    }

    /// <summary>Whether who reads the one ticket may as well read the other: one requester, or one organisation.</summary>
    private static bool IsSamePeople(Ticket ticket, Ticket target) =>
        string.Equals(ticket.Requester.Email, target.Requester.Email, StringComparison.OrdinalIgnoreCase)
        || (ticket.Organisation is { } organisation && organisation == target.Organisation);

    /// <summary>The ticket at the end of the merges; null with the reason when there is none that this ticket can go on in.</summary>
    private static (Ticket? Target, string? Refusal) TargetOf(TicketDraft draft, MergeTicket command)
    {
        TicketId self = draft.Ticket.Id;
        if (command.Into == self)
        {
            return (null, "A ticket cannot be merged into itself.");
        }

        TicketId next = command.Into;
        for (int hops = 0; hops < MergedMax; hops++)
        {
            if (draft.Context.Other(next) is not { } other)
            {
                return (null, $"There is no ticket {next}.");
            }

            if (other.Merged is not { } merged)
            {
                return (other, null);
            }

            if (merged.Into == self)
            {
                return (null, $"{next} was merged into this ticket; take that back first.");
            }

            next = merged.Into;
        }

        return (null, $"{command.Into} was merged too many times over to follow.");
    }

    private static IEnumerable<Watcher> Brought(Ticket ticket, TakeInMerged command)
    {
        var requester = new Watcher { Email = command.Requester.Email, Name = command.Requester.Name };
        IEnumerable<Watcher> all = command.ByMachine ? command.Watchers : command.Watchers.Prepend(requester);
        return all.Where(watcher =>
            !string.Equals(watcher.Email, ticket.Requester.Email, StringComparison.OrdinalIgnoreCase)
            && !ticket.Watchers.Any(watcher.IsSame));
    }
}
