using Support.Domain.Alerts;
using Support.Domain.Model;
using Support.Domain.Relations;
using Support.Domain.Routing;
using Support.Domain.Sla;

namespace Support.Domain.Tickets;

public static partial class TicketDecision
{
    private static string? Hear(TicketDraft draft, HearAlert news)
    {
        if (draft.Ticket.IsOver)
        {
            return null;
        }

        if (news.Subject is { } subject)
        {
            SubjectRules.Change(draft, new ChangeSubject(subject, news.Cause));
        }

        switch (news.News)
        {
            case AlertNews.Fires:
                FireAgain(draft, news);
                break;
            case AlertNews.Resolved when draft.Ticket.IsWorkedOn:
                AllWell(draft, news);
                break;
            case AlertNews.Ask when draft.Ticket.IsWorkedOn:
                string text = $"{news.Text}\n\nThe alert says that all is well. Resolve the ticket if you agree.";
                draft.Write(text, isPublic: false, mentions: Holder(draft));
                break;
            case AlertNews.Note when news.Text.Length > 0:
                draft.Write(news.Text, isPublic: false);
                break;
        }

        if ((news.Impact is not null || news.Urgency is not null) && draft.Ticket.IsWorkedOn)
        {
            TriageRules.Triage(draft, new TriageTicket { Impact = news.Impact, Urgency = news.Urgency, Reason = news.Cause });
        }

        return null;
    }

    private static void FireAgain(TicketDraft draft, HearAlert news)
    {
        // Only what a system says of itself asks for an answer; from an agent it would be taken for one.
        bool bySystem = draft.Context.Actor.Kind is ActorKind.Integration or ActorKind.Requester;
        draft.Write(news.Text, isPublic: bySystem);
        if (draft.Ticket.Status is TicketStatus.Pending)
        {
            WaitingRules.Resume(draft, news.Cause);
        }
        else if (draft.Ticket.Status is TicketStatus.Resolved)
        {
            Reopen(draft, news.Cause);
        }

        if (bySystem)
        {
            SlaClocks.FollowRequesterMessage(draft, news.Cause);
        }
    }

    // A monitor knows nothing of the ticket's children: while one is open, a person decides.
    private static void AllWell(TicketDraft draft, HearAlert news)
    {
        if (FamilyRules.MayResolve(draft, news.Resolution) is { } refusal)
        {
            draft.Write($"{news.Text}\n\nThe alert says that all is well, but: {refusal}", isPublic: false, mentions: Holder(draft));
            return;
        }

        Resolve(draft, news.Resolution);
    }

    private static string[]? Holder(TicketDraft draft)
    {
        SupportModel model = draft.Context.Model;
        string? holder = draft.Ticket.Assignee ?? model.Teams.GetValueOrDefault(draft.Ticket.Team)?.Lead;
        return holder is not null && model.Agents.ContainsKey(holder) ? [holder] : null;
    }
}
