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
        Paged { Agents.Count: > 0 } paged => OfPage(paged, template, recipients.HeldBy(paged.Team, null)),
        MajorIncidentDeclared => OfMajorIncident(template with { Reason = NoticeReason.MajorIncident }, recipients),
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

        if (escalated.Webhook is { } webhook)
        {
            notices.AddRange(recipients.Webhook(webhook, told));
        }

        return notices;
    }

    private static IEnumerable<Notice> OfPage(Paged paged, Notice template, NoticeRecipients recipients)
    {
        Notice page = template with
        {
            Reason = NoticeReason.Page,
            Clock = paged.Clock,
            NextPageAt = paged.NextAudience is null ? null : paged.NextAt,
        };
        return recipients.People(paged.Agents, page).Concat(recipients.TeamsChannel(page));
    }

    private static IEnumerable<Notice> OfMajorIncident(Notice notice, NoticeRecipients recipients) =>
    [
        .. recipients.Of(Audiences.IncidentManager, notice),
        .. recipients.Of(Audiences.Executives, notice),
        .. recipients.TeamsChannel(notice),
    ];
}
