using Support.Domain.Relations;
using Support.Domain.Tickets;

namespace Support.Domain.Notices;

/// <summary>Who is told that their ticket goes on in another.</summary>
internal static class RelationNotices
{
    /// <summary>The requester of the merged ticket, who finds the other ticket by this; a machine reads no mail.</summary>
    public static IEnumerable<Notice> Of(TicketEventData data, Notice template)
    {
        if (data is MergedTicketTakenIn { ByMachine: false } merged)
        {
            yield return template with
            {
                Reason = NoticeReason.Merged,
                Recipient = merged.Requester.Email,
                RecipientName = merged.Requester.Name,
                ToRequester = true,
                Other = merged.Source,
            };
        }
    }
}
