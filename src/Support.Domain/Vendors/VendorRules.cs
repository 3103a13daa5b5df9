using Support.Domain.Sla;
using Support.Domain.Swarm;
using Support.Domain.Tickets;
using Support.Domain.Tiers;

namespace Support.Domain.Vendors;

/// <summary>
/// The vendor behind the last tier. While they have the ticket it is on hold and their contract's clock runs beside the
/// customer's clocks; what they say comes in as an internal message, which an agent passes on or not.
/// </summary>
internal static class VendorRules
{
    /// <summary>A vendor who writes more often than this to one ticket is a machine gone wrong; it bounds the ticket.</summary>
    public const int MessagesMax = 200;

    /// <summary>The ticket goes to the vendor. The reason why not, or null.</summary>
    public static string? HandOff(TicketDraft draft, HandOffToVendor command)
    {
        Ticket ticket = draft.Ticket;
        if (draft.Context.Model.Applications.GetValueOrDefault(ticket.Application)?.Vendor is not { } vendor)
        {
            return $"{ticket.Application} has no vendor.";
        }

        if (TierMoves.Next(draft) is { } next && !SwarmRules.IsFor(draft))
        {
            return $"The vendor stands behind the last tier; the ticket is on {ticket.Tier}: escalate it to {next} first.";
        }

        if (ticket.Vendor is { HasTicket: true } busy)
        {
            return $"{busy.Name} has the ticket already; record what they say with vendor/answer.";
        }

        int? message = null;
        if (command.Text is { } text)
        {
            draft.Write(text, isPublic: false);
            message = draft.Ticket.Messages;
        }

        draft.Emit(
            new VendorEngaged
            {
                Engagement = (ticket.Vendor?.Engagement ?? 0) + 1,
                Vendor = vendor.Name,
                Email = vendor.Email,
                Webhook = vendor.Webhook,
                Message = message,
                Conversation = command.Conversation ?? message is null,
            },
            command.Reason);
        string cause = $"{vendor.Name} has the ticket: {command.Reason}";
        WaitingRules.Hold(draft, cause);
        SlaClocks.StartUnderpinning(draft, cause);
        return null;
    }

    /// <summary>The vendor said something. The reason why not, or null.</summary>
    public static string? Answer(TicketDraft draft, RecordVendorAnswer command)
    {
        if (draft.Ticket.Vendor is not { } vendor)
        {
            return "No vendor was asked about this ticket.";
        }

        if (vendor.Messages.Count == MessagesMax && command.Text is not null)
        {
            return $"A vendor writes at most {MessagesMax} messages to a ticket.";
        }

        int? message = null;
        if (command.Text is { } text)
        {
            draft.Write(text, isPublic: false, author: new Actor(ActorKind.Vendor, vendor.Email, vendor.Name), enclosures: command.Enclosures);
            message = draft.Ticket.Messages;
        }

        VendorWord word = command.Word ?? (message is null ? VendorWord.Acknowledged : VendorWord.Answered);
        string cause = $"{vendor.Name} {Said(word)}";
        draft.Emit(
            new VendorAnswered { Engagement = vendor.Engagement, Word = word, Reference = command.Reference, Message = message },
            cause);
        if (vendor.HasTicket && !draft.Ticket.Vendor!.HasTicket)
        {
            SlaClocks.StopUnderpinning(draft, cause);
            WaitingRules.EndHold(draft, cause);
        }

        return null;
    }

    /// <summary>After a command or a deadline: a ticket that is not worked on any more is none of the vendor's.</summary>
    public static void Settle(TicketDraft draft, Actor? actor = null)
    {
        if (draft.Ticket is { IsWorkedOn: false, Vendor: { HasTicket: true } vendor } ticket)
        {
            string cause = $"the ticket is {TicketTransitions.Word(ticket.Status)}";
            draft.Emit(new VendorReleased(vendor.Engagement), cause, actor);
            SlaClocks.StopUnderpinning(draft, cause, actor);
        }
    }

    private static string Said(VendorWord word) => word switch
    {
        VendorWord.Acknowledged => "got the ticket",
        VendorWord.InProgress => "works on it",
        VendorWord.Answered => "answered",
        _ => "says that it is resolved",
    };
}
