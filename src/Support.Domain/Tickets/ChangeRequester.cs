using Support.Domain.Model;

namespace Support.Domain.Tickets;

/// <summary>The ticket is somebody else's: their organisation and contract decide the promises from now on.</summary>
/// <param name="Requester">Whose it is.</param>
/// <param name="Reason">Why; needed.</param>
public sealed record ChangeRequester(Requester Requester, string Reason) : TicketCommand;

/// <summary>The ticket is somebody else's.</summary>
/// <param name="From">Whose it was.</param>
/// <param name="To">Whose it is.</param>
/// <param name="Organisation">Id of their organisation; null when the model knows none.</param>
/// <param name="Contract">Id of that organisation's contract; null for none.</param>
public sealed record RequesterChanged(Requester From, Requester To, string? Organisation, string? Contract) : TicketEventData;

/// <summary>Gives tickets to other requesters.</summary>
internal static class RequesterRules
{
    public static string? Change(TicketDraft draft, ChangeRequester command)
    {
        Ticket ticket = draft.Ticket;
        if (command.Requester == ticket.Requester)
        {
            return null;
        }

        SupportModel model = draft.Context.Model;
        string? organisation = model.OrganisationOf(command.Requester.Email);
        string? contract = organisation is null ? null : model.Organisations[organisation].Contract;

        // Who is the requester now is told as such, and not a second time as a watcher.
        WatcherRules.Unwatch(draft, new Watcher { Email = command.Requester.Email }, "the requester is told anyway");
        draft.Emit(new RequesterChanged(ticket.Requester, command.Requester, organisation, contract), command.Reason);
        return null;
    }
}
