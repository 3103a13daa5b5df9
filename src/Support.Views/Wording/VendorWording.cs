using Support.Domain.Notices;
using Support.Domain.Tickets;

namespace Support.Views.Wording;

/// <summary>
/// The words for the vendor behind an application: what they are asked, and how to answer. They see what was sent to them
/// and the public conversation where it was sent along; never a note, a name of an agent who did not write it, or a cause.
/// </summary>
internal static class VendorWording
{
    public static NoticeWords Of(NoticeContent content) => content.Notice.Reason switch
    {
        NoticeReason.VendorHandOff => HandOff(content),
        _ => Said(content, "No longer needed", "We do not need your help with this ticket any more. Thank you for looking into it.") with
        {
            MailSubject = MailSubject.Of(content.Ticket, "No longer needed:"),
            Tone = Tone.Good,
            ActionLabel = "Open the ticket",
        },
    };

    private static NoticeWords HandOff(NoticeContent content)
    {
        string organisation = CleanText.Name(content.OrganisationName);
        string application = CleanText.Name(content.ApplicationName);
        return Said(content, "Please help with this ticket", $"{organisation} needs your help with a ticket about the application {application}.") with
        {
            Quotation = Quote(content),
            Facts = Facts(content),
            Closing =
            [
                $"Please name our reference {content.Ticket.Id} whenever you write to us about it.",
                "To give us your reference, tell us how it goes or answer, use the link below. It is yours alone: whoever has it can answer for you.",
            ],
        };
    }

    private static Quotation? Quote(NoticeContent content)
    {
        IEnumerable<string> parts =
        [
            .. content.Message is { } asked ? [TicketFacts.MessageText(asked)] : Array.Empty<string>(),
            .. content.Conversation.Where(static message => message.Public).Select(Line),
        ];
        string text = string.Join("\n\n", parts);
        return text.Length == 0 ? null : new Quotation("What it is about:", CleanText.Lines(text, TicketFacts.MessageLength), FromDesk: true);
    }

    private static string Line(TicketMessage message)
    {
        string author = message.Author.Kind == ActorKind.Requester ? "The requester" : "Support";
        return $"{author} wrote, {TimeWords.At(message.At)}:\n{TicketFacts.MessageText(message)}";
    }

    private static List<Fact> Facts(NoticeContent content)
    {
        List<Fact> facts =
        [
            new Fact("Our reference", content.Ticket.Id.Value),
            new Fact("Priority", TicketFacts.PriorityName(content.Ticket.Priority)),
            new Fact("Application", CleanText.Name(content.ApplicationName)),
        ];
        string reference = content.Ticket.Vendor is { } vendor && vendor.Email == content.Notice.Recipient ? CleanText.Name(vendor.Reference) : string.Empty;
        if (reference.Length > 0)
        {
            facts.Insert(1, new Fact("Your reference", reference, UserText: true));
        }

        return facts;
    }

    private static NoticeWords Said(NoticeContent content, string title, string opening)
    {
        string organisation = CleanText.Name(content.OrganisationName);
        return new NoticeWords
        {
            MailSubject = MailSubject.Of(content.Ticket, "Help needed:"),
            Tone = Tone.Accent,
            Title = title,
            Preheader = opening,
            Reference = content.Ticket.Id.Value,
            TicketSubject = TicketFacts.Subject(content.Ticket),
            Organisation = organisation,
            Greeting = "Hello,",
            Opening = [opening],
            ActionLabel = "Answer the ticket",
            Link = content.Link,
            Why = $"You get this mail because you support an application of {organisation}.",
        };
    }
}
