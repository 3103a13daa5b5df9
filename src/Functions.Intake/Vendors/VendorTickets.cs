using Microsoft.AspNetCore.Http;
using Support.Domain.Tickets;
using Support.Domain.Vendors;
using Support.Functions.Intake.Tickets;
using Support.Platform.Links;
using Support.Platform.Tickets;

namespace Support.Functions.Intake.Vendors;

/// <summary>Which ticket a vendor's link opens.</summary>
public sealed class VendorTickets(TicketStore store, TicketLinks links)
{
    /// <summary>
    /// The ticket, if the request holds the link of the vendor whom it was sent to last. A ticket that is not there, that
    /// no vendor has had, and a link that is forged, expired or another's are answered alike.
    /// </summary>
    public async Task<(Ticket Ticket, VendorState Vendor)?> FindAsync(string reference, HttpRequest request, CancellationToken cancellationToken)
    {
        if (!TicketId.TryParse(reference, out TicketId id))
        {
            return null;
        }

        string? token = request.Headers[RequesterTickets.AccessHeader].FirstOrDefault() ?? request.Query[TicketLinks.Parameter];
        return await store.FindAsync(id, cancellationToken) is { Ticket: { Vendor: { } vendor } ticket }
            && await links.OpensForVendorAsync(id, vendor.Email, token, cancellationToken)
            ? (ticket, vendor)
            : null;
    }

    /// <summary>What the vendor may see of it.</summary>
    public async Task<VendorTicket> ViewAsync(Ticket ticket, CancellationToken cancellationToken) =>
        VendorTicket.Of(ticket, ticket.Vendor!, await store.MessagesAsync(ticket.Id, cancellationToken));
}
