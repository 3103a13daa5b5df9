using Microsoft.AspNetCore.Http;
using Support.Domain.Tickets;
using Support.Platform.Http;

namespace Support.Functions.Intake.Email;

/// <summary>What a provider is answered: the mail is ours now, whatever became of it, and is not to be sent again.</summary>
/// <param name="Outcome">What became of it.</param>
/// <param name="Reason">Why, for a person to read.</param>
/// <param name="Ticket">The ticket that it is in; null for none.</param>
/// <param name="Known">Whether it came before, so that nothing was done this time.</param>
public sealed record MailAnswer(MailFate Outcome, string Reason, TicketId? Ticket, bool Known)
{
    /// <summary>The answer: 202.</summary>
    public static JsonAnswer Of(MailOutcome outcome) =>
        new(new MailAnswer(outcome.Fate, outcome.Reason, outcome.Ticket, outcome.Known), StatusCodes.Status202Accepted);
}
