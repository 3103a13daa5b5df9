using Support.Domain.Model;
using Support.Domain.Notices;
using Support.Domain.Tickets;

namespace Support.Views.Wording;

/// <summary>The words for those who work the ticket: short, all facts, and why they are told.</summary>
internal static class AgentWording
{
    public static NoticeWords Of(NoticeContent content)
    {
        NoticeWords words = content.Notice.Reason switch
        {
            NoticeReason.Acknowledgement => Said(content, Tone.Accent, "New ticket", "A ticket came in."),
            NoticeReason.Page => Page(content),
            NoticeReason.SlaWarning => SlaWarning(content),
            NoticeReason.SlaBreach => SlaBreach(content),
            NoticeReason.Escalation => Escalation(content),
            NoticeReason.NobodyCanTake => Said(
                content,
                Tone.Attention,
                "Nobody can take it",
                $"Nobody of {CleanText.Name(content.TeamName)} can take the ticket in time, so it is with you. Please find somebody."),
            NoticeReason.MajorIncident => MajorIncident(content),
            NoticeReason.PublicReply => Reply(content, "The requester got an answer"),
            NoticeReason.RequesterReply => Reply(content, "The requester wrote"),
            NoticeReason.SwarmInvitation => Help(content, Tone.Warning, HelpWording.Invitation(content)),
            NoticeReason.VendorHandOff => Help(content, Tone.Accent, ("Sent to the vendor", "The vendor was asked; the ticket waits for the answer.")),
            NoticeReason.VendorRelease => Help(content, Tone.Accent, ("Vendor released", "The vendor was told that the ticket is not needed any more.")),
            NoticeReason.VendorAnswer => Help(content, Tone.Accent, HelpWording.VendorAnswer(content)),
            NoticeReason.WaitOver => Help(content, Tone.Warning, HelpWording.WaitOver(content)),
            NoticeReason.Mention => Reply(content, "You are asked to look") with
            {
                MailSubject = MailSubject.Of(content.Ticket, "Please look:"),
            },
            NoticeReason.MailUndelivered => Help(content, Tone.Attention, HelpWording.MailUndelivered(content)),
            NoticeReason.Merged => Said(content, Tone.Accent, "Merged", "Another ticket goes on in this one."),
            NoticeReason.ChatTranscript => Said(content, Tone.Accent, "Chat ended", "The requester left the chat."),
            NoticeReason.Cancelled => Said(content, Tone.Accent, "Cancelled", "The ticket was withdrawn."),
            _ => Said(content, Tone.Good, "Resolved", "The ticket is resolved; the requester may still object."),
        };
        return words with { Quotation = Quote(content.Message), Facts = TicketFacts.ForAgent(content) };
    }

    private static NoticeWords Page(NoticeContent content)
    {
        string priority = TicketFacts.PriorityName(content.Ticket.Priority);
        string next = content.Notice.NextPageAt is { } at
            ? $"If nobody does by {TimeWords.At(at)}, somebody else is paged."
            : "Until somebody does, the next steps page again.";
        return Said(content, Tone.Attention, $"Page: {priority}", $"Please acknowledge the page or take the ticket. {next}") with
        {
            MailSubject = MailSubject.Of(content.Ticket, $"Page: {priority} –"),
        };
    }

    private static NoticeWords SlaWarning(NoticeContent content)
    {
        Notice notice = content.Notice;
        string name = ClockWords.Name(notice.Clock);
        string title = notice.Share is { } used ? $"{TimeWords.Percent(used)} of {name} used" : $"The {name} is getting late";
        string left = notice is { Share: { } share, Target: { } target }
            ? $"{TimeWords.Duration(ClockWords.Left(target, share))} of {TimeWords.Duration(target)} are left."
            : "Time is running out.";
        string due = notice.DueAt is { } at ? $" The {name} is due {TimeWords.At(at)}." : string.Empty;
        return Said(content, Tone.Warning, title, left + due) with { Used = notice.Share };
    }

    private static NoticeWords SlaBreach(NoticeContent content)
    {
        Notice notice = content.Notice;
        string name = ClockWords.Name(notice.Clock);
        string promise = notice.Target is { } target ? $"The {name} was promised within {TimeWords.Duration(target)}" : $"The {name} was promised";
        string due = notice.DueAt is { } at ? $"; it was due {TimeWords.At(at)} and is late now." : " and is late now.";
        return Said(content, Tone.Attention, $"Missed {name}", promise + due) with { Used = 1 };
    }

    private static NoticeWords Escalation(NoticeContent content)
    {
        // A step may call for help without moving the ticket; "to L1" would then tell of a move that never was.
        Tier? raisedTo = content.Notice.RaisedTo;
        string title = raisedTo is { } tier ? $"Escalated to {tier}" : $"Escalated on {content.Ticket.Tier}";
        string team = CleanText.Name(content.TeamName);
        string what = raisedTo is not null ? $"The ticket is with {team} now." : $"The ticket stays with {team}; more people are told.";
        return Said(content, Tone.Warning, title, what);
    }

    private static NoticeWords MajorIncident(NoticeContent content) => Said(
        content,
        Tone.Attention,
        "Major incident",
        $"A major incident was declared {TimeWords.At(content.Notice.At)}. The ticket is with {CleanText.Name(content.TeamName)}.");

    private static NoticeWords Reply(NoticeContent content, string title) =>
        Said(content, Tone.Accent, title) with
        {
            MailSubject = MailSubject.ForReply(content.Ticket),
            Preheader = content.Message is { } message ? CleanText.Line(message.Text, 120) : title,
        };

    private static NoticeWords Help(NoticeContent content, Tone tone, (string Title, string Opening) words) =>
        Said(content, tone, words.Title, words.Opening);

    private static NoticeWords Said(NoticeContent content, Tone tone, string title, params string[] opening) => new()
    {
        MailSubject = MailSubject.Of(content.Ticket, $"{title}:"),
        Tone = tone,
        Title = title,
        Preheader = opening.FirstOrDefault() ?? title,
        Reference = content.Ticket.Id.Value,
        TicketSubject = TicketFacts.Subject(content.Ticket),
        Organisation = CleanText.Name(content.OrganisationName),
        Opening = opening,
        ActionLabel = "Open the ticket",
        Link = content.Link,
        Why = $"Why you get this: {Cause(content)}",
    };

    private static string Cause(NoticeContent content) =>
        CauseSentence.Of(content.Notice.Cause) ?? (content.Notice.Reason == NoticeReason.RequesterReply
            ? "you hold this ticket."
            : $"the ticket is with {CleanText.Name(content.TeamName)}.");

    private static Quotation? Quote(TicketMessage? message)
    {
        if (message is null)
        {
            return null;
        }

        string author = CleanText.Name(message.Author.Name ?? message.Author.Id);
        string intro = message.Public || message.Author.Kind == ActorKind.Vendor ? $"{author} wrote:" : $"{author} noted:";
        return new Quotation(intro, TicketFacts.MessageText(message), FromDesk: false);
    }
}
