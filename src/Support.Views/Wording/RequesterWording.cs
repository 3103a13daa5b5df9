using Support.Domain.Model;
using Support.Domain.Notices;
using Support.Domain.Tickets;

namespace Support.Views.Wording;

/// <summary>
/// The words for the requester: courteous, and silent about teams, tiers, agents' ids, internal causes and missed targets,
/// whatever the notice carries.
/// </summary>
internal sealed class RequesterWording(MailWordingOptions options)
{
    public NoticeWords Of(NoticeContent content) => content.Notice.Reason switch
    {
        NoticeReason.Acknowledgement => Acknowledgement(content),
        NoticeReason.PublicReply => PublicReply(content),
        NoticeReason.Resolved => Resolved(content),
        NoticeReason.Merged => Merged(content),
        NoticeReason.Cancelled => Cancelled(content),
        NoticeReason.ChatTranscript => Transcript(content),
        NoticeReason.RequesterReply => Update(content, "We have received your message and added it to your ticket."),
        NoticeReason.Page or NoticeReason.Escalation => Update(content, "More people are looking into your ticket now."),
        _ => Update(content, "We are still working on your ticket."),
    };

    // The message itself is not sent back: whoever opens tickets under another's address would have us mail that
    // person any text they like.
    private NoticeWords Acknowledgement(NoticeContent content)
    {
        string next = content.Ticket.Clock(ClockKind.FirstResponse)?.DueAt is { } due
            ? $"What happens next: one of us reads it and answers you by {TimeWords.InFull(due)}."
            : "What happens next: one of us reads it and answers you as soon as possible.";
        string thanks = $"Thank you for writing to us. Your ticket has the reference {content.Ticket.Id}.";
        return Said(content, "We have received your message", thanks, next) with
        {
            MailSubject = MailSubject.Of(content.Ticket, "We have received:"),
            Preheader = next,
            Facts = TicketFacts.ForRequester(content),
            Closing = [ToAdd()],
        };
    }

    private NoticeWords PublicReply(NoticeContent content) => Said(content, "We have answered") with
    {
        MailSubject = MailSubject.ForReply(content.Ticket),
        Preheader = Visible(content.Message) is { } message ? CleanText.Line(message.Text, 120) : "There is an answer to your ticket.",
        Quotation = Quote(content),
        Closing = [ToAdd()],

        // The agent greets in the answer.
        Greeting = null,
    };

    private NoticeWords Resolved(NoticeContent content)
    {
        string objection = options.RepliesAreRead
            ? "If something is still wrong, reply to this mail or write in your ticket, and we open it again."
            : "If something is still wrong, write in your ticket, and we open it again.";
        if (content.Notice.ToWatcher)
        {
            return Said(content, "A ticket that you follow is resolved", "We have resolved the ticket.") with
            {
                MailSubject = MailSubject.Of(content.Ticket, "Resolved:"),
                Tone = Tone.Good,
                Quotation = Quote(content),
            };
        }

        return Said(content, "Your ticket is resolved", "We have resolved your ticket.") with
        {
            MailSubject = MailSubject.Of(content.Ticket, "Resolved:"),
            Tone = Tone.Good,
            Quotation = Quote(content),
            Closing = [objection],
        };
    }

    // The reason why stays inside; where to go on is what the requester needs.
    private NoticeWords Merged(NoticeContent content)
    {
        string which = content.Notice.Other is { } other ? $"Your ticket {other}" : "Your ticket";
        return Said(
            content,
            "Your ticket goes on in another",
            $"{which} is about the same matter as {content.Ticket.Id}, so both go on there. What you wrote is kept, and you need not write it again.") with
        {
            Facts = TicketFacts.ForRequester(content),
            Closing = [ToAdd()],
        };
    }

    private static NoticeWords Cancelled(NoticeContent content)
    {
        string title = content.Notice.ToWatcher ? "A ticket that you follow was cancelled" : "Your ticket was cancelled";
        return Said(content, title, "We have cancelled the ticket, and will not work on it any more. If that is a mistake, please write to us again.") with
        {
            MailSubject = MailSubject.Of(content.Ticket, "Cancelled:"),
            Facts = TicketFacts.ForRequester(content),
        };
    }

    private NoticeWords Transcript(NoticeContent content)
    {
        string said = string.Join("\n\n", content.Conversation.Where(static message => message.Public).Select(Line));
        return Said(content, "What was said in our chat", "Thank you for the chat. This is what was said, for you to keep.") with
        {
            MailSubject = MailSubject.Of(content.Ticket, "Our chat:"),
            Quotation = new Quotation("The chat:", CleanText.Lines(said, TicketFacts.MessageLength), FromDesk: true),
            Closing = [ToAdd()],
        };
    }

    private static string Line(TicketMessage message)
    {
        string author = message.Author.Kind == ActorKind.Requester ? "You" : CleanText.Name(message.Author.Name) is { Length: > 0 } name ? name : "We";
        return $"{author} wrote, {TimeWords.At(message.At)}:\n{TicketFacts.MessageText(message)}";
    }

    private NoticeWords Update(NoticeContent content, string what) => Said(content, "About your ticket", what) with
    {
        Facts = TicketFacts.ForRequester(content),
        Closing = [ToAdd()],
    };

    private static NoticeWords Said(NoticeContent content, string title, params string[] opening)
    {
        string organisation = CleanText.Name(content.OrganisationName);
        string name = CleanText.Name(content.Notice.RecipientName);
        return new NoticeWords
        {
            MailSubject = MailSubject.Of(content.Ticket, "Update:"),
            Tone = Tone.Accent,
            Title = title,
            Preheader = opening.FirstOrDefault() ?? title,
            Reference = content.Ticket.Id.Value,
            TicketSubject = TicketFacts.Subject(content.Ticket),
            Organisation = organisation,
            Greeting = name.Length > 0 ? $"Hello {name}," : "Hello,",
            Opening = opening,
            ActionLabel = "Open your ticket",
            Link = content.Link,
            Why = content.Notice.ToWatcher
                ? $"You get this mail because you follow this ticket of {organisation}."
                : $"You get this mail because a ticket was opened for you with {organisation}.",
        };
    }

    private string ToAdd() => options.RepliesAreRead
        ? "To add something, reply to this mail or write in your ticket."
        : "To add something, write in your ticket.";

    private static Quotation? Quote(NoticeContent content)
    {
        if (Visible(content.Message) is not { } message)
        {
            return null;
        }

        // An agent who has no name is not shown by id.
        string author = CleanText.Name(message.Author.Name);
        string intro = message.Author.Kind switch
        {
            ActorKind.Requester when !content.Notice.ToWatcher => "You wrote:",
            _ when author.Length > 0 => $"{author} wrote:",
            _ => "We wrote:",
        };
        return new Quotation(intro, TicketFacts.MessageText(message), message.Author.Kind == ActorKind.Agent);
    }

    private static TicketMessage? Visible(TicketMessage? message) => message is { Public: true } ? message : null;
}
