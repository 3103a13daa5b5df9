using Support.Domain.Model;
using Support.Domain.Tickets;

namespace Support.Domain.Notices;

/// <summary>Decides who is told of an event, and by which way.</summary>
public static class NoticePlan
{
    /// <summary>The notices of one event, given the ticket as it stands after it. No recipient is told twice of one reason.</summary>
    public static IReadOnlyList<Notice> Of(Ticket ticket, TicketEvent happened, SupportModel model)
    {
        var template = new Notice
        {
            EventVersion = happened.Version,
            Reason = NoticeReason.Acknowledgement,
            Channel = NoticeChannel.Email,
            Recipient = string.Empty,
            At = happened.At,
            Cause = happened.Cause,
        };
        var recipients = new NoticeRecipients(ticket, model, happened.At);
        IEnumerable<Notice> notices = happened.Data switch
        {
            TicketOpened => recipients.Requester(template),
            MessageAdded message => OfMessage(message, happened, template, recipients),
            StatusChanged { To: TicketStatus.Resolved } resolved => recipients.Requester(
                template with { Reason = NoticeReason.Resolved, Message = resolved.Message }),
            SlaWarned warned => recipients.HeldBy(warned.Team, warned.Agent).Holders(template with
            {
                Reason = NoticeReason.SlaWarning,
                Clock = warned.Clock,
                Share = warned.Share,
                Target = warned.Target,
                DueAt = warned.DueAt,
            }),
            SlaBreached breached => recipients.HeldBy(breached.Team, breached.Agent).Holders(template with
            {
                Reason = NoticeReason.SlaBreach,
                Clock = breached.Clock,
                Share = 1,
                Target = breached.Target,
                DueAt = breached.DueAt,
            }),
            Escalated escalated => OfEscalation(
                escalated,
                template,
                escalated.Team is { } team ? recipients.HeldBy(team, escalated.Agent) : recipients),
            _ => [],
        };
        return [.. notices.DistinctBy(notice => notice.Key)];
    }

    private static IEnumerable<Notice> OfMessage(
        MessageAdded message, TicketEvent happened, Notice template, NoticeRecipients recipients)
    {
        bool answer = happened.Actor.Kind == ActorKind.Agent;
        if (!message.Public || message.WithStatusChange || message.Number == 1)
        {
            return [];
        }

        return answer
            ? recipients.Requester(template with { Reason = NoticeReason.PublicReply, Message = message.Number })
            : recipients.Assignee(template with { Reason = NoticeReason.RequesterReply, Message = message.Number });
    }

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
