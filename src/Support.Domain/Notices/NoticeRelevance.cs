using Support.Domain.Model;
using Support.Domain.Tickets;

namespace Support.Domain.Notices;

/// <summary>Judges what has waited: a reminder of what is done since only wakes people up.</summary>
public static class NoticeRelevance
{
    /// <summary>
    /// Why a notice that has waited is not worth sending any more, given the ticket as it is now; null when it is.
    /// </summary>
    public static string? WhyMoot(Notice notice, Ticket ticket)
    {
        if (notice.SendAt is null || notice.Reason is NoticeReason.Resolved or NoticeReason.PublicReply)
        {
            return null;
        }

        if (!ticket.IsWorkedOn)
        {
            return $"the ticket is {TicketTransitions.Word(ticket.Status)} by now";
        }

        return notice.Reason switch
        {
            NoticeReason.SlaWarning or NoticeReason.SlaBreach => OfClock(notice, ticket),
            NoticeReason.RequesterReply when ticket.Assignee != notice.Agent => "somebody else holds the ticket by now",
            NoticeReason.RequesterReply when ticket.Clock(ClockKind.NextResponse) is { Stopped: true } => "the requester has got an answer since",
            _ => null,
        };
    }

    private static string? OfClock(Notice notice, Ticket ticket)
    {
        if (notice.Clock is not { } kind || ticket.Clock(kind) is not { } clock)
        {
            return null;
        }

        if (clock.Stopped)
        {
            return "what was late is done since";
        }

        bool later = notice.Reason == NoticeReason.SlaWarning && clock.Target == notice.Target
            && (clock.BreachedAt is not null || clock.Warned.Any(share => share > notice.Share));
        return later ? "more of the target is used since; the notice of that tells it" : null;
    }
}
