using Support.Domain.Model;
using Support.Domain.Tickets;
using Support.Domain.Vendors;

namespace Support.Domain.Notices;

/// <summary>What goes to a vendor, and who is told of what a vendor says.</summary>
internal static class VendorNotices
{
    public static IEnumerable<Notice> Of(TicketEvent happened, Ticket ticket, Notice template, NoticeRecipients recipients) =>
        (happened.Data, ticket.Vendor) switch
        {
            (VendorEngaged engaged, _) => ToVendor(
                template with { Reason = NoticeReason.VendorHandOff, Message = engaged.Message, Conversation = engaged.Conversation },
                engaged.Vendor,
                engaged.Email,
                engaged.Webhook,
                recipients),
            (VendorReleased, { } vendor) => ToVendor(
                template with { Reason = NoticeReason.VendorRelease }, vendor.Name, vendor.Email, vendor.Webhook, recipients),

            // Who wrote the answer down knows it.
            (VendorAnswered answered, _) when happened.Actor.Kind != ActorKind.Agent || happened.Actor.Id != ticket.Assignee =>
                recipients.Of(Audiences.Assignee, template with { Reason = NoticeReason.VendorAnswer, Message = answered.Message }),
            _ => [],
        };

    // Why we ask is our own affair.
    private static IEnumerable<Notice> ToVendor(Notice notice, string name, string email, string? webhook, NoticeRecipients recipients)
    {
        Notice said = notice with { ToVendor = true, Cause = null };
        return recipients.Webhooks(webhook, said).Prepend(said with { Recipient = email, RecipientName = name });
    }
}
