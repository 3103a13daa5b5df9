using Support.Domain.Model;
using Support.Domain.Tickets;

namespace Support.Domain.Mail;

/// <summary>Whom a ticket concerns. Capitals in an address part nobody.</summary>
internal static class Participants
{
    public static bool IsSame(string? one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether they are outside the desk and know of the ticket: its requester, who follows it, and whom we wrote to.</summary>
    public static bool IsOutside(MailClaim claim, string address) =>
        Concerns(claim.Named, address) || Concerns(claim.Ticket, address)
        || claim.WroteTo.Any(known => IsSame(known, address) && !IsVendorOf(claim.Named, known) && !IsVendorOf(claim.Ticket, known));

    /// <summary>Whether they are the vendor who has the ticket, or had it: by the address that it went to, or by the token in that mail within the same domain.</summary>
    public static bool IsVendor(MailClaim claim, string address) =>
        claim.Ticket.Vendor is { } vendor
        && (IsSame(vendor.Email, address)
            || (claim.Kind == ClaimKind.Token && IsSame(claim.Holder, vendor.Email) && IsSame(DomainOf(vendor.Email), DomainOf(address))));

    /// <summary>The id of the agent whose address it is; null when it is nobody's.</summary>
    public static string? AgentOf(string address, SupportModel model)
    {
        foreach ((string id, Agent agent) in model.Agents)
        {
            if (IsSame(agent.Email, address))
            {
                return id;
            }
        }

        return null;
    }

    private static bool Concerns(Ticket ticket, string address) =>
        IsSame(ticket.Requester.Email, address) || ticket.Watchers.Any(watcher => IsSame(watcher.Email, address));

    private static bool IsVendorOf(Ticket ticket, string address) => IsSame(ticket.Vendor?.Email, address);

    private static string DomainOf(string address) => address[(address.LastIndexOf('@') + 1)..];
}
