namespace Support.Domain.Tickets;

/// <summary>Put the subject better.</summary>
/// <param name="Subject">One line.</param>
/// <param name="Reason">Why; null when nobody said.</param>
public sealed record ChangeSubject(string Subject, string? Reason) : TicketCommand;

/// <summary>The ticket has another subject.</summary>
/// <param name="From">Before.</param>
/// <param name="To">After.</param>
public sealed record SubjectChanged(string From, string To) : TicketEventData;

/// <summary>Changes subjects.</summary>
internal static class SubjectRules
{
    public static string? Change(TicketDraft draft, ChangeSubject command)
    {
        if (command.Subject != draft.Ticket.Subject)
        {
            draft.Emit(new SubjectChanged(draft.Ticket.Subject, command.Subject), command.Reason);
        }

        return null;
    }
}
