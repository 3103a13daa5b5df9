using Support.Domain.Model;
using Support.Domain.Notices;
using Support.Domain.Tickets;

namespace Support.Views.Wording;

/// <summary>The facts of a ticket, and who wrote what, as each side may know them.</summary>
internal static class TicketFacts
{
    private const int SubjectLength = 300;
    private const int AddressLength = 254;

    // Mail programs cut a mail off at about 100 KB; what is longer is read in the ticket.
    public const int MessageLength = 12_000;

    public static string Subject(Ticket ticket)
    {
        string subject = CleanText.Line(ticket.Subject, SubjectLength);
        return subject.Length > 0 ? subject : MailSubject.TicketSubjectMissing;
    }

    /// <summary>What an agent needs to judge the ticket without opening it.</summary>
    public static IReadOnlyList<Fact> ForAgent(NoticeContent content)
    {
        Ticket ticket = content.Ticket;
        string assignee = CleanText.Name(content.AssigneeName ?? ticket.Assignee);
        return
        [
            new Fact("Priority", PriorityName(ticket.Priority)),
            new Fact("Application", CleanText.Name(content.ApplicationName)),
            new Fact("Team", $"{CleanText.Name(content.TeamName)}, {ticket.Tier}"),
            new Fact("Held by", assignee.Length > 0 ? assignee : "nobody yet"),
            new Fact("Requester", Person(ticket.Requester), UserText: true),
            new Fact("Opened", TimeWords.At(ticket.OpenedAt)),
            .. ClockWords.Facts(content),
        ];
    }

    /// <summary>What the requester may know: nothing of how the desk works inside.</summary>
    public static IReadOnlyList<Fact> ForRequester(NoticeContent content) =>
    [
        new Fact("Application", CleanText.Name(content.ApplicationName)),
        new Fact("Received", TimeWords.At(content.Ticket.OpenedAt)),
    ];

    public static string PriorityName(Priority priority) => priority switch
    {
        Priority.Critical => "critical",
        Priority.High => "high",
        Priority.Medium => "medium",
        _ => "low",
    };

    public static string MessageText(TicketMessage message) => CleanText.Lines(message.Text, MessageLength);

    private static string Person(Requester requester)
    {
        string address = CleanText.Line(requester.Email, AddressLength);
        string name = CleanText.Name(requester.Name);
        return name.Length > 0 ? $"{name} <{address}>" : address;
    }
}
