using Support.Domain.Tickets;
using Support.Domain.Vendors;

namespace Support.Domain.Notices;

/// <summary>What goes to a vendor, and who is told of what a vendor says.</summary>
internal static class VendorNotices
{
    public static IEnumerable<Notice> Of(TicketEvent happened, Ticket ticket, Notice template, NoticeRecipients recipients) =>
        (happened.Data, ticket.Vendor) switch
        {
            (VendorEngaged engaged, _) =>
            [
                template with
                {
                    Reason = NoticeReason.VendorHandOff,
                    Recipient = engaged.Email,
                    RecipientName = engaged.Vendor,
                    ToVendor = true,
                    Message = engaged.Message,
                    Conversation = engaged.Conversation,

                    // Why we ask is our own affair.
                    Cause = null,
                },
            ],
            (VendorReleased, { } vendor) =>
            [
                template with
                {
                    Reason = NoticeReason.VendorRelease,
                    Recipient = vendor.Email,
                    RecipientName = vendor.Name,
                    ToVendor = true,
                    Cause = null,
                },
            ],

            // Who wrote the answer down knows it.
            (VendorAnswered answered, _) when happened.Actor.Kind != ActorKind.Agent || happened.Actor.Id != ticket.Assignee =>
                recipients.Of(Model.Audiences.Assignee, template with { Reason = NoticeReason.VendorAnswer, Message = answered.Message }),
            _ => [],
        };
}
