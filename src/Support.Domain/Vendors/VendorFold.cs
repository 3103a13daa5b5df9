using Support.Domain.Tickets;

namespace Support.Domain.Vendors;

/// <summary>What each event of a ticket does to what is known of its vendor.</summary>
internal static class VendorFold
{
    public static VendorState? After(VendorState? before, TicketEvent next) => next.Data switch
    {
        VendorEngaged engaged => Engaged(before, engaged, next.At),
        VendorAnswered answered when before is not null => before with
        {
            HasTicket = before.HasTicket && answered.Word is VendorWord.Acknowledged or VendorWord.InProgress,
            Reference = answered.Reference ?? before.Reference,
            Word = answered.Word,
            HeardAt = next.At,
            Messages = answered.Message is { } number ? [.. before.Messages, number] : before.Messages,
        },
        VendorReleased when before is not null => before with { HasTicket = false },
        _ => before,
    };

    // Another vendor has another reference and must not see what the one before wrote.
    private static VendorState Engaged(VendorState? before, VendorEngaged engaged, DateTimeOffset at)
    {
        VendorState? same = before?.Email == engaged.Email ? before : null;
        return new VendorState
        {
            Name = engaged.Vendor,
            Email = engaged.Email,
            Webhook = engaged.Webhook,
            Engagement = engaged.Engagement,
            EngagedAt = at,
            Asked = engaged.Message,
            HasTicket = true,
            Reference = same?.Reference,
            Messages = same?.Messages ?? [],
        };
    }
}
