using Support.Domain.Model;
using Support.Domain.Tickets;

namespace Support.Domain.Notices;

/// <summary>Who is told of an escalation.</summary>
internal static class EscalationNotices
{
    public static IEnumerable<Notice> Of(TicketEventData happened, Notice template, NoticeRecipients recipients) => happened switch
    {
        Escalated escalated => OfEscalation(
            escalated,
            template,
            escalated.Team is { } team ? recipients.HeldBy(team, escalated.Agent) : recipients),
        _ => [],
    };

    private static List<Notice> OfEscalation(Escalated escalated, Notice template, NoticeRecipients recipients)
    {
        Notice page = template with { Reason = NoticeReason.Page, Clock = escalated.Clock };
        Notice told = template with { Reason = NoticeReason.Escalation, Clock = escalated.Clock, RaisedTo = escalated.RaisedTo };
        List<Notice> notices =
        [
            .. escalated.Page.SelectMany(audience => recipients.Of(audience, page)),
            .. escalated.Notify.SelectMany(audience => recipients.Of(audience, told)),
        ];
        if (escalated.Functional)
        {
            notices.AddRange(recipients.Of(Audiences.Assignee, told));
        }

        // One card tells the team's channel, whoever is mailed; a step that tells nobody shows no card either.
        if (notices.Count > 0)
        {
            notices.AddRange(recipients.TeamsChannel(escalated.Page.Count > 0 ? page : told));
        }

        return notices;
    }
}
