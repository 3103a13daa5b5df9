using Support.Domain.Tickets;

namespace Support.Views.Wording;

/// <summary>Writes the subject of a mail: the tag by which a reply finds its ticket, what happened, the ticket's own subject.</summary>
internal static class MailSubject
{
    private const int MaxLength = 160;
    private const string Reply = "Re:";

    public static string Of(Ticket ticket, string lead)
    {
        string tag = $"[{ticket.Id}]";
        string subject = CleanText.Line(ticket.Subject, MaxLength);
        if (lead == Reply)
        {
            subject = WithoutReplyMarks(subject);
        }

        return CleanText.Cut($"{tag} {lead} {(subject.Length > 0 ? subject : TicketSubjectMissing)}", MaxLength);
    }

    /// <summary>What stands where a subject is missing.</summary>
    public const string TicketSubjectMissing = "(no subject)";

    public static string ForReply(Ticket ticket) => Of(ticket, Reply);

    // A ticket that came by mail is often a reply already; "Re: Re:" says nothing more.
    private static string WithoutReplyMarks(string subject)
    {
        ReadOnlySpan<char> rest = subject;
        while (rest.StartsWith(Reply, StringComparison.OrdinalIgnoreCase))
        {
            rest = rest[Reply.Length..].TrimStart();
        }

        return rest.ToString();
    }
}
